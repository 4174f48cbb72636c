import { inBatches } from '#app/domain/batches';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { Tx } from '#app/domain/tx';

/** Takes away what the member marked, kept and was told, and brings the counts of others' threads in line. */
export async function eraseMarks(tx: Tx, memberId: string, at: Date): Promise<void> {
  const where = { memberId };
  await eraseVotes(tx, memberId);
  await eraseSameQuestions(tx, memberId);
  const shared = await tx.threadRecipient.findMany({ where, select: { threadId: true } });
  await tx.threadRecipient.deleteMany({ where });
  for (const { threadId } of shared) {
    await tx.thread.update({ where: { id: threadId }, data: { revision: { increment: 1 } } });
    // The member's authorities saw it through them.
    await queueThread(tx, threadId, at, { hides: true });
  }
  await tx.bookmark.deleteMany({ where });
  await tx.threadFollow.deleteMany({ where });
  await tx.topicFollow.deleteMany({ where });
  await tx.readMarker.deleteMany({ where });
  await tx.draft.deleteMany({ where });
  await tx.notification.deleteMany({ where });
  await tx.savedSearch.deleteMany({ where });
  await tx.flag.deleteMany({ where });
}

async function eraseVotes(tx: Tx, memberId: string): Promise<void> {
  const votes = await tx.vote.findMany({
    where: { memberId },
    select: { postId: true, post: { select: { threadId: true, kind: true } } },
  });
  await tx.vote.deleteMany({ where: { memberId } });
  for (const batch of inBatches(votes.map(({ postId }) => postId))) {
    const left = await tx.vote.groupBy({ by: ['postId'], where: { postId: { in: batch } }, _count: { _all: true } });
    const scores = new Map(left.map(({ postId, _count }) => [postId, _count._all]));
    for (const id of batch) {
      await tx.post.update({ where: { id }, data: { score: scores.get(id) ?? 0 } });
    }
  }
  for (const threadId of new Set(votes.map(({ post }) => post.threadId))) {
    await refreshThread(tx, threadId);
  }
}

async function eraseSameQuestions(tx: Tx, memberId: string): Promise<void> {
  const marks = await tx.sameQuestion.findMany({ where: { memberId }, select: { threadId: true } });
  await tx.sameQuestion.deleteMany({ where: { memberId } });
  for (const { threadId } of marks) {
    const rows = await tx.sameQuestion.findMany({ where: { threadId }, select: { authorityId: true, memberId: true } });
    const sameCount = new Set(rows.map((row) => row.authorityId ?? row.memberId)).size;
    await tx.thread.update({ where: { id: threadId }, data: { sameCount, revision: { increment: 1 } } });
  }
}
