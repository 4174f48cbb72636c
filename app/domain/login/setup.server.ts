import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { beginLogin } from '#app/domain/login/commands.server';
import { hashPassword, storePassword } from '#app/domain/login/credentials.server';
import type { SetupClaim } from '#app/domain/login/input';
import type { Client, LoginChange } from '#app/domain/login/model';
import { newOneTimeValue, oneTimeHash } from '#app/domain/login/one-time.server';
import { refuseGuessable } from '#app/domain/login/owned-password.server';
import { storeAssociationName } from '#app/domain/members/association.server';
import { createMember } from '#app/domain/members/create.server';
import { bumpRevision } from '#app/domain/revision';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getEnv } from '#app/instances.server';
import { paths } from '#app/paths';
import type { DatabaseTransaction } from '#prisma/client.server';
import { startingTopics } from '#prisma/seed/content';

const SETTING = 'setup.tokenHash';

async function hasAdministrator(database: DatabaseTransaction): Promise<boolean> {
  return (await database.member.count({ where: { role: 'administrator', erasedAt: null } })) > 0;
}

/**
 * A fresh one-time link to /setup, for whoever can read the server's output; it takes the place of an earlier one. Null
 * once there is an administrator.
 */
export async function setupLink(): Promise<string | null> {
  const database = getDb();
  if (await hasAdministrator(database)) {
    return null;
  }
  const token = newOneTimeValue();
  const stored = { value: oneTimeHash(token), updatedAt: now() };
  await database.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...stored }, update: stored });
  return `${getEnv().appUrl}${paths.setup({ token })}`;
}

/** True when the link's one-time value still opens /setup. */
export async function canClaimSetup(_viewer: Viewer, token: string): Promise<boolean> {
  const database = getDb();
  const found = await database.setting.count({ where: { key: SETTING, value: oneTimeHash(token) } });
  return found === 1 && !(await hasAdministrator(database));
}

/**
 * Makes the first administrator and signs them in. Of any number of claims at one moment, one succeeds: whoever deletes
 * the stored hash. Throws `invalid` (`link_invalid`) for a value that is used or not ours, and when there is an
 * administrator already.
 */
export async function claimSetup(viewer: Viewer, input: SetupClaim, client: Client): Promise<LoginChange> {
  // Checked before hashing too, so that guessing costs the server little.
  if (!(await canClaimSetup(viewer, input.token))) {
    await recordAudit(getDb(), { memberId: null, action: 'setup.claim', outcome: 'refused' });
    throw new DomainError('invalid', 'link_invalid');
  }
  const names = [input.name, input.associationHe, input.associationEn];
  await refuseGuessable(input.password, { email: input.email, names }, 'password');
  const hash = await hashPassword(input.password);
  const memberId = await getDb().$transaction(async (transaction) => {
    const claimed = await transaction.setting.deleteMany({ where: { key: SETTING, value: oneTimeHash(input.token) } });
    if (claimed.count !== 1 || (await hasAdministrator(transaction))) {
      throw new DomainError('invalid', 'link_invalid');
    }
    return createFirstAdministrator(transaction, input, client, hash);
  });
  bumpRevision();
  return beginLogin(memberId, client, 'setup');
}

async function createFirstAdministrator(
  transaction: DatabaseTransaction,
  input: SetupClaim,
  client: Client,
  hash: string,
): Promise<string> {
  await storeAssociationName(transaction, { he: input.associationHe, en: input.associationEn });
  // Without a topic nobody could ask anything. Administrators rename them and add more.
  if ((await transaction.topic.count()) === 0) {
    await transaction.topic.createMany({ data: startingTopics() });
  }
  const at = now();
  const { id } = await createMember(transaction, {
    name: input.name,
    email: input.email,
    // Whoever holds the server's output is taken at their word.
    emailVerified: true,
    role: 'administrator',
    status: 'active',
    verifiedAt: at,
    createdAt: at,
    locale: getEnv().defaultLocale,
    ...client.display,
  });
  await storePassword(transaction, id, hash);
  await recordAudit(transaction, { memberId: id, action: 'setup.claim', subject: { type: 'member', id } });
  return id;
}
