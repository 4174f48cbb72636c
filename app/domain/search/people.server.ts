import { now } from '#app/domain/clock';
import { queueSearch } from '#app/domain/search/queue.server';
import type { Tx } from '#app/domain/tx';

/** Tells the search indexes that what they hold of a member changed. `hides`: the member is to be found no more. */
export async function memberChanged(tx: Tx, memberId: string, { hides = false } = {}): Promise<void> {
  await tx.member.updateMany({ where: { id: memberId }, data: { revision: { increment: 1 } } });
  await queueSearch(tx, [{ entity: 'member', id: memberId, hides }], now());
}

/** The same of an authority; its size is a facet of its threads, which the indexer then writes too. */
export async function authorityChanged(tx: Tx, authorityId: number): Promise<void> {
  await tx.authority.updateMany({ where: { id: authorityId }, data: { revision: { increment: 1 } } });
  await queueSearch(tx, [{ entity: 'authority', id: authorityId }], now());
}
