import { now } from '#app/domain/clock';
import { allRevisions } from '#app/domain/search/all-documents.server';
import { withoutFailed } from '#app/domain/search/failures.server';
import type { Changed, Indexing } from '#app/domain/search/indexes.server';
import { parseDocumentId } from '#app/domain/search/model';
import { writeChanges } from '#app/domain/search/write-changes.server';

const PAGE = 5_000;
const REPAIR_BATCH = 100;

/**
 * Compares every id and revision of the index with the database and puts right what differs: missing or older documents
 * are written, those that should not be there are removed. Returns how many there were.
 */
export async function sweep(indexing: Indexing, onProgress: () => Promise<void>): Promise<number> {
  const { db, index } = indexing;
  const held = await heldRevisions(indexing);
  const wrong: Changed[] = [];
  const differs = (id: string): void => {
    const parsed = parseDocumentId(id);
    if (parsed) {
      wrong.push(parsed);
    }
  };
  const newer: string[] = [];
  for await (const { id, revision } of allRevisions(db)) {
    const known = held.get(id);
    held.delete(id);
    if (known !== revision) {
      differs(id);
    }
    if (known !== undefined && known > revision) {
      newer.push(id);
    }
  }
  if (newer.length > 0) {
    // The database was put back from a backup: the engine would keep what it thinks is newer.
    await index.engine.remove(newer);
  }
  for (const id of held.keys()) {
    differs(id);
  }
  const repairable = await withoutFailed(indexing, wrong);
  for (let at = 0; at < repairable.length; at += REPAIR_BATCH) {
    await writeChanges(indexing, repairable.slice(at, at + REPAIR_BATCH));
    await onProgress();
  }
  await db.searchIndex.update({
    where: { id: index.id },
    data: { sweptAt: now(), repaired: repairable.length, updatedAt: now() },
  });
  return repairable.length;
}

async function heldRevisions({ index }: Indexing): Promise<Map<string, number>> {
  const held = new Map<string, number>();
  let after: string | undefined;
  for (;;) {
    const page = await index.engine.listRevisions({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { id, revision } of page) {
      held.set(id, revision);
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE || after === undefined) {
      return held;
    }
  }
}
