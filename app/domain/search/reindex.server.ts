import { setTimeout as pause } from 'node:timers/promises';
import { now } from '#app/domain/clock';
import { countDocuments } from '#app/domain/search/all-documents.server';
import { type Indexing, LEASE_MS } from '#app/domain/search/indexes.server';
import { giveUpLease, renewLease, takeLease } from '#app/domain/search/lease.server';
import { rebuild } from '#app/domain/search/rebuild.server';
import { sweep } from '#app/domain/search/sweep.server';

export interface Reindexed {
  index: string;
  /** Documents in the new index, and those there should be. */
  documents: number;
  expected: number;
  /** A running server did it, since the index is its to write to. */
  byServer: boolean;
}

const ASK_EVERY_MS = 300;

/**
 * Makes one index anew, for the command line. Where a running server keeps it, that server is asked to and its progress
 * followed; otherwise it is done here. Throws when the server that had the index has died meanwhile.
 */
export async function unsafeReindex(indexing: Indexing, onProgress: (documents: number) => void): Promise<Reindexed> {
  const { db, index } = indexing;
  const done = async (documents: number, byServer: boolean): Promise<Reindexed> => {
    return { index: index.id, documents, expected: await countDocuments(db), byServer };
  };
  if ((await takeLease(indexing)) !== null) {
    try {
      const { documents } = await rebuild(indexing, onProgress);
      await sweep(indexing, () => renewLease(indexing));
      return await done(documents, false);
    } finally {
      await giveUpLease(indexing);
    }
  }
  await db.searchIndex.update({
    where: { id: index.id },
    data: { rebuildRequestedAt: now(), rebuildDocuments: 0 },
  });
  for (;;) {
    await pause(ASK_EVERY_MS);
    const row = await db.searchIndex.findUniqueOrThrow({ where: { id: index.id } });
    onProgress(row.rebuildDocuments);
    if (row.rebuildRequestedAt === null) {
      return done(row.rebuildDocuments, true);
    }
    if ((row.leasedUntil?.getTime() ?? 0) < now().getTime() - LEASE_MS) {
      throw new Error('The server that keeps this index has stopped. Try again.');
    }
  }
}
