import { forbidden } from '#app/domain/errors';
import { PERSON_SELECT, REMOVED_PERSON, toPersonRef } from '#app/domain/members/person';
import { decisionView } from '#app/domain/moderation/flags.server';
import { QUEUE_PAGE_SIZE, type QueueItem } from '#app/domain/moderation/model';
import { canModerate } from '#app/domain/moderation/policy';
import { OPEN_FLAG } from '#app/domain/moderation/settling.server';
import { postsByLabel, visiblePosts } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { extractText } from '#app/markdown/extract';
import type { Prisma } from '#prisma/generated/sqlite/client';

const EXCERPT_CHARS = 300;
const LISTED_MAX = 20;

/** Open flags the viewer may see: of posts they may read. Their own posts' are not theirs to see: who flagged stays unknown. */
function openFlags(viewer: MemberViewer): Prisma.FlagWhereInput {
  return { ...OPEN_FLAG, post: { AND: [visiblePosts(viewer), { authorId: { not: viewer.memberId } }] } };
}

/** How many posts wait for a moderator, of those the viewer may read; 0 for whoever does not moderate. */
export async function countQueue(viewer: Viewer): Promise<number> {
  if (!canModerate(viewer)) {
    return 0;
  }
  // Every page of a moderator asks, and mostly there is nothing.
  const any = await getDb().flag.findFirst({ where: OPEN_FLAG, select: { id: true } });
  if (!any) {
    return 0;
  }
  const posts = await getDb().flag.findMany({
    where: openFlags(viewer),
    distinct: ['postId'],
    select: { postId: true },
  });
  return posts.length;
}

/** A page of flagged posts, the one that waits longest first. `after` is the `next` of the page before. */
export async function listQueue(
  viewer: Viewer,
  after: number | null = null,
): Promise<{ items: QueueItem[]; next: number | null }> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const groups = await getDb().flag.groupBy({
    by: ['postId'],
    where: openFlags(viewer),
    _min: { id: true },
    orderBy: { _min: { id: 'asc' } },
    ...(after === null ? {} : { having: { id: { _min: { gt: after } } } }),
    take: QUEUE_PAGE_SIZE + 1,
  });
  const page = groups.slice(0, QUEUE_PAGE_SIZE);
  const items = await loadItems(
    viewer,
    page.map(({ postId }) => postId),
  );
  const more = groups.length > QUEUE_PAGE_SIZE;
  return { items, next: more ? (page.at(-1)?._min.id ?? null) : null };
}

const ITEM_SELECT = {
  ...{ id: true, kind: true, label: true, html: true, createdAt: true, authorId: true, parentId: true },
  author: { select: PERSON_SELECT },
  thread: { select: { id: true, title: true, topicId: true } },
  flags: { where: OPEN_FLAG, orderBy: { id: 'asc' }, include: { member: { select: PERSON_SELECT } } },
  flagDecisions: { orderBy: { id: 'desc' }, take: LISTED_MAX, include: { member: { select: PERSON_SELECT } } },
} as const satisfies Prisma.PostSelect;

async function loadItems(viewer: MemberViewer, postIds: number[]): Promise<QueueItem[]> {
  const [posts, topics] = await Promise.all([
    getDb().post.findMany({
      where: { AND: [visiblePosts(viewer), { id: { in: postIds } }] },
      select: ITEM_SELECT,
    }),
    topicsById(),
  ]);
  const [above, before] = await Promise.all([findAbove(viewer, posts), recordOf(viewer, posts)]);
  const items = new Map(
    posts.flatMap(({ id, flags, flagDecisions, author, thread, createdAt, authorId, parentId, ...post }) => {
      const topic = topics.get(thread.topicId);
      if (!topic) {
        return [];
      }
      const upper = post.kind === 'opening' ? undefined : above.get(parentId ?? -thread.id);
      const item: QueueItem = {
        ...post,
        postId: id,
        threadId: thread.id,
        title: thread.title,
        topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
        author: author ? toPersonRef(author) : REMOVED_PERSON,
        at: createdAt.toISOString(),
        above: upper ?? null,
        flags: flags.map((flag) => ({
          ...{ id: flag.id, by: toPersonRef(flag.member), reason: flag.reason, text: flag.text },
          at: flag.createdAt.toISOString(),
        })),
        upTo: flags.at(-1)?.id ?? 0,
        decisions: flagDecisions.map((row) => ({ ...decisionView(row), by: toPersonRef(row.member) })),
        authorBefore: before(authorId, id),
        mayDecide: flags.every((flag) => flag.memberId !== viewer.memberId),
      };
      return [[id, item] as const];
    }),
  );
  return postIds.flatMap((id) => items.get(id) ?? []);
}

interface Place {
  kind: QueueItem['kind'];
  parentId: number | null;
  thread: { id: number };
}

/** What the posts stand under, by the parent's id, or minus the thread's for its opening. Only what the viewer may see. */
async function findAbove(viewer: Viewer, posts: Place[]): Promise<Map<number, NonNullable<QueueItem['above']>>> {
  const parents = posts.flatMap(({ parentId }) => parentId ?? []);
  const threads = posts.map(({ thread }) => thread.id);
  const rows = await getDb().post.findMany({
    where: {
      AND: [visiblePosts(viewer), { OR: [{ id: { in: parents } }, { kind: 'opening', threadId: { in: threads } }] }],
    },
    select: { id: true, kind: true, threadId: true, body: true, author: { select: PERSON_SELECT } },
  });
  return new Map(
    rows.flatMap(({ id, kind, threadId, body, author }) => {
      const above = { author: toPersonRef(author), text: extractText(body, EXCERPT_CHARS) };
      const own = [id, above] as const;
      return kind === 'opening' ? [own, [-threadId, above] as const] : [own];
    }),
  );
}

/** What was decided about other texts of these authors, as far as the viewer may see those. */
async function recordOf(viewer: Viewer, posts: { authorId: string }[]) {
  const authors = [...new Set(posts.map(({ authorId }) => authorId))];
  const rows = await getDb().flagDecision.findMany({
    where: { post: { AND: [postsByLabel(viewer), { authorId: { in: authors } }] } },
    select: { outcome: true, postId: true, post: { select: { authorId: true } } },
  });
  return (authorId: string, postId: number): QueueItem['authorBefore'] => {
    const others = rows.filter((row) => row.post.authorId === authorId && row.postId !== postId);
    const count = (outcome: string) => others.filter((row) => row.outcome === outcome).length;
    return { hidden: count('hidden'), dismissed: count('dismissed') };
  };
}
