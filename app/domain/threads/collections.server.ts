import { requireReader } from '#app/domain/acting';
import { threadRows } from '#app/domain/threads/list.server';
import type { ThreadRow } from '#app/domain/threads/model';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const PAGE_SIZE = 30;

/** One's bookmarked threads, the last marked first. `page` counts from 1. */
export async function listBookmarks(viewer: Viewer, page: number): Promise<{ rows: ThreadRow[]; hasMore: boolean }> {
  const { memberId } = requireReader(viewer);
  const found = await getDb().bookmark.findMany({
    where: { memberId, thread: visibleThreads(viewer) },
    orderBy: [{ createdAt: 'desc' }, { threadId: 'desc' }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE + 1,
    select: { threadId: true },
  });
  const ids = found.slice(0, PAGE_SIZE).map((row) => row.threadId);
  return { rows: await threadRows(viewer, ids), hasMore: found.length > PAGE_SIZE };
}

/** What a member asked and where they answered, as far as the viewer may see it. */
export async function listMemberThreads(viewer: Viewer, memberId: string) {
  const [asked, answered] = await Promise.all([
    getDb().thread.findMany({
      where: { AND: [visibleThreads(viewer), { authorId: memberId }] },
      orderBy: [{ lastActivityAt: 'desc' }, { id: 'desc' }],
      take: PAGE_SIZE,
      select: { id: true },
    }),
    getDb().post.findMany({
      where: { AND: [visiblePosts(viewer), { authorId: memberId, kind: 'answer' }] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: PAGE_SIZE,
      distinct: ['threadId'],
      select: { threadId: true },
    }),
  ]);
  const askedIds = asked.map((row) => row.id);
  const answeredIds = answered.map((row) => row.threadId).filter((id) => !askedIds.includes(id));
  const rows = await threadRows(viewer, [...askedIds, ...answeredIds]);
  return {
    asked: rows.filter((row) => askedIds.includes(row.id)),
    answered: rows.filter((row) => answeredIds.includes(row.id)),
  };
}

export interface TagCount {
  slug: string;
  count: number;
}

/** Tags with how many visible threads carry each; a tag of invisible threads alone is not there. */
export async function listTags(viewer: Viewer): Promise<TagCount[]> {
  const counts = await getDb().threadTag.groupBy({
    by: ['tagId'],
    where: { thread: visibleThreads(viewer) },
    _count: { _all: true },
  });
  const tags = await getDb().tag.findMany({ where: { id: { in: counts.map((row) => row.tagId) } } });
  const slugs = new Map(tags.map((tag) => [tag.id, tag.slug]));
  return counts
    .flatMap((row) => {
      const slug = slugs.get(row.tagId);
      return slug ? [{ slug, count: row._count._all }] : [];
    })
    .sort((a, b) => b.count - a.count || a.slug.localeCompare(b.slug, 'he'));
}
