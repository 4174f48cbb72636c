import { forbidden } from '#app/domain/errors';
import { canModerate } from '#app/domain/moderation/policy';
import { openThreads } from '#app/domain/outsider-comments/decisions.server';
import { OUTSIDER_QUEUE_SIZE, type WaitingComment } from '#app/domain/outsider-comments/model';
import { canDecideOutsider } from '#app/domain/outsider-comments/policy';
import { renderOutsider } from '#app/domain/outsider-comments/render.server';
import { takesOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { topicsById } from '#app/domain/topics/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { extractText } from '#app/markdown/extract';
import type { Prisma } from '#prisma/generated/sqlite/client';

const EXCERPT_CHARS = 300;

function waitingFor(viewer: Viewer): Prisma.OutsiderCommentWhereInput {
  return { state: 'waiting', thread: openThreads(viewer) };
}

/** How many comments wait for a moderator; 0 for whoever does not moderate, and where the forum takes none. */
export async function countWaitingOutsiders(viewer: Viewer): Promise<number> {
  if (!canModerate(viewer) || !(await takesOutsiderComments())) {
    return 0;
  }
  return getDb().outsiderComment.count({ where: waitingFor(viewer) });
}

/**
 * A page of the comments that wait, the oldest first; null where the forum takes none. `after` is the `next` of the page
 * before. Forbidden for whoever does not moderate.
 */
export async function listWaitingOutsiders(
  viewer: Viewer,
  after: number | null = null,
): Promise<{ items: WaitingComment[]; next: number | null } | null> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  if (!(await takesOutsiderComments())) {
    return null;
  }
  const [rows, topics] = await Promise.all([
    getDb().outsiderComment.findMany({
      where: { AND: [waitingFor(viewer), after === null ? {} : { id: { gt: after } }] },
      orderBy: { id: 'asc' },
      take: OUTSIDER_QUEUE_SIZE + 1,
      select: ITEM_SELECT,
    }),
    topicsById(),
  ]);
  const page = rows.slice(0, OUTSIDER_QUEUE_SIZE);
  const items = page.flatMap(({ body, createdAt, thread, ...comment }): WaitingComment[] => {
    const topic = topics.get(thread.topicId);
    if (!topic) {
      return [];
    }
    return [
      {
        ...comment,
        html: renderOutsider(body, comment.id),
        at: createdAt.toISOString(),
        thread: {
          ...{ id: thread.id, title: thread.title, label: thread.label },
          topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
          text: extractText(thread.posts[0]?.body ?? '', EXCERPT_CHARS),
        },
        mayDecide: canDecideOutsider(viewer, thread),
      },
    ];
  });
  return { items, next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null };
}

const ITEM_SELECT = {
  ...{ id: true, name: true, email: true, ipAddress: true, body: true, createdAt: true },
  thread: {
    select: {
      ...{ id: true, title: true, label: true, topicId: true, authorId: true },
      posts: { where: { kind: 'opening' }, select: { body: true } },
    },
  },
} as const satisfies Prisma.OutsiderCommentSelect;
