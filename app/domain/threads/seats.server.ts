import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Label } from '#app/domain/labels';
import { MAX_SEATS_IN_ROW, type Seat } from '#app/domain/threads/model';
import { getDb } from '#app/instances.server';

interface ThreadForSeats {
  id: number;
  label: Label;
  authorityId: number | null;
}

/**
 * The ring of each thread: one seat an authority that asked, answered or has the same question. Only posts with the
 * thread's own label take a seat, so that a stricter answer is not given away. Two queries for all threads together.
 */
export async function seatsOfThreads(threads: ThreadForSeats[]): Promise<Map<number, Seat[]>> {
  const ids = threads.map((thread) => thread.id);
  const [authorities, answers, same] = await Promise.all([
    authoritiesById(),
    getDb().post.findMany({
      where: { threadId: { in: ids }, kind: 'answer', deletedAt: null, authorityId: { not: null } },
      select: { threadId: true, authorityId: true, label: true },
      distinct: ['threadId', 'authorityId', 'label'],
    }),
    getDb().sameQuestion.findMany({
      where: { threadId: { in: ids }, authorityId: { not: null } },
      select: { threadId: true, authorityId: true },
      distinct: ['threadId', 'authorityId'],
    }),
  ]);
  const answersOf = groupByThread(answers);
  const sameOf = groupByThread(same);
  return new Map(
    threads.map((thread) => {
      const answered = (answersOf.get(thread.id) ?? []).filter((post) => post.label === thread.label);
      return [
        thread.id,
        ringSeats(authorities, thread.authorityId, answered, sameOf.get(thread.id) ?? []).slice(0, MAX_SEATS_IN_ROW),
      ];
    }),
  );
}

function groupByThread<T extends { threadId: number }>(rows: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.threadId);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.threadId, [row]);
    }
  }
  return groups;
}

/** One seat an authority, with the strongest part it played: asked, then answered, then same question. */
export function ringSeats(
  authorities: Map<number, AuthorityRef>,
  askedBy: number | null,
  answered: { authorityId: number | null }[],
  same: { authorityId: number | null }[],
): Seat[] {
  const parts = new Map<number, Seat['part']>();
  const take = (authorityId: number | null, part: Seat['part']): void => {
    if (authorityId !== null && !parts.has(authorityId)) {
      parts.set(authorityId, part);
    }
  };
  take(askedBy, 'asked');
  for (const post of answered) {
    take(post.authorityId, 'answered');
  }
  for (const row of same) {
    take(row.authorityId, 'same');
  }
  return [...parts].flatMap(([id, part]) => {
    const authority = authorities.get(id);
    return authority ? [{ size: authority.size, part, name: authority.name }] : [];
  });
}
