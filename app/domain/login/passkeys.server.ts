import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { issueChallenge, takeChallenge } from '#app/domain/login/challenges.server';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import type { PasskeyAdd } from '#app/domain/login/passkey-input';
import { loadWebAuthn, relyingParty } from '#app/domain/login/relying-party.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';

/** More than anybody has devices. */
const MAX_PASSKEYS = 20;

export interface PasskeyView {
  id: string;
  name: string;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601; null: never yet. */
  lastUsedAt: string | null;
}

/** The viewer's own passkeys, oldest first. */
export async function listPasskeys(viewer: Viewer): Promise<PasskeyView[]> {
  const { memberId } = requireReader(viewer);
  const rows = await getDb().passkey.findMany({ where: { memberId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/**
 * What a browser needs to make a passkey: one that it can offer by itself at sign-in, and that checks who uses it. No
 * attestation is asked for: any maker's device is as good.
 */
export async function askForNewPasskey(viewer: Viewer) {
  const { memberId, handle, name } = await requireFreshProof(viewer);
  const { generateRegistrationOptions } = await loadWebAuthn();
  const own = await getDb().passkey.findMany({ where: { memberId }, select: { id: true } });
  return generateRegistrationOptions({
    rpName: 'Roundtable',
    rpID: relyingParty().rpID,
    userID: new Uint8Array(Buffer.from(memberId, 'utf8')),
    userName: handle,
    userDisplayName: name,
    challenge: await issueChallenge('add', memberId),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own,
  });
}

/**
 * Keeps a passkey that the viewer's browser made in answer to `askForNewPasskey`. Throws `invalid` (`passkey_refused`)
 * for any other, `conflict` (`passkey_known`, `passkeys_many`), and `prove_first`.
 */
export async function addPasskey(viewer: Viewer, { name, passkey }: PasskeyAdd): Promise<void> {
  const { memberId } = await requireFreshProof(viewer);
  const made = await verify(memberId, passkey);
  if (made === null) {
    await recordAudit(getDb(), { memberId, action: 'passkey.add', outcome: 'refused' });
    throw new DomainError('invalid', 'passkey_refused');
  }
  await getDb().$transaction(async (tx) => {
    if ((await tx.passkey.count({ where: { id: made.id } })) > 0) {
      throw new DomainError('conflict', 'passkey_known');
    }
    if ((await tx.passkey.count({ where: { memberId } })) >= MAX_PASSKEYS) {
      throw new DomainError('conflict', 'passkeys_many');
    }
    await tx.passkey.create({ data: { ...made, memberId, name, createdAt: now() } });
    await recordAudit(tx, { memberId, action: 'passkey.add' });
    await queueMail(tx, { template: 'passkeyChanged', memberId });
  });
}

async function verify(memberId: string, passkey: PasskeyAdd['passkey']) {
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const { rpID, origin } = relyingParty();
  const answer = await verifyRegistrationResponse({
    response: passkey,
    expectedChallenge: (challenge) => takeChallenge('add', memberId, challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => null);
  if (!answer?.verified) {
    return null;
  }
  const { id, publicKey, counter } = answer.registrationInfo.credential;
  const transports = passkey.response.transports.join(',');
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
}

/** Gives one of the viewer's own passkeys another name. Not found for anybody else's. */
export async function renamePasskey(viewer: Viewer, id: string, name: string): Promise<void> {
  const { memberId } = await requireFreshProof(viewer);
  await getDb().$transaction(async (tx) => {
    const renamed = await tx.passkey.updateMany({ where: { id, memberId }, data: { name } });
    orNotFound(renamed.count || null);
    await recordAudit(tx, { memberId, action: 'passkey.rename' });
  });
}

/** Removes one of the viewer's own passkeys, and ends the logins elsewhere that were made by a passkey. */
export async function removePasskey(viewer: Viewer, id: string): Promise<void> {
  const { memberId, loginId } = await requireFreshProof(viewer);
  await getDb().$transaction(async (tx) => {
    const removed = await tx.passkey.deleteMany({ where: { id, memberId } });
    orNotFound(removed.count || null);
    // Which key it was is not kept with a login: all of them go, a lost device's among them.
    await tx.login.deleteMany({ where: { userId: memberId, byPasskey: true, id: { not: loginId } } });
    await recordAudit(tx, { memberId, action: 'passkey.remove' });
    await queueMail(tx, { template: 'passkeyChanged', memberId });
  });
}
