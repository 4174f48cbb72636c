import { randomBytes, randomUUID } from 'node:crypto';
import { now } from '#app/domain/clock';
import { oneTimeHash } from '#app/domain/login/one-time.server';
import { getDb } from '#app/instances.server';

/** What a challenge may be answered for; one given out for one purpose is none for another. */
export type ChallengePurpose = 'add' | 'sign-in' | 'prove' | 'sso';

/** In milliseconds. WebAuthn level 3 (15.1) recommends up to ten minutes; browsers give up after five. */
export const CHALLENGE_LIFE_MS = 5 * 60 * 1000;

function identifier(purpose: ChallengePurpose, challenge: string): string {
  return `challenge ${purpose} ${oneTimeHash(challenge)}`;
}

/**
 * A random challenge for a passkey to sign, or a state for single sign-on, good once and for five minutes; for a member of `memberId` alone where one is
 * given. Of those that nobody answered the ones that are over go as well.
 */
export async function issueChallenge(
  purpose: ChallengePurpose,
  memberId: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const at = now();
  await getDb().$transaction([
    getDb().verification.deleteMany({ where: { identifier: { startsWith: 'challenge ' }, expiresAt: { lte: at } } }),
    getDb().verification.create({
      data: {
        id: randomUUID(),
        identifier: identifier(purpose, Buffer.from(challenge).toString('base64url')),
        value: memberId ?? '',
        expiresAt: new Date(at.getTime() + CHALLENGE_LIFE_MS),
      },
    }),
  ]);
  return challenge;
}

/** Uses a challenge up: true when it was ours, for this purpose and member, and neither used nor over. */
export async function takeChallenge(
  purpose: ChallengePurpose,
  memberId: string | null,
  challenge: string,
): Promise<boolean> {
  const taken = await getDb().verification.deleteMany({
    where: { identifier: identifier(purpose, challenge), value: memberId ?? '', expiresAt: { gt: now() } },
  });
  return taken.count === 1;
}
