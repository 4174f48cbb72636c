import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { getAuth, mintToken } from '#app/domain/login/auth.server';
import { addingMember, createMember } from '#app/domain/members/create.server';
import { oneTermAfter } from '#app/domain/members/model';
import { bumpRevision } from '#app/domain/revision';
import type { Role } from '#app/domain/viewer';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';

export interface AddedMember {
  handle: string;
  /** Opens the page to choose a password, once, for an hour. */
  link: string;
}

/**
 * For the command line, whose user owns the installation: a member in force at once. `authority` is a slug or a name in
 * either language. Throws `invalid` for an unknown authority, `conflict` for an address that is taken.
 */
export async function unsafeAddMember(input: {
  name: string;
  email: string;
  authority: string;
  role: Role;
}): Promise<AddedMember> {
  const { name, email, role, authority: named } = input;
  const at = now();
  const handle = await addingMember(async (transaction) => {
    const authority = await transaction.authority.findFirst({
      where: { OR: [{ slug: named }, { nameHe: named }, { nameEn: named }] },
      select: { id: true },
    });
    if (!authority) {
      throw new DomainError('invalid', 'choose_one', { field: 'authority' });
    }
    if ((await transaction.member.count({ where: { email } })) > 0) {
      throw new DomainError('conflict', 'email_known', { field: 'email' });
    }
    const made = await createMember(transaction, {
      ...{ name, email, role },
      status: 'active',
      verifiedAt: at,
      validUntil: oneTermAfter(at),
      createdAt: at,
      locale: getEnv().defaultLocale,
      authorities: { create: { authorityId: authority.id } },
    });
    const subject = { type: 'member', id: made.id };
    const detail = { role, authorityId: authority.id, by: 'command line' };
    await recordAudit(transaction, { memberId: null, action: 'member.join', subject, detail });
    return made.handle;
  });
  bumpRevision();
  const auth = await getAuth();
  const token = await mintToken(() => auth.api.requestPasswordReset({ body: { email } }));
  return {
    handle,
    link: `${getEnv().appUrl}${token === null ? paths.forgotPassword() : paths.resetPassword({ token })}`,
  };
}
