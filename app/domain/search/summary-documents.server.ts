import { strictest } from '#app/domain/labels';
import { documentId, FOUND_RECORDS, HIT_OF_RECORD, type HitKind } from '#app/domain/search/model';
import { SESSION_SUBJECT_SELECT, toSessionSubject } from '#app/domain/sessions/visible.server';
import { splitDocument } from '#app/domain/summaries/document';
import { recognise } from '#app/domain/summaries/recognise';
import { audienceOf } from '#app/domain/visibility';
import { clipText, plainText } from '#app/markdown/extract';
import type { Database } from '#prisma/client.server';
import type { Prisma } from '#prisma/generated/sqlite/client';
import type { SearchDocument } from '#search/port';

/** Published ones of sessions that are there. */
export const SUMMARY_FOUND = {
  state: 'published',
  session: { deletedAt: null },
} as const satisfies Prisma.SummaryWhereInput;

const TITLE_CHARS = 200;

const SUMMARY_SELECT = {
  id: true,
  label: true,
  revision: true,
  session: {
    select: {
      ...SESSION_SUBJECT_SELECT,
      title: true,
      topicId: true,
      startsAt: true,
      revision: true,
      authority: { select: { size: true } },
    },
  },
} as const satisfies Prisma.SummarySelect;
type FoundSummary = Prisma.SummaryGetPayload<{ select: typeof SUMMARY_SELECT }>;

/** What a hit of a summary, or of one of its records, has of its session. */
function common({ label: own, session }: FoundSummary) {
  const label = strictest(own, session.label);
  return {
    audience: audienceOf({ ...toSessionSubject(session), label }),
    date: session.startsAt.getTime(),
    topic: String(session.topicId),
    label,
    ...(session.authority ? { authoritySize: session.authority.size } : {}),
  };
}

/** Every number in it only grows, so their sum grows with each change to any of the three. */
export function revisionOf(summary: { revision: number; session: { revision: number } }, record = 0): number {
  return summary.revision + summary.session.revision + record;
}

/** Summaries for the index, once they are published. */
export async function loadSummaries(database: Database, ids: number[]): Promise<SearchDocument[]> {
  const rows = await database.summary.findMany({
    where: { id: { in: ids.filter(Number.isSafeInteger) }, ...SUMMARY_FOUND },
    select: { ...SUMMARY_SELECT, body: true },
  });
  return rows.map((row) => ({
    id: documentId('summary', row.id),
    kind: 'summary',
    title: splitDocument(row.body).title ?? row.session.title,
    passages: [{ ref: 'text', text: searchedText(row.body) }].filter(({ text }) => text !== ''),
    revision: revisionOf(row),
    ...common(row),
  }));
}

/**
 * The words of a summary that search reads. The list of who was there is not among them: nobody's whereabouts are
 * anybody's to search (DOMAIN 4).
 */
export function searchedText(markdown: string): string {
  const { body } = splitDocument(markdown);
  const lists = recognise(body, { day: null }).sections.filter(({ kind }) => kind === 'participants');
  const without = lists.reduceRight(
    (text, { heading, body: part }) => text.slice(0, heading.start) + text.slice(part.end),
    body,
  );
  return plainText(without);
}

/** Decisions, action items and open questions for the index: hits of their own. */
export async function loadRecords(database: Database, ids: number[]): Promise<SearchDocument[]> {
  const rows = await database.summaryRecord.findMany({
    where: {
      id: { in: ids.filter(Number.isSafeInteger) },
      kind: { in: [...FOUND_RECORDS] },
      summary: SUMMARY_FOUND,
    },
    select: { id: true, kind: true, text: true, revision: true, summary: { select: SUMMARY_SELECT } },
  });
  return rows.map((row) => {
    const text = plainText(row.text);
    return {
      id: documentId('record', row.id),
      kind: kindOf(row.kind),
      title: clipText(text, TITLE_CHARS),
      passages: text.length > TITLE_CHARS ? [{ ref: 'text', text }] : [],
      revision: revisionOf(row.summary, row.revision),
      ...common(row.summary),
    };
  });
}

function kindOf(kind: string): HitKind {
  return kind === 'decision' || kind === 'action' ? kind : HIT_OF_RECORD.question;
}
