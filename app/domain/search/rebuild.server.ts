import { now } from '#app/domain/clock';
import { allDocuments } from '#app/domain/search/all-documents.server';
import type { Indexing } from '#app/domain/search/indexes.server';
import { renewLease } from '#app/domain/search/lease.server';
import { SEARCH_QUEUE } from '#app/domain/search/queue.server';

const SAY_EVERY_DOCUMENTS = 500;

/**
 * Makes the index anew beside the live one and swaps. What is committed while it reads is taken in afterwards from the
 * outbox, whichever process wrote it: the cursor goes back to where the outbox stood at the start. Returns that place
 * and the number of documents.
 */
export async function rebuild(
  indexing: Indexing,
  onProgress: (documents: number) => void = () => undefined,
): Promise<{ documents: number; cursor: number }> {
  const { db, index } = indexing;
  const startedAt = now();
  const cursor = await placeBefore(indexing, startedAt);
  let said = 0;
  let renewing: Promise<void> = Promise.resolve();
  const built = index.engine.rebuild(allDocuments(db), {
    onProgress: (documents) => {
      onProgress(documents);
      if (documents - said >= SAY_EVERY_DOCUMENTS) {
        said = documents;
        renewing = renewing.then(() => sayProgress(indexing, documents));
        // Looked at below; until then it must not count as nobody's.
        renewing.catch(() => undefined);
      }
    },
  });
  const { documents } = await built;
  await renewing;
  await db.searchFailure.deleteMany({ where: { indexId: index.id } });
  await db.searchIndex.update({
    where: { id: index.id },
    data: {
      cursor,
      head: cursor,
      rebuildDocuments: documents,
      rebuiltAt: now(),
      // One that was asked for while this one ran is still to be done.
      updatedAt: now(),
    },
  });
  await db.searchIndex.updateMany({
    where: { id: index.id, rebuildRequestedAt: { lte: startedAt } },
    data: { rebuildRequestedAt: null },
  });
  return { documents, cursor };
}

async function sayProgress(indexing: Indexing, documents: number): Promise<void> {
  await renewLease(indexing);
  await indexing.db.searchIndex.update({ where: { id: indexing.index.id }, data: { rebuildDocuments: documents } });
}

/** The last row of the outbox that is certainly in what a read beginning now sees. */
async function placeBefore({ db, lateMs }: Indexing, at: Date): Promise<number> {
  const settled = { queue: SEARCH_QUEUE, createdAt: { lte: new Date(at.getTime() - lateMs) } };
  const last = await db.outbox.findFirst({ where: settled, orderBy: { id: 'desc' }, select: { id: true } });
  return last?.id ?? 0;
}
