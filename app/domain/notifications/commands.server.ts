import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { readersAmong } from '#app/domain/notifications/readers.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueCollectingMails } from '#app/mail/outbox.server';

/** What happened to a post, as far as telling people about it needs to know. */
export interface PostEvent {
  threadId: number;
  postId: number;
  actorId: string;
  at: Date;
}

/** What happens in a thread within this time after the first notice is one mail. In milliseconds. */
const COLLECT_MS = 2 * 60 * 1000;

type Kind =
  | 'answer'
  | 'comment'
  | 'mention'
  | 'accepted'
  | 'thread_shared'
  | 'label_request'
  | 'label_answer'
  | 'label_lowered'
  | 'break_glass'
  | FlagKind;

type FlagKind = 'flag_author' | 'flag_decided' | 'post_hidden';
/** Nobody learns by name who flagged a post and who decided. */
const UNNAMED: readonly Kind[] = ['flag_author', 'flag_decided', 'post_hidden'];

/** Tells those members who may see the post and were not told of it before. Returns whom. */
async function tell(tx: Tx, event: PostEvent, kind: Kind, memberIds: string[]): Promise<string[]> {
  const others = memberIds.filter((id) => id !== event.actorId);
  if (others.length === 0) {
    return [];
  }
  const readers = await readersAmong(tx, others, event.postId);
  const told = await tx.notification.findMany({
    where: { postId: event.postId, kind, memberId: { in: readers } },
    select: { memberId: true },
  });
  const already = new Set(told.map((row) => row.memberId));
  const fresh = readers.filter((id) => !already.has(id));
  if (fresh.length > 0) {
    const { threadId, postId, actorId, at } = event;
    await tx.notification.createMany({
      data: fresh.map((memberId) => {
        const by = UNNAMED.includes(kind) ? null : actorId;
        return { memberId, kind, actorId: by, threadId, postId, createdAt: at };
      }),
    });
    await queueCollectingMails(
      tx,
      fresh.map((memberId) => ({
        key: `${memberId}:${threadId}`,
        job: { template: 'notice', memberId, threadId, since: at.toISOString() },
      })),
      COLLECT_MS,
    );
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
export async function notifyAccepted(tx: Tx, event: PostEvent, authorId: string): Promise<void> {
  await tell(tx, event, 'accepted', [authorId]);
}

/** Tells members that a thread is for them by name. */
export async function notifyShared(tx: Tx, event: PostEvent, memberIds: string[]): Promise<void> {
  await tell(tx, event, 'thread_shared', memberIds);
}

/** Tells members about a post's label, or that the glass was broken. One that is unread of the same kind is enough. */
export async function notifyLabel(
  tx: Tx,
  event: PostEvent,
  kind: 'label_request' | 'label_answer' | 'label_lowered' | 'break_glass',
  memberIds: string[],
): Promise<void> {
  const { postId } = event;
  await tx.notification.deleteMany({ where: { postId, kind, memberId: { in: memberIds } } });
  await tell(tx, event, kind, memberIds);
}

/** Tells members what came of a flag. To be called while the post is not hidden yet: of a hidden one nobody is told. */
export async function notifyFlag(tx: Tx, event: PostEvent, kind: FlagKind, memberIds: string[]): Promise<void> {
  const { postId } = event;
  await tx.notification.deleteMany({ where: { postId, kind, memberId: { in: memberIds } } });
  await tell(tx, event, kind, memberIds);
}

/** Marks all of one's notices, or those of one thread or session, as read. */
export async function markNoticesRead(
  viewer: Viewer,
  of: { threadId?: number; sessionId?: number } = {},
): Promise<void> {
  const member = requireReader(viewer);
  await getDb().notification.updateMany({
    where: { memberId: member.memberId, readAt: null, ...of },
    data: { readAt: now() },
  });
}
