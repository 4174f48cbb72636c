import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { searchText, spellings } from '#app/domain/members/columns.server';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { type Cursor, cursorWhere, decodeCursor, encodeCursor } from '#app/domain/threads/cursor';
import { LIST_PAGE_SIZE, type ThreadFilter, type ThreadRow, threadState } from '#app/domain/threads/model';
import { seatsOfThreads } from '#app/domain/threads/seats.server';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

const SEARCH_MAX_WORDS = 8;

export interface ThreadPage {
  rows: ThreadRow[];
  /** Cursors for the pages after and before this one; null where there is none. */
  next: string | null;
  previous: string | null;
}

/** A page of threads that the viewer may see. An unreadable cursor gives the first page. */
export async function listThreads(
  viewer: Viewer,
  filter: ThreadFilter,
  cursorText: string | null = null,
  size = LIST_PAGE_SIZE,
): Promise<ThreadPage> {
  const cursor = decodeCursor(cursorText, filter.sort);
  const backwards = cursor?.direction === 'before';
  const direction = backwards ? 'asc' : 'desc';
  const found = await getDb().thread.findMany({
    where: { AND: [visibleThreads(viewer), ...filterWhere(viewer, filter), cursorWhere(cursor)] },
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
  const rows = await toRows(viewer, page);
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
  tags: { select: { tag: { select: { slug: true } } } },
} as const satisfies Prisma.ThreadSelect;

/** The authority a member speaks for. */
const FIRST_AUTHORITY = { select: { authorityId: true }, orderBy: { position: 'asc' }, take: 1 } as const;

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
  if (filter.text) {
    where.push(textWhere(viewer, filter.text));
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

/** Every word must stand in the title or in one visible post. Without a single word nothing is found. */
function textWhere(viewer: Viewer, text: string): Prisma.ThreadWhereInput {
  const words = text.split(/\s+/).map(searchText).filter(Boolean).slice(0, SEARCH_MAX_WORDS);
  if (words.length === 0) {
    return { id: -1 };
  }
  return {
    AND: words.map((word) => ({
      OR: [...new Set([...spellings(word), word.toUpperCase()])].flatMap((spelling) => [
        { title: { contains: spelling } },
        { posts: { some: { AND: [visiblePosts(viewer), { body: { contains: spelling } }] } } },
      ]),
    })),
  };
}

/** Turns found threads into rows: four look-ups for the whole page, whatever its size. */
async function toRows(viewer: Viewer, found: FoundThread[]): Promise<ThreadRow[]> {
  if (found.length === 0) {
    return [];
  }
  const ids = found.map((thread) => thread.id);
  const memberIds = new Set(found.flatMap((thread) => [thread.authorId, thread.lastPosterId ?? thread.authorId]));
  const [topics, authorities, people, seats, markers] = await Promise.all([
    topicsById(),
    authoritiesById(),
    getDb().member.findMany({
      where: { id: { in: [...memberIds] } },
      select: { id: true, ...PERSON_SELECT, authorities: FIRST_AUTHORITY },
    }),
    seatsOfThreads(found),
    isMember(viewer)
      ? getDb().readMarker.findMany({ where: { memberId: viewer.memberId, threadId: { in: ids } } })
      : Promise.resolve([]),
  ]);
  const personById = new Map(people.map((row) => [row.id, toPersonRef(row)]));
  const authorityOf = new Map(people.map((row) => [row.id, row.authorities[0]?.authorityId]));
  const readAt = new Map(markers.map((marker) => [marker.threadId, marker.readAt.getTime()]));
  const newSince = isMember(viewer) && viewer.newSince ? Date.parse(viewer.newSince) : null;
  return found.flatMap((thread): ThreadRow[] => {
    const topic = topics.get(thread.topicId);
    const author = personById.get(thread.authorId);
    if (!topic || !author) {
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
        tags: thread.tags.map((row) => row.tag.slug),
        seats: seats.get(thread.id) ?? [],
        createdAt: thread.createdAt.toISOString(),
        lastActivityAt: thread.lastActivityAt.toISOString(),
        lastPoster: (thread.lastPosterId && personById.get(thread.lastPosterId)) || null,
        lastAuthority: authorities.get(authorityOf.get(thread.lastPosterId ?? '') ?? 0) ?? null,
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
