import { requireReader, speaksFor } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { markReadUpTo } from '#app/domain/posts/commands.server';
import { loadThread } from '#app/domain/posts/load.server';
import { canMarkSame } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** "Same question here", or no longer. Doing either twice changes nothing. */
export async function setSameQuestion(viewer: Viewer, threadId: number, same: boolean): Promise<void> {
  const member = requireReader(viewer);
  await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (!canMarkSame(viewer, thread.policy)) {
      throw forbidden('sameOwn');
    }
    const key = { memberId: member.memberId, threadId };
    if (same) {
      const data = { ...key, authorityId: speaksFor(member), createdAt: now() };
      await tx.sameQuestion.upsert({ where: { memberId_threadId: key }, create: data, update: {} });
    } else {
      await tx.sameQuestion.deleteMany({ where: key });
    }
    const rows = await tx.sameQuestion.findMany({ where: { threadId }, select: { authorityId: true, memberId: true } });
    const sameCount = new Set(rows.map((row) => row.authorityId ?? row.memberId)).size;
    await tx.thread.update({ where: { id: threadId }, data: { sameCount, revision: { increment: 1 } } });
  });
  bumpRevision();
}

export async function setBookmark(viewer: Viewer, threadId: number, on: boolean): Promise<void> {
  const { memberId } = requireReader(viewer);
  await loadThread(getDb(), viewer, threadId);
  const key = { memberId, threadId };
  if (on) {
    await getDb().bookmark.upsert({
      where: { memberId_threadId: key },
      create: { ...key, createdAt: now() },
      update: {},
    });
  } else {
    await getDb().bookmark.deleteMany({ where: key });
  }
}

/** Following a thread: notices of every answer and comment in it. */
export async function setThreadFollow(viewer: Viewer, threadId: number, on: boolean): Promise<void> {
  const { memberId } = requireReader(viewer);
  await loadThread(getDb(), viewer, threadId);
  const key = { memberId, threadId };
  if (on) {
    await getDb().threadFollow.upsert({
      where: { memberId_threadId: key },
      create: { ...key, createdAt: now() },
      update: {},
    });
  } else {
    await getDb().threadFollow.deleteMany({ where: key });
  }
}

/** The member has read the thread up to this post; its notices are read too. */
export async function markThreadRead(viewer: Viewer, threadId: number, lastPostId: number): Promise<void> {
  const { memberId } = requireReader(viewer);
  await loadThread(getDb(), viewer, threadId);
  await getDb().$transaction((tx) => markReadUpTo(tx, { memberId, threadId }, lastPostId, now()));
  await markNoticesRead(viewer, { threadId });
}
