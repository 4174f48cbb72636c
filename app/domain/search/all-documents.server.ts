import { setImmediate as nextTurn } from 'node:timers/promises';
import { inForce } from '#app/domain/members/columns.server';
import { loadDocuments } from '#app/domain/search/documents.server';
import { documentId, FOUND_RECORDS, SEARCH_ENTITIES, type SearchEntity } from '#app/domain/search/model';
import { revisionOf, SUMMARY_FOUND } from '#app/domain/search/summary-documents.server';
import type { Database } from '#prisma/client.server';
import type { Prisma } from '#prisma/generated/sqlite/client';
import type { SearchDocument } from '#search/port';

const PAGE_DOCUMENTS = 100;
const PAGE_REVISIONS = 2_000;

interface Revision {
  key: string | number;
  revision: number;
}

/** Every document there should be, for a rebuild. Reads in pages, so memory stays the same whatever the size. */
export async function* allDocuments(database: Database): AsyncGenerator<SearchDocument> {
  for (const entity of SEARCH_ENTITIES) {
    for await (const page of revisionPages(database, entity, PAGE_DOCUMENTS)) {
      const ids = page.map(({ key }) => String(key));
      yield* await loadDocuments(database, entity, ids);
      // Requests have their turn between pages.
      await nextTurn();
    }
  }
}

/** Ids and revisions of every document there should be, for the sweep. */
export async function* allRevisions(database: Database): AsyncGenerator<{ id: string; revision: number }> {
  for (const entity of SEARCH_ENTITIES) {
    for await (const page of revisionPages(database, entity, PAGE_REVISIONS)) {
      yield* page.map(({ key, revision }) => ({ id: documentId(entity, key), revision }));
    }
  }
}

/** How many documents there should be. */
export async function countDocuments(database: Database): Promise<number> {
  const [threads, sessions, summaries, records, members, authorities] = await Promise.all([
    database.thread.count({ where: { deletedAt: null } }),
    database.session.count({ where: { deletedAt: null } }),
    database.summary.count({ where: SUMMARY_FOUND }),
    database.summaryRecord.count({ where: RECORD_FOUND }),
    database.member.count({ where: inForce() }),
    database.authority.count(),
  ]);
  return threads + sessions + summaries + records + members + authorities;
}

async function* revisionPages(database: Database, entity: SearchEntity, size: number): AsyncGenerator<Revision[]> {
  let after: string | number = entity === 'member' ? '' : 0;
  for (;;) {
    const page = await revisionPage(database, entity, after, size);
    if (page.length > 0) {
      yield page;
    }
    const last = page.at(-1);
    if (!last || page.length < size) {
      return;
    }
    after = last.key;
  }
}

async function revisionPage(
  database: Database,
  entity: SearchEntity,
  after: string | number,
  take: number,
): Promise<Revision[]> {
  const page = { orderBy: { id: 'asc' }, take, select: { id: true, revision: true } } as const;
  const rows = await {
    thread: () => database.thread.findMany({ where: { deletedAt: null, id: { gt: Number(after) } }, ...page }),
    session: () => database.session.findMany({ where: { deletedAt: null, id: { gt: Number(after) } }, ...page }),
    summary: () => summaryPage(database, Number(after), take),
    record: () => recordPage(database, Number(after), take),
    member: () => database.member.findMany({ where: { id: { gt: String(after) }, ...inForce() }, ...page }),
    authority: () => database.authority.findMany({ where: { id: { gt: Number(after) } }, ...page }),
  }[entity]();
  return rows.map((row) => ({ key: row.id, revision: row.revision }));
}

const RECORD_FOUND: Prisma.SummaryRecordWhereInput = { kind: { in: [...FOUND_RECORDS] }, summary: SUMMARY_FOUND };
const SUMMARY_REVISION = { revision: true, session: { select: { revision: true } } } as const;

async function summaryPage(database: Database, after: number, take: number) {
  const rows = await database.summary.findMany({
    where: { id: { gt: after }, ...SUMMARY_FOUND },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, ...SUMMARY_REVISION },
  });
  return rows.map((row) => ({ id: row.id, revision: revisionOf(row) }));
}

async function recordPage(database: Database, after: number, take: number) {
  const rows = await database.summaryRecord.findMany({
    where: { AND: [RECORD_FOUND, { id: { gt: after } }] },
    orderBy: { id: 'asc' },
    take,
    select: { id: true, revision: true, summary: { select: SUMMARY_REVISION } },
  });
  return rows.map((row) => ({ id: row.id, revision: revisionOf(row.summary, row.revision) }));
}
