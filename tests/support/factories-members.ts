import { randomUUID } from 'node:crypto';
import { now } from '#app/domain/clock';
import { hashPassword, storePassword } from '#app/domain/login/credentials.server';
import { bumpRevision } from '#app/domain/revision';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/client.server';
import { viewerFor } from '#tests/support/login';

let counter = 0;

/** A number no other thing of this process was made with. */
function next(): number {
  counter += 1;
  return counter;
}

/** An authority with believable values; `values` replaces any of them. */
export async function makeAuthority(values: Partial<Prisma.AuthorityUncheckedCreateInput> = {}) {
  const number = next();
  const made = await getDb().authority.create({
    data: {
      slug: `authority-${number}-${randomUUID().slice(0, 8)}`,
      nameHe: `רשות ${number}`,
      nameEn: `Authority ${number}`,
      kind: 'municipality',
      size: 'small',
      district: 'center',
      ...values,
    },
  });
  // Made beside the product, so its copy in memory is told.
  bumpRevision();
  return made;
}

type MemberValues = Partial<Omit<Prisma.MemberUncheckedCreateInput, 'authorities'>> & {
  /** Ids of the authorities served, in order. */
  authorityIds?: number[];
  /** Ids of those whose primary contact the member is. */
  primaryContactFor?: number[];
  /** Sets a password to sign in with. */
  password?: string;
};

/** An active member; `values` replaces anything. */
export async function makeMember(values: MemberValues = {}) {
  const { authorityIds = [], primaryContactFor = [], password, ...columns } = values;
  const number = next();
  const unique = `${number}${randomUUID().slice(0, 6)}`;
  const member = await getDb().member.create({
    data: {
      id: randomUUID(),
      handle: `member.${unique}`,
      name: `חבר ${number}`,
      nameEn: `Member ${number}`,
      email: `member.${unique}@example.org`,
      emailVerified: true,
      status: 'active',
      itRole: 'cio',
      // Long enough ago for the limits of new members to be over.
      createdAt: new Date(now().getTime() - 30 * 24 * 60 * 60 * 1000),
      ...columns,
      authorities: {
        create: [...new Set([...authorityIds, ...primaryContactFor])].map((authorityId, position) => ({
          authorityId,
          position,
          primaryContact: primaryContactFor.includes(authorityId),
        })),
      },
    },
  });
  if (password !== undefined) {
    await storePassword(getDb(), member.id, await hashPassword(password.normalize('NFKC')));
  }
  return member;
}

/** A viewer who administers the forum. */
export async function administrator(): Promise<MemberViewer> {
  return viewerFor((await makeMember({ role: 'administrator' })).id);
}

/** A viewer who is the primary contact of these authorities. */
export async function contactOf(...authorityIds: number[]): Promise<MemberViewer> {
  return viewerFor((await makeMember({ primaryContactFor: authorityIds })).id);
}
