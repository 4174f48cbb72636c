import { bumpRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import { getDb } from '#app/instances.server';

/**
 * Empties posts that were deleted before `limit`: their text, its versions and their files go, their place stays. A
 * deleted thread loses its title with its opening. Answers how many posts; at most `take`.
 */
export async function emptyDeletedPosts(limit: Date, take: number): Promise<number> {
  const count = await getDb().$transaction(async (tx) => {
    const posts = await tx.post.findMany({
      where: { deletedAt: { lt: limit }, NOT: { body: '' } },
      orderBy: { id: 'asc' },
      take,
      select: { id: true, threadId: true, kind: true },
    });
    await empty(
      tx,
      posts.map(({ id }) => id),
    );
    const openings = posts.filter(({ kind }) => kind === 'opening').map(({ threadId }) => threadId);
    await tx.thread.updateMany({
      where: { id: { in: openings }, deletedAt: { not: null } },
      data: { title: NO_TITLE },
    });
    const threadIds = [...new Set(posts.map(({ threadId }) => threadId))];
    await tx.thread.updateMany({ where: { id: { in: threadIds } }, data: { revision: { increment: 1 } } });
    return posts.length;
  });
  if (count > 0) {
    bumpRevision();
  }
  return count;
}

/** A title is never empty: it is a link. */
const NO_TITLE = '…';

async function empty(tx: Tx, ids: number[]): Promise<void> {
  const postId = { in: ids };
  await tx.post.updateMany({ where: { id: postId }, data: { body: '', html: '' } });
  await tx.postRevision.updateMany({ where: { postId }, data: { body: '', title: null } });
  // The bytes go with the next sweep of files.
  await tx.attachment.deleteMany({ where: { postId } });
}
