import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { type Cursor, cursorWhere, decodeCursor, encodeCursor } from '#app/domain/threads/cursor';
import {
  LIST_PAGE_SIZE,
  MAX_SEATS_IN_ROW,
  type ThreadFilter,
  type ThreadRow,
  threadState,
} from '#app/domain/threads/model';
import { pinnedIds } from '#app/domain/threads/pinned.server';
import { rowFacts, rowPeople } from '#app/domain/threads/row-facts.server';
import { ringSeats } from '#app/domain/threads/seats';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

export interface ThreadPage {
  rows: ThreadRow[];
  /** Cursors for the pages after and before this one; null where there is none. */
  next: string | null;
  previous: string | null;
}

/**
 * A page of threads that the viewer may see, pinned ones above the first. An unreadable cursor gives the first page. The
 * pinned stand nowhere else in the list, so that the key it is read by never meets them.
 */
export async function listThreads(
  viewer: Viewer,
  filter: ThreadFilter,
  cursorText: string | null = null,
  size = LIST_PAGE_SIZE,
): Promise<ThreadPage> {
  const cursor = decodeCursor(cursorText, filter.sort);
  const backwards = cursor?.direction === 'before';
  const direction = backwards ? 'asc' : 'desc';
  const pinned = await pinnedIds(viewer, filter);
  const unpinned = pinned.length > 0 ? [{ id: { notIn: pinned } }] : [];
  const found = await getDb().thread.findMany({
    where: { AND: [visibleThreads(viewer), ...filterWhere(viewer, filter), cursorWhere(cursor), ...unpinned] },
    orderBy:
      filter.sort === 'votes'
        ? [{ score: direction }, { id: direction }]
        : [{ lastActivityAt: direction }, { id: direction }],
    take: size + 1,
    select: ROW_SELECT,
  });
  const hasMore = found.length > size;
  const page = found.slice(0, size);
  if (backwards) {
    page.reverse();
  }
  const isFirst = cursor === null || (backwards && !hasMore);
  const above = isFirst && pinned.length > 0 ? await threadRows(viewer, pinned) : [];
  const rows = [...above.map((row) => ({ ...row, pinned: true })), ...(await toRows(viewer, page))];
  return { rows, ...cursorsAround(page, filter.sort, cursor, hasMore) };
}

function cursorsAround(page: FoundThread[], sort: ThreadFilter['sort'], cursor: Cursor | null, hasMore: boolean) {
  const first = page[0];
  const last = page.at(-1);
  const backwards = cursor?.direction === 'before';
  return {
    next: last && (hasMore || backwards) ? encodeCursor(last, sort, 'after') : null,
    previous: first && cursor && (!backwards || hasMore) ? encodeCursor(first, sort, 'before') : null,
  };
}

const ROW_SELECT = {
  id: true,
  title: true,
  label: true,
  kind: true,
  answered: true,
  topicId: true,
  authorId: true,
  authorityId: true,
  answerCount: true,
  sameCount: true,
  score: true,
  createdAt: true,
  lastActivityAt: true,
  lastPosterId: true,
  revision: true,
} as const satisfies Prisma.ThreadSelect;

type FoundThread = Prisma.ThreadGetPayload<{ select: typeof ROW_SELECT }>;

function filterWhere(viewer: Viewer, filter: ThreadFilter): Prisma.ThreadWhereInput[] {
  const where: Prisma.ThreadWhereInput[] = [];
  if (filter.topicId !== undefined) {
    where.push({ topicId: filter.topicId });
  }
  if (filter.view === 'unanswered') {
    where.push({ kind: 'question', answerCount: 0 });
  }
  if (filter.view === 'mine') {
    where.push(mineWhere(viewer));
  }
  if (filter.tag) {
    where.push({ tags: { some: { tag: { slug: filter.tag } } } });
  }
  if (filter.kind) {
    where.push({ kind: filter.kind });
  }
  if (filter.state) {
    where.push({ kind: 'question', answered: filter.state === 'answered' });
  }
  if (filter.size) {
    where.push({ authority: { size: filter.size } });
  }
  return where;
}

/** Threads I opened or wrote in. For a guest: none. */
function mineWhere(viewer: Viewer): Prisma.ThreadWhereInput {
  if (!isMember(viewer)) {
    return { id: -1 };
  }
  return { OR: [{ authorId: viewer.memberId }, { posts: { some: { authorId: viewer.memberId, deletedAt: null } } }] };
}

/** Turns found threads into rows: a few look-ups for the whole page, whatever its size. */
async function toRows(viewer: Viewer, found: FoundThread[]): Promise<ThreadRow[]> {
  if (found.length === 0) {
    return [];
  }
  const ids = found.map((thread) => thread.id);
  const memberIds = new Set(found.flatMap((thread) => [thread.authorId, thread.lastPosterId ?? thread.authorId]));
  const [topics, authorities, people, facts, markers] = await Promise.all([
    topicsById(),
    authoritiesById(),
    rowPeople([...memberIds]),
    rowFacts(found),
    isMember(viewer)
      ? getDb().readMarker.findMany({ where: { memberId: viewer.memberId, threadId: { in: ids } } })
      : Promise.resolve([]),
  ]);
  const readAt = new Map(markers.map((marker) => [marker.threadId, marker.readAt.getTime()]));
  const newSince = isMember(viewer) && viewer.newSince ? Date.parse(viewer.newSince) : null;
  return found.flatMap((thread): ThreadRow[] => {
    const topic = topics.get(thread.topicId);
    const author = people.get(thread.authorId)?.person;
    const last = people.get(thread.lastPosterId ?? '');
    const of = facts.get(thread.id);
    if (!topic || !author || !of) {
      return [];
    }
    const activity = thread.lastActivityAt.getTime();
    const read = readAt.get(thread.id);
    return [
      {
        id: thread.id,
        title: thread.title,
        label: thread.label,
        kind: thread.kind,
        state: threadState(thread),
        topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
        author,
        authority: (thread.authorityId && authorities.get(thread.authorityId)) || null,
        answerCount: thread.answerCount,
        sameCount: thread.sameCount,
        score: thread.score,
        tags: of.tags,
        seats: ringSeats(authorities, thread.authorityId, of.answered, of.same).slice(0, MAX_SEATS_IN_ROW),
        createdAt: thread.createdAt.toISOString(),
        lastActivityAt: thread.lastActivityAt.toISOString(),
        lastPoster: last?.person ?? null,
        lastAuthority: authorities.get(last?.authorityId ?? 0) ?? null,
        isNew: newSince !== null && activity > newSince && (read === undefined || read < activity),
        unread: read !== undefined && read < activity,
      },
    ];
  });
}

/** The same rows for thread ids chosen elsewhere (bookmarks, a member's page), in that order; invisible ones left out. */
export async function threadRows(viewer: Viewer, ids: number[]): Promise<ThreadRow[]> {
  const found = await getDb().thread.findMany({
    where: { AND: [visibleThreads(viewer), { id: { in: ids } }] },
    select: ROW_SELECT,
  });
  const rows = new Map((await toRows(viewer, found)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}
