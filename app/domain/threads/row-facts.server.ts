import { keptByVersion } from '#app/domain/kept';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { currentRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';
import { Prisma } from '#prisma/generated/sqlite/client';

/** What stands on a thread's row in every list, the same for every reader who sees the thread. */
export interface RowFacts {
  tags: string[];
  /** Authorities with an answer that everybody who sees the thread sees, the earliest first. */
  answered: number[];
  /** Authorities with the same question. */
  same: number[];
}

interface FactRow {
  threadId: number;
  part: keyof RowFacts;
  authorityId: number | null;
  tag: string | null;
}

/**
 * One query for all threads together, by hand: Prisma would fetch every answer of the page and count the authorities
 * itself. Only posts with the thread's own label are counted, so that a stricter answer is not given away.
 */
async function loadFacts(threadIds: number[]): Promise<Map<number, RowFacts>> {
  const ids = Prisma.join(threadIds);
  const rows = await getDb().$queryRaw<FactRow[]>`
    SELECT p."threadId", 'answered' AS "part", p."authorityId", NULL AS "tag", MIN(p."id") AS "position"
      FROM "Post" p JOIN "Thread" t ON t."id" = p."threadId" AND t."label" = p."label"
      WHERE p."threadId" IN (${ids}) AND p."kind" = 'answer' AND p."deletedAt" IS NULL AND p."authorityId" IS NOT NULL
      GROUP BY p."threadId", p."authorityId"
    UNION ALL SELECT s."threadId", 'same', s."authorityId", NULL, s."authorityId"
      FROM "SameQuestion" s WHERE s."threadId" IN (${ids}) AND s."authorityId" IS NOT NULL
      GROUP BY s."threadId", s."authorityId"
    UNION ALL SELECT h."threadId", 'tags', NULL, g."slug", h."tagId"
      FROM "ThreadTag" h JOIN "Tag" g ON g."id" = h."tagId" WHERE h."threadId" IN (${ids})
    ORDER BY 5`;
  const facts = new Map(threadIds.map((id): [number, RowFacts] => [id, { tags: [], answered: [], same: [] }]));
  for (const { threadId, part, authorityId, tag } of rows) {
    const of = facts.get(threadId);
    if (part === 'tags') {
      of?.tags.push(tag ?? '');
    } else if (authorityId !== null) {
      of?.[part].push(authorityId);
    }
  }
  return facts;
}

const keptFacts = keptByVersion(loadFacts, { maxKept: 2_000, maxAgeMs: 30_000 });

/** The facts of each thread, from memory where its revision is the same. */
export function rowFacts(threads: { id: number; revision: number; createdAt: Date }[]): Promise<Map<number, RowFacts>> {
  // Revision and creation: an id alone may stand for another thread after a restore.
  return keptFacts(
    threads.map(({ id, revision, createdAt }) => ({ id, version: `${revision}:${createdAt.getTime()}` })),
  );
}

export interface RowPerson {
  person: PersonRef;
  /** The authority the member speaks for. */
  authorityId: number | null;
}

const keptPeople = keptByVersion(loadPeople, { maxKept: 5_000, maxAgeMs: 5_000 });

async function loadPeople(ids: string[]): Promise<Map<string, RowPerson>> {
  const rows = await getDb().member.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      ...PERSON_SELECT,
      authorities: { select: { authorityId: true }, orderBy: { position: 'asc' }, take: 1 },
    },
  });
  return new Map(
    rows.map((row) => [row.id, { person: toPersonRef(row), authorityId: row.authorities[0]?.authorityId ?? null }]),
  );
}

/** How the members are shown on rows, from memory until anything changes. */
export function rowPeople(ids: string[]): Promise<Map<string, RowPerson>> {
  const version = String(currentRevision());
  return keptPeople(ids.map((id) => ({ id, version })));
}
