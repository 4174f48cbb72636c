import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { readersAmong } from '#app/domain/notifications/readers.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** What happened to a post, as far as telling people about it needs to know. */
export interface PostEvent {
  label: Label;
  authorId: string;
  authorityId: number | null;
  deleted: boolean;
  threadId: number;
  postId: number;
  actorId: string;
  at: Date;
}

type Kind = 'answer' | 'comment' | 'mention' | 'accepted';

/** Tells those members who may see the post and were not told of it before. Returns whom. */
async function tell(tx: Tx, event: PostEvent, kind: Kind, memberIds: string[]): Promise<string[]> {
  const others = memberIds.filter((id) => id !== event.actorId);
  if (others.length === 0) {
    return [];
  }
  const readers = await readersAmong(tx, others, event);
  const told = await tx.notification.findMany({
    where: { postId: event.postId, kind, memberId: { in: readers } },
    select: { memberId: true },
  });
  const already = new Set(told.map((row) => row.memberId));
  const fresh = readers.filter((id) => !already.has(id));
  if (fresh.length > 0) {
    const { threadId, postId, actorId, at } = event;
    await tx.notification.createMany({
      data: fresh.map((memberId) => ({ memberId, kind, actorId, threadId, postId, createdAt: at })),
    });
    await tx.outbox.createMany({
      data: fresh.map((memberId) => ({
        queue: 'notice',
        entityType: kind,
        entityId: String(postId),
        payload: JSON.stringify({ memberId }),
        createdAt: at,
        availableAt: at,
      })),
    });
  }
  return fresh;
}

/** Tells the members whom the text mentions. Returns whom, so that nobody is told twice of one post. */
export async function notifyMentions(tx: Tx, event: PostEvent, handles: string[]): Promise<string[]> {
  if (handles.length === 0) {
    return [];
  }
  const rows = await tx.member.findMany({ where: { handle: { in: handles } }, select: { id: true } });
  return tell(
    tx,
    event,
    'mention',
    rows.map((row) => row.id),
  );
}

/** Tells those who follow the thread, and for a comment whoever wrote the post above it. */
export async function notifyReply(
  tx: Tx,
  event: PostEvent,
  kind: 'answer' | 'comment',
  parentId: number | null,
  alreadyTold: string[],
): Promise<void> {
  const follows = await tx.threadFollow.findMany({ where: { threadId: event.threadId }, select: { memberId: true } });
  const parent =
    parentId === null ? null : await tx.post.findUnique({ where: { id: parentId }, select: { authorId: true } });
  const interested = new Set(follows.map((row) => row.memberId));
  if (parent) {
    interested.add(parent.authorId);
  }
  for (const memberId of alreadyTold) {
    interested.delete(memberId);
  }
  await tell(tx, event, kind, [...interested]);
}

/** Tells the author that the asker accepted their answer. */
export async function notifyAccepted(tx: Tx, event: PostEvent): Promise<void> {
  await tell(tx, event, 'accepted', [event.authorId]);
}

/** Marks all of one's notices, or those of one thread, as read. */
export async function markNoticesRead(viewer: Viewer, threadId?: number): Promise<void> {
  const member = requireMember(viewer);
  await getDb().notification.updateMany({
    where: { memberId: member.memberId, readAt: null, ...(threadId === undefined ? {} : { threadId }) },
    data: { readAt: now() },
  });
}
