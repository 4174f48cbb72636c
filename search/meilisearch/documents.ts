import { createHash } from 'node:crypto';
import { z } from 'zod';
import { analyseText, termsOf, wordsOf } from '#search/analysis/analyse';
import type { Passage, SearchDocument } from '#search/port';
import { yearOf } from '#search/query/days';
import { SAME_AUDIENCE } from './filter';

/** One passage as Meilisearch keeps it; a document is all passages with its `doc`. */
export interface StoredPassage {
  id: string;
  doc: string;
  ref: string;
  kind: string;
  title: string;
  /** Level-0 words of the title and of the passage, the keys of both, and the title's words with their keys. */
  t0: string;
  b0: string;
  s1: string;
  k0: string;
  documentAudience: string[];
  passageAudience: string[];
  topic?: string;
  tag: string[];
  answered: 'true' | 'false';
  authoritySize?: string;
  year: string;
  label?: string;
  state?: string;
  date: number;
  revision: number;
  role: 'plain' | 'accepted' | 'head';
  /** `yes` on one passage of each document: counts and lists go by it. */
  lead: 'yes' | 'no';
}

const ID_LENGTH_MAX = 200;

/** Why a document cannot be sent, or null. */
export function reasonToReject({ id, title, passages, date, revision }: SearchDocument): string | null {
  if (typeof id !== 'string' || id === '' || id.length > ID_LENGTH_MAX) {
    return `the id must be a text of 1 to ${ID_LENGTH_MAX} characters`;
  }
  if (typeof title !== 'string' || !passages.every(({ text }) => typeof text === 'string')) {
    return 'title and passages must be texts';
  }
  return Number.isFinite(date) && Number.isFinite(revision) ? null : 'date and revision must be numbers';
}

/** A document as the passages to store. A title always has a passage that all of the document's audience may see. */
export function toStoredPassages(document: SearchDocument): StoredPassage[] {
  const title = analyseText(document.title);
  const isOpen = document.passages.some(({ audience }) => audience === undefined);
  const passages: Passage[] = isOpen ? document.passages : [{ ref: '', text: '' }, ...document.passages];
  const lead = passages.find(({ audience }) => audience === undefined);
  const byRef = new Map(passages.map((passage) => [passage.ref, passage]));
  return [...byRef.values()].map((passage) => {
    const body = analyseText(passage.text);
    return {
      id: passageId(document.id, passage.ref),
      doc: document.id,
      ref: passage.ref,
      kind: document.kind,
      title: document.title,
      t0: wordsOf(title).join(' '),
      b0: wordsOf(body).join(' '),
      s1: termsOf(title, body).join(' '),
      k0: termsOf(title).join(' '),
      documentAudience: [...new Set(document.audience)],
      passageAudience: passage.audience === undefined ? [SAME_AUDIENCE] : [...new Set(passage.audience)],
      ...(document.topic === undefined ? {} : { topic: document.topic }),
      tag: [...new Set(document.tags ?? [])],
      answered: document.answered === true ? 'true' : 'false',
      ...(document.authoritySize === undefined ? {} : { authoritySize: document.authoritySize }),
      year: String(yearOf(document.date)),
      ...(document.label === undefined ? {} : { label: document.label }),
      ...(document.state === undefined ? {} : { state: document.state }),
      date: document.date,
      revision: document.revision,
      role: passage.ref === '' ? 'head' : passage.accepted === true ? 'accepted' : 'plain',
      lead: passage.ref === lead?.ref ? 'yes' : 'no',
    };
  });
}

/** Ids there are of letters, digits, - and _ only, so ours are digests. */
function passageId(document: string, ref: string): string {
  return createHash('sha256')
    .update(JSON.stringify([document, ref]))
    .digest('hex')
    .slice(0, 40);
}

/** What comes back of a stored passage, as far as the engine reads it. */
export const FoundPassage = z.object({
  id: z.string(),
  doc: z.string(),
  ref: z.string(),
  kind: z.string(),
  title: z.string(),
  topic: z.string().optional(),
  tag: z.array(z.string()),
  answered: z.enum(['true', 'false']),
  authoritySize: z.string().optional(),
  year: z.string(),
  label: z.string().optional(),
  state: z.string().optional(),
  date: z.number(),
  role: z.enum(['plain', 'accepted', 'head']),
  _federation: z.object({ weightedRankingScore: z.number(), queriesPosition: z.number() }).partial().optional(),
});
export type FoundPassage = z.infer<typeof FoundPassage>;

/** The analysed words of a passage's title and of the passage. */
export const PassageText = z.object({ id: z.string(), t0: z.string(), b0: z.string() });
export type PassageText = z.infer<typeof PassageText>;

/** Its attributes, to ask for. */
export const FOUND_ATTRIBUTES = [
  'id',
  'doc',
  'ref',
  'kind',
  'title',
  'topic',
  'tag',
  'answered',
  'authoritySize',
  'year',
  'label',
  'state',
  'date',
  'role',
];
