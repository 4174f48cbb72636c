import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import type { FlagOutcome } from '#app/domain/moderation/model';
import { notifyFlag } from '#app/domain/notifications/commands.server';
import type { Tx } from '#app/domain/tx';

/** Flags that wait for a moderator. */
export const OPEN_FLAG = { decisionId: null, toAuthor: false } as const;

interface Decision {
  post: { id: number; authorId: string; thread: { id: number } };
  memberId: string;
  outcome: FlagOutcome;
  note: string;
  /** The newest flag that was shown; null for all that are open. */
  upTo: number | null;
}

/**
 * Closes a post's open flags and tells who raised them, in the caller's transaction. Answers how many there were.
 * Throws a conflict where the member raised one of them, and where somebody else closed them at the same moment.
 */
export async function settleFlags(tx: Tx, { post, upTo, memberId, ...decision }: Decision): Promise<number> {
  const open = { ...OPEN_FLAG, postId: post.id };
  if ((await tx.flag.count({ where: { ...open, memberId } })) > 0) {
    throw new DomainError('conflict', 'ownFlagDecides');
  }
  const shown = upTo === null ? open : { ...open, id: { lte: upTo } };
  if ((await tx.flag.count({ where: shown })) === 0) {
    return 0;
  }
  const at = now();
  const { id } = await tx.flagDecision.create({
    data: { ...decision, postId: post.id, memberId, createdAt: at },
    select: { id: true },
  });
  await tx.flag.updateMany({ where: shown, data: { decisionId: id } });
  const closed = await tx.flag.findMany({ where: { decisionId: id }, select: { memberId: true } });
  if (closed.length === 0) {
    throw new DomainError('conflict', 'flagsDecided');
  }
  const event = { threadId: post.thread.id, postId: post.id, actorId: memberId, at };
  await notifyFlag(
    tx,
    event,
    'flag_decided',
    closed.map((row) => row.memberId),
  );
  return closed.length;
}

/**
 * Throws where something in the thread is flagged that concerns the member: their own text, or their own flag. What they
 * do with the whole thread would be a decision about that.
 */
export async function refuseOwnCase(tx: Tx, memberId: string, threadId: number): Promise<void> {
  const own = { OR: [{ memberId }, { post: { authorId: memberId } }] };
  if ((await tx.flag.count({ where: { ...OPEN_FLAG, post: { threadId }, AND: [own] } })) > 0) {
    throw new DomainError('conflict', 'ownCaseDecides');
  }
}
