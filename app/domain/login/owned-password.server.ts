import { DomainError } from '#app/domain/errors';
import { whyGuessable } from '#app/domain/login/guessable';
import { associationName } from '#app/domain/members/association.server';
import { getDb } from '#app/instances.server';

/** What is known of whoever chooses a password. */
export interface PasswordOwner {
  email: string;
  names: (string | null)[];
}

/**
 * Refuses a password that is common, or made of what is known of its owner, their authorities and the association.
 * Throws `invalid` with the reason, at form field `field`.
 */
export async function refuseGuessable(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const association = await associationName();
  const reason = whyGuessable(password, [owner.email, ...owner.names, association?.he, association?.en]);
  if (reason !== null) {
    throw new DomainError('invalid', reason, { field });
  }
}

/** The same for a member's new password. */
export async function refuseGuessableOf(memberId: string, password: string, field: string): Promise<void> {
  const member = await getDb().member.findUnique({
    where: { id: memberId },
    select: {
      email: true,
      name: true,
      nameEn: true,
      handle: true,
      authorities: { select: { authority: { select: { nameHe: true, nameEn: true } } } },
    },
  });
  if (member) {
    const authorities = member.authorities.flatMap(({ authority }) => [authority.nameHe, authority.nameEn]);
    const names = [member.name, member.nameEn, member.handle, ...authorities];
    await refuseGuessable(password, { email: member.email, names }, field);
  }
}
