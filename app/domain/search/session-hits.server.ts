import { type Label, strictest } from '#app/domain/labels';
import { idsOf } from '#app/domain/search/hidden.server';
import { documentId, FOUND_RECORDS, HIT_OF_RECORD } from '#app/domain/search/model';
import { searchedText } from '#app/domain/search/summary-documents.server';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { splitDocument } from '#app/domain/summaries/document';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import type { TopicRef } from '#app/domain/topics/model';
import { topicsById } from '#app/domain/topics/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { plainText } from '#app/markdown/extract';
import type { Prisma } from '#prisma/generated/sqlite/client';
import type { Extract, Highlighter, Stretch } from '#search/highlight';

/** A session, its summary, or something that a summary says: as the database says it is now. */
export interface SessionHit {
  kind: 'session' | 'summary' | 'decision' | 'action' | 'open_question';
  sessionId: number;
  /** Set for what a summary says. */
  recordId: number | null;
  titleText: string;
  title: Stretch[];
  /** Null where the title says all. */
  extract: Extract | null;
  label: Label;
  topic: TopicRef;
  startsAt: string;
}

const SESSION_SELECT = {
  id: true,
  title: true,
  label: true,
  topicId: true,
  startsAt: true,
} as const satisfies Prisma.SessionSelect;
type FoundSession = Prisma.SessionGetPayload<{ select: typeof SESSION_SELECT }>;

/** Hits about sessions, by document, as this viewer may see them now; what they may not is left out. */
export async function readSessionHits(
  viewer: Viewer,
  found: { id: string }[],
  highlighter: Highlighter,
): Promise<Map<string, SessionHit>> {
  const ids = { session: idsOf(found, 'session'), summary: idsOf(found, 'summary'), record: idsOf(found, 'record') };
  if (ids.session.length + ids.summary.length + ids.record.length === 0) {
    return new Map();
  }
  const [sessions, summaries, records, topics] = await Promise.all([
    getDb().session.findMany({
      where: { AND: [visibleSessions(viewer), { id: { in: ids.session } }] },
      select: { ...SESSION_SELECT, purpose: true },
    }),
    getDb().summary.findMany({
      where: { AND: [visibleSummaries(viewer), { id: { in: ids.summary } }] },
      select: { id: true, body: true, label: true, session: { select: SESSION_SELECT } },
    }),
    getDb().summaryRecord.findMany({
      where: { id: { in: ids.record }, kind: { in: [...FOUND_RECORDS] }, summary: visibleSummaries(viewer) },
      select: {
        id: true,
        kind: true,
        text: true,
        summary: { select: { label: true, session: { select: SESSION_SELECT } } },
      },
    }),
    topicsById(),
  ]);
  const hits = new Map<string, SessionHit>();
  const add = (
    document: string,
    session: FoundSession,
    hit: Pick<SessionHit, 'kind' | 'titleText' | 'extract'> & { label?: Label; recordId?: number },
  ) => {
    const topic = topics.get(session.topicId);
    if (topic) {
      hits.set(document, {
        ...hit,
        recordId: hit.recordId ?? null,
        sessionId: session.id,
        title: highlighter.markAll(hit.titleText),
        label: strictest(session.label, hit.label ?? session.label),
        topic,
        startsAt: session.startsAt.toISOString(),
      });
    }
  };
  for (const session of sessions) {
    const purpose = plainText(session.purpose);
    const extract = purpose === '' ? null : highlighter.extract(purpose);
    add(documentId('session', session.id), session, { kind: 'session', titleText: session.title, extract });
  }
  for (const { id, body, label, session } of summaries) {
    const titleText = splitDocument(body).title ?? session.title;
    const extract = highlighter.extract(searchedText(body));
    add(documentId('summary', id), session, { kind: 'summary', titleText, extract, label });
  }
  for (const { id, kind, text, summary } of records) {
    const kindOfHit = kind === 'decision' || kind === 'action' ? HIT_OF_RECORD[kind] : HIT_OF_RECORD.question;
    const hit = { kind: kindOfHit, titleText: plainText(text), extract: null, label: summary.label, recordId: id };
    add(documentId('record', id), summary.session, hit);
  }
  return hits;
}
