import type { Prisma } from '../client.server';
import { known, lastVisit, type SeededPeople } from './people';
import type { SeededThread } from './threads';

const MINUTE_MS = 60_000;
const BOOKMARKS_A_MEMBER = 3;

/** What members did with the threads: everything but the threads and posts themselves. */
export interface Marks {
  votes: Prisma.VoteCreateManyInput[];
  same: Prisma.SameQuestionCreateManyInput[];
  follows: Prisma.ThreadFollowCreateManyInput[];
  bookmarks: Prisma.BookmarkCreateManyInput[];
  readMarkers: Prisma.ReadMarkerCreateManyInput[];
}

export function marks(threads: SeededThread[], people: SeededPeople, now: Date): Marks {
  return {
    votes: threads.flatMap((thread) => votes(thread, people, now)),
    same: threads.flatMap(({ thread, row }) =>
      thread.same.map((handle, index) => {
        const { id, authorityIds } = known(people.members, handle);
        const createdAt = soonAfter(row.createdAt, index, now);
        return { memberId: id, threadId: row.id, authorityId: authorityIds[0] ?? null, createdAt };
      }),
    ),
    follows: threads.flatMap(({ row, posts }) => {
      const first = new Map(posts.toReversed().map((post) => [post.authorId, post.createdAt]));
      return [...first].map(([memberId, createdAt]) => ({ memberId, threadId: row.id, createdAt }));
    }),
    bookmarks: bookmarks(threads, people, now),
    readMarkers: readMarkers(threads, people, now),
  };
}

/** Some minutes later, and never after the seed. */
function soonAfter(moment: Date | string, index: number, now: Date): Date {
  const later = new Date(moment).getTime() + (index * 97 + 41) * MINUTE_MS;
  return new Date(Math.min(later, now.getTime() - MINUTE_MS));
}

function votes({ posts, votes: voters }: SeededThread, people: SeededPeople, now: Date): Marks['votes'] {
  return posts.flatMap((post) =>
    (voters.get(post.id) ?? []).map((handle, index) => ({
      memberId: known(people.members, handle).id,
      postId: post.id,
      createdAt: soonAfter(post.createdAt, index, now),
    })),
  );
}

/** Members keep what they wrote least about and can see: answered, public or for all members, each another three. */
function bookmarks(threads: SeededThread[], people: SeededPeople, now: Date): Marks['bookmarks'] {
  const open = threads.filter(({ row }) => row.answered && (row.label === 'CLEAR' || row.label === 'GREEN'));
  return activeIds(people).flatMap((memberId, index) =>
    open
      .filter(({ row }) => (row.id + index * 5) % 7 === 0 && row.authorId !== memberId)
      .slice(0, BOOKMARKS_A_MEMBER)
      .map(({ row }, place) => ({ memberId, threadId: row.id, createdAt: soonAfter(row.lastActivityAt, place, now) })),
  );
}

/** Everybody read, at their last visit, what was there then: so what came later is marked, and old threads are not. */
function readMarkers(threads: SeededThread[], people: SeededPeople, now: Date): Marks['readMarkers'] {
  const readAt = lastVisit(now);
  return activeIds(people).flatMap((memberId) =>
    threads.flatMap(({ row, posts }) => {
      const open = row.label === 'CLEAR' || row.label === 'GREEN' || row.authorId === memberId;
      const lastPostId = posts.findLast((post) => post.createdAt <= readAt)?.id;
      return open && lastPostId !== undefined ? [{ memberId, threadId: row.id, lastPostId, readAt }] : [];
    }),
  );
}

function activeIds(people: SeededPeople): string[] {
  return [...people.members.values()].filter((member) => member.status === 'active').map((member) => member.id);
}
