import { inForce } from '#app/domain/members/columns.server';
import type { Tx } from '#app/domain/tx';

/** The ids of the administrators in force. */
export async function administratorsInForce(tx: Tx): Promise<string[]> {
  const rows = await tx.member.findMany({ where: { role: 'administrator', ...inForce() }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The ids of the primary contacts in force, by authority; an authority without one is absent. */
export async function contactsByAuthority(tx: Tx, authorityIds: number[]): Promise<Map<number, string[]>> {
  const links = await tx.memberAuthority.findMany({
    where: { authorityId: { in: authorityIds }, primaryContact: true, member: inForce() },
    select: { authorityId: true, memberId: true },
  });
  const contacts = new Map<number, string[]>();
  for (const { authorityId, memberId } of links) {
    contacts.set(authorityId, [...(contacts.get(authorityId) ?? []), memberId]);
  }
  return contacts;
}

/** Who decides about an authority's people: its primary contacts, the administrators when it has none. */
export async function decidersOf(tx: Tx, authorityId: number): Promise<string[]> {
  return (await contactsByAuthority(tx, [authorityId])).get(authorityId) ?? (await administratorsInForce(tx));
}
