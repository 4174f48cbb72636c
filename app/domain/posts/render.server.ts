import { randomBytes } from 'node:crypto';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { titleDirection } from '#app/markdown/direction';
import { type RenderLabels, renderMarkdown } from '#app/markdown/render';
import { paths } from '#app/paths';

/** `@handle` as it may stand in a text; the renderer decides later whether it stands in code. */
const MENTION = /(?:^|[^\p{L}\p{N}@/.])@([a-z0-9][a-z0-9.]{0,29})/gimu;

export interface RenderedPost {
  html: string;
  text: string;
  /** Handles of existing members that the text mentions, outside code. */
  mentions: string[];
}

/** Renders post bodies; members that are mentioned are looked up once for all of them. */
export async function renderBodies(bodies: { idPrefix: string; body: string }[]): Promise<RenderedPost[]> {
  if (bodies.length === 0) {
    return [];
  }
  const known = await knownHandles(bodies.map((entry) => entry.body));
  const origin = new URL(getEnv().appUrl).origin;
  return bodies.map(({ idPrefix, body }) => {
    const rendered = renderMarkdown(body, {
      idPrefix,
      origin,
      labels: labelsFor(body),
      resolveMention: (handle) => (known.has(handle) ? { href: paths.member(handle), name: handle } : null),
      resolveThread: (id) => ({ href: paths.thread(id) }),
    });
    return {
      html: rendered.html,
      text: rendered.text,
      mentions: rendered.mentions.filter((handle) => known.has(handle)),
    };
  });
}

/** The hidden words inside stored HTML are in the language of the text itself: readers of both languages get the same HTML. */
function labelsFor(body: string): RenderLabels {
  return titleDirection(body) === 'rtl' ? LABELS.he : LABELS.en;
}

const LABELS = { he: labelsIn('he'), en: labelsIn('en') };

function labelsIn(locale: 'he' | 'en'): RenderLabels {
  const t = translator(locale);
  return {
    footnotes: t('markdown.footnotes'),
    backToText: t('markdown.backToText'),
    table: t('markdown.table'),
    taskDone: t('markdown.taskDone'),
    taskOpen: t('markdown.taskOpen'),
  };
}

/** Renders one body that has no post id yet: its element ids get a prefix of their own. */
export async function renderNew(body: string): Promise<RenderedPost> {
  const [rendered] = await renderBodies([{ idPrefix: `n${randomBytes(5).toString('hex')}-`, body }]);
  return rendered ?? { html: '', text: '', mentions: [] };
}

async function knownHandles(bodies: string[]): Promise<Set<string>> {
  const handles = new Set<string>();
  for (const body of bodies) {
    for (const match of body.matchAll(MENTION)) {
      const handle = match[1]?.toLowerCase().replace(/\.+$/, '');
      if (handle) {
        handles.add(handle);
      }
    }
  }
  if (handles.size === 0) {
    return handles;
  }
  const rows = await getDb().member.findMany({
    where: { handle: { in: [...handles].slice(0, 200) }, erasedAt: null },
    select: { handle: true },
  });
  return new Set(rows.map((row) => row.handle));
}
