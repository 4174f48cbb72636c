import type { Label } from '#app/domain/labels';
import { READING_SETTING } from '#app/domain/organization/model';
import { getDb } from '#app/instances.server';
import { makeAuthority, makeMember } from '#tests/support/factories-members';

/** Every kind of reader there is. The outsourced one serves the author's authority, and is not of it for AMBER+STRICT. */
export const READERS = [
  'guest',
  'pending',
  'suspended',
  'expired',
  'stranger',
  'colleague',
  'author',
  'host',
  'moderator',
  'administrator',
  'contact',
  'ownContact',
  'outsourced',
] as const;
export type Reader = (typeof READERS)[number];

/** Those, one whom every thread is for by name, and a colleague of theirs. */
export const THREAD_READERS = [...READERS, 'recipient', 'besideRecipient'] as const;
export type ThreadReader = (typeof THREAD_READERS)[number];

const OUT_OF_FORCE: Reader[] = ['guest', 'pending', 'suspended', 'expired'];
const OF_THE_AUTHORITY: Reader[] = ['colleague', 'author', 'ownContact'];

/**
 * Who may see what, written out here from the rules (DOMAIN 3) and not taken from `visibility.ts`, which is what the
 * matrix puts to the test.
 */
export function mayRead(reader: Reader, label: Label): boolean {
  switch (label) {
    case 'CLEAR':
      return true;
    case 'GREEN':
      return !OUT_OF_FORCE.includes(reader);
    case 'AMBER':
      return reader === 'outsourced' || OF_THE_AUTHORITY.includes(reader);
    case 'AMBER_STRICT':
      return OF_THE_AUTHORITY.includes(reader);
    case 'RED':
      return reader === 'author';
  }
}

/** The same of threads, which have recipients. */
export function mayReadThread(reader: ThreadReader, label: Label): boolean {
  if (reader === 'recipient') {
    return true;
  }
  return reader === 'besideRecipient' ? label !== 'RED' : mayRead(reader, label);
}

/** Makes one member of each kind; the guest has no id. "Organization" is the authority's employees. */
export async function makeReaders(): Promise<Record<ThreadReader, string | undefined>> {
  const own = await makeAuthority();
  const other = await makeAuthority();
  const third = await makeAuthority();
  const id = async (values: Parameters<typeof makeMember>[0]) => (await makeMember(values)).id;
  const updatedAt = new Date(0);
  await getDb().setting.create({ data: { key: READING_SETTING, value: 'employees', updatedAt } });
  const there = { authorityIds: [other.id] };
  return {
    guest: undefined,
    pending: await id({ authorityIds: [own.id], status: 'pending' }),
    suspended: await id({ authorityIds: [own.id], status: 'suspended' }),
    expired: await id({ authorityIds: [own.id], validUntil: new Date('2020-01-01') }),
    stranger: await id(there),
    colleague: await id({ authorityIds: [own.id] }),
    author: await id({ authorityIds: [own.id] }),
    host: await id({ ...there, role: 'host' }),
    moderator: await id({ ...there, role: 'moderator' }),
    administrator: await id({ ...there, role: 'administrator' }),
    contact: await id({ primaryContactFor: [other.id] }),
    ownContact: await id({ primaryContactFor: [own.id] }),
    outsourced: await id({ authorityIds: [own.id], employment: 'outsourced' }),
    recipient: await id({ authorityIds: [third.id] }),
    besideRecipient: await id({ authorityIds: [third.id] }),
  };
}
