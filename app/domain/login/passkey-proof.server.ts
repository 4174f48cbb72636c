import { now } from '#app/domain/clock';
import { type ChallengePurpose, issueChallenge, takeChallenge } from '#app/domain/login/challenges.server';
import type { PasskeyAssertion } from '#app/domain/login/passkey-input';
import { loadWebAuthn, relyingParty } from '#app/domain/login/relying-party.server';
import { getDb } from '#app/instances.server';

/**
 * What a browser is asked to sign. Without `memberId` any passkey of this forum may: who it is comes with the answer.
 * Whoever uses the key must show themselves to it (fingerprint, face, PIN), which makes it both factors in one.
 */
export async function askForPasskey(purpose: ChallengePurpose, memberId: string | null) {
  const { generateAuthenticationOptions } = await loadWebAuthn();
  const own = memberId === null ? [] : await getDb().passkey.findMany({ where: { memberId } });
  return generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    challenge: await issueChallenge(purpose, memberId),
    userVerification: 'required',
    allowCredentials: own.map(({ id }) => ({ id })),
  });
}

/**
 * Whose passkey signed this, in answer to a challenge of ours, on a page of ours; null when anything about it is wrong:
 * an unknown or removed key, another member's, a used or foreign challenge, another origin, no check of the person, a
 * counter that did not grow (WebAuthn level 3, 7.2: a copy of the key may be about).
 */
export async function takeAssertion(
  purpose: ChallengePurpose,
  memberId: string | null,
  assertion: PasskeyAssertion,
): Promise<string | null> {
  const passkey = await getDb().passkey.findUnique({ where: { id: assertion.id } });
  if (!passkey || (memberId !== null && passkey.memberId !== memberId) || !isHandleOf(passkey.memberId, assertion)) {
    return null;
  }
  const counter = await verify(purpose, memberId, assertion, passkey);
  if (counter === null) {
    return null;
  }
  // Two answers at one moment: the second finds another counter, or the key gone.
  const used = await getDb().passkey.updateMany({
    where: { id: passkey.id, counter: passkey.counter },
    data: { counter, lastUsedAt: now() },
  });
  return used.count === 1 ? passkey.memberId : null;
}

function isHandleOf(memberId: string, { response: { userHandle } }: PasskeyAssertion): boolean {
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString('utf8') === memberId;
}

async function verify(
  purpose: ChallengePurpose,
  memberId: string | null,
  assertion: PasskeyAssertion,
  passkey: { id: string; publicKey: string; counter: bigint },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const { rpID, origin } = relyingParty();
  const { userHandle, ...signed } = assertion.response;
  // The library throws at whatever does not fit; a fault of the database is thrown on.
  let fault: { error: unknown } | null = null;
  const take = (challenge: string) =>
    takeChallenge(purpose, memberId, challenge).catch((error: unknown) => {
      fault = { error };
      return false;
    });
  const answer = await verifyAuthenticationResponse({
    response: { ...assertion, response: { ...signed, ...(userHandle === undefined ? {} : { userHandle }) } },
    expectedChallenge: take,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: Number(passkey.counter),
    },
  }).catch(() => null);
  throwFault(fault);
  return answer?.verified ? answer.authenticationInfo.newCounter : null;
}

function throwFault(fault: { error: unknown } | null): void {
  if (fault) {
    throw fault.error;
  }
}
