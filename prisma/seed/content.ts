import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The demo's texts, from the project's folder: read at run time, also by the built server. */
export const CONTENT_FOLDER = 'prisma/seed/content';

const Named = z.object({ he: z.string(), en: z.string() });
export const Label = z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED']);
const Handles = z.array(z.string());

const People = z.object({
  topics: z.array(z.object({ slug: z.string(), name: Named, description: Named, guide: Named, defaultLabel: Label })),
  authorities: z.array(
    z.object({
      slug: z.string(),
      name: Named,
      kind: z.enum(['municipality', 'local_council', 'regional_council']),
      size: z.enum(['small', 'medium', 'large']),
      district: z.enum(['north', 'haifa', 'center', 'tel_aviv', 'jerusalem', 'south']),
      population: z.number().int(),
    }),
  ),
  members: z.array(
    z.object({
      handle: z.string(),
      name: Named,
      email: z.string(),
      authorities: Handles,
      role: z.enum(['member', 'host', 'moderator', 'administrator']),
      itRole: z.enum([
        'cio',
        'network_manager',
        'operations_manager',
        'security_manager',
        'technology_manager',
        'project_manager',
      ]),
      employment: z.enum(['staff', 'outsourced']),
      status: z.enum(['pending', 'active', 'suspended']),
      primaryContact: z.boolean(),
      /** Days to the end of the membership, or (negative) since it; most end in 300. */
      endsInDays: z.int().default(300),
      about: Named.default({ he: '', en: '' }),
      locale: z.enum(['he', 'en']),
    }),
  ),
});
export type People = z.output<typeof People>;
export type SeedMember = People['members'][number];

/** When: so many days before the day of the seed, at that time in Jerusalem. */
export const At = z.string().transform((text, context) => {
  const match = /^(-?\d+) (\d\d:\d\d)$/.exec(text);
  if (!match) {
    context.addIssue({ code: 'custom', message: `not "-34 08:12": ${text}` });
    return z.NEVER;
  }
  return { days: Number(match[1]), time: match[2] ?? '' };
});

const List = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

const Front = z.object({
  topic: z.string(),
  kind: z.enum(['question', 'discussion']),
  label: z
    .string()
    .transform((text) => text.replace('+', '_'))
    .pipe(Label),
  title: z.string(),
  tags: List,
  author: z.string(),
  at: At,
  same: List,
});

const Block = z.object({
  kind: z.enum(['answer', 'comment']),
  by: z.string(),
  at: At,
  votes: List,
  accepted: z.boolean().default(false),
});

export type SeedPost = z.output<typeof Block> & { body: string };
export type SeedThread = z.output<typeof Front> & { id: number; body: string; posts: SeedPost[] };

export function readPeople(): People {
  return People.parse(JSON.parse(readFileSync(join(CONTENT_FOLDER, 'people.json'), 'utf8')));
}

/** Every thread of the content folder; the number its file name begins with is its id. */
export function readThreads(): SeedThread[] {
  const folder = join(CONTENT_FOLDER, 'threads');
  const files = readdirSync(folder).filter((file) => /^\d+-.*\.md$/.test(file));
  return files.sort().map((file) => {
    try {
      return parseThread(Number.parseInt(file, 10), readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
}

/** Reads one file: lines `key: value` between `---` lines, the opening's text, then `=== answer | by: … | at: …` blocks. */
export function parseThread(id: number, text: string): SeedThread {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replace(/\r\n/g, '\n'));
  if (!match) {
    throw new Error('does not begin with lines between two "---"');
  }
  const [opening = '', ...blocks] = (match[2] ?? '').split(/^=== (?=answer |comment )/m);
  const front = Front.parse(keysAndValues((match[1] ?? '').split('\n')));
  return { ...front, id, body: opening.trim(), posts: blocks.map(parseBlock) };
}

function parseBlock(block: string): SeedPost {
  const end = block.indexOf('\n');
  const [kind = '', ...facts] = block.slice(0, end).split(' | ');
  const accepted = facts.some((fact) => fact.trim() === 'accepted');
  return { ...Block.parse({ ...keysAndValues(facts), kind: kind.trim(), accepted }), body: block.slice(end).trim() };
}

/** Split at the first `: ` only: titles have colons and quotes of their own, so this is not YAML. */
function keysAndValues(lines: string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  );
}

/** The subject areas a forum begins with (DOMAIN 1), as rows without ids; administrators change them and add more. */
export function startingTopics() {
  return readPeople().topics.map((topic, position) => ({
    slug: topic.slug,
    nameHe: topic.name.he,
    nameEn: topic.name.en,
    descriptionHe: topic.description.he,
    descriptionEn: topic.description.en,
    guideHe: topic.guide.he,
    guideEn: topic.guide.en,
    defaultLabel: topic.defaultLabel,
    hue: topic.slug,
    position,
  }));
}
