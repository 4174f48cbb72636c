import { now } from '#app/domain/clock';
import { type Indexing, LEASE_MS } from '#app/domain/search/indexes.server';
import type { SearchIndex } from '#prisma/generated/sqlite/client';

/** A lease is written again when it has less than this left, so that an idle index costs a write now and then. */
const RENEW_BELOW_MS = LEASE_MS - 10_000;

/** The index's row, with the lease held by this process; null while another process writes to the index. */
export async function takeLease({ db, index, owner }: Indexing): Promise<SearchIndex | null> {
  const at = now();
  const row =
    (await db.searchIndex.findUnique({ where: { id: index.id } })) ??
    (await db.searchIndex.upsert({ where: { id: index.id }, create: { id: index.id, updatedAt: at }, update: {} }));
  const left = (row.leasedUntil?.getTime() ?? 0) - at.getTime();
  if (row.leaseOwner === owner && left > RENEW_BELOW_MS) {
    return row;
  }
  const leasedUntil = new Date(at.getTime() + LEASE_MS);
  const taken = await db.searchIndex.updateMany({
    where: { id: index.id, OR: [{ leaseOwner: owner }, { leasedUntil: null }, { leasedUntil: { lte: at } }] },
    data: { leaseOwner: owner, leasedUntil, updatedAt: at },
  });
  return taken.count === 1 ? { ...row, leaseOwner: owner, leasedUntil } : null;
}

/** During long work: says that this process is still at it. Throws when another process has taken over. */
export async function renewLease(indexing: Indexing): Promise<void> {
  if ((await takeLease(indexing)) === null) {
    throw new Error('Another process has taken over this search index.');
  }
}

/** Lets another process go on at once. */
export async function giveUpLease({ db, index, owner }: Indexing): Promise<void> {
  await db.searchIndex.updateMany({
    where: { id: index.id, leaseOwner: owner },
    data: { leaseOwner: null, leasedUntil: null },
  });
}
