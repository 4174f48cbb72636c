import { hiddenMeanwhile, idsOf } from '#app/domain/search/hidden.server';
import { FOUND_RECORDS, HIT_OF_RECORD } from '#app/domain/search/model';
import { toQuery } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { listTopics } from '#app/domain/topics/queries.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb, getSearch } from '#app/instances.server';
import type { SearchHit, SearchQuery } from '#search/port';

const THREADS_LOOKED_AT = 20;
/** Hits about sessions are ordered by when those are, not by when they were announced or summed up: more are looked at. */
const SESSIONS_LOOKED_AT = 100;
const SESSION_KINDS: readonly string[] = ['session', 'summary', ...Object.values(HIT_OF_RECORD)];

/** After the first, up to the second. */
interface Span {
  since: Date;
  until: Date;
}

/**
 * Whether a search finds something that somebody else wrote in this time: a thread somebody wrote in, a session that was
 * announced, a summary that was published or something it says. As the viewer may see it now.
 */
export async function findsNew(viewer: MemberViewer, query: string, span: Span): Promise<boolean> {
  const request = { ...readSearchRequest(new URLSearchParams(query)), sort: 'date' as const, page: 1 };
  const asked = { ...toQuery(viewer, request, await listTopics()), prefix: false, exclude: await hiddenMeanwhile() };
  return (await findsThread(viewer, asked, span)) || (await findsOfSession(viewer, asked, span));
}

async function findsThread(viewer: MemberViewer, asked: SearchQuery, { since, until }: Span): Promise<boolean> {
  const hits = await search({
    ...asked,
    filters: { ...asked.filters, from: since.getTime() + 1, before: until.getTime() + 1 },
    limit: THREADS_LOOKED_AT,
  });
  const others = { lastActivityAt: { gt: since, lte: until }, NOT: { lastPosterId: viewer.memberId } };
  const where = { AND: [visibleThreads(viewer), { id: { in: idsOf(hits, 'thread') } }, others] };
  return (await getDb().thread.count({ where })) > 0;
}

/** Mostly nothing of that sort is new, and then no engine is asked. */
async function findsOfSession(viewer: MemberViewer, asked: SearchQuery, { since, until }: Span): Promise<boolean> {
  const span = { gt: since, lte: until };
  const others = { NOT: { authorId: viewer.memberId } };
  const sessions = { AND: [visibleSessions(viewer), { createdAt: span }, others] };
  const summaries = { AND: [visibleSummaries(viewer), { publishedAt: span }, others] };
  const found = await Promise.all([
    getDb().session.count({ where: sessions }),
    getDb().summary.count({ where: summaries }),
  ]);
  const values = asked.filters?.values;
  const kinds = SESSION_KINDS.filter((kind) => values?.kind?.includes(kind) ?? true);
  if (found.every((count) => count === 0) || kinds.length === 0) {
    return false;
  }
  const hits = await search({
    ...asked,
    filters: { ...asked.filters, values: { ...values, kind: kinds } },
    limit: SESSIONS_LOOKED_AT,
  });
  const counts = await Promise.all([
    getDb().session.count({ where: { AND: [sessions, { id: { in: idsOf(hits, 'session') } }] } }),
    getDb().summary.count({ where: { AND: [summaries, { id: { in: idsOf(hits, 'summary') } }] } }),
    getDb().summaryRecord.count({
      where: { id: { in: idsOf(hits, 'record') }, kind: { in: [...FOUND_RECORDS] }, summary: summaries },
    }),
  ]);
  return counts.some((count) => count > 0);
}

async function search(query: SearchQuery): Promise<SearchHit[]> {
  return (await getSearch().reader.search(query)).hits;
}
