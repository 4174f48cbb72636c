import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { signInWithPasskey } from '#app/domain/login/commands.server';
import type { Client } from '#app/domain/login/model';
import { PasskeyAdd, PasskeySignIn } from '#app/domain/login/passkey-input';
import { askForPasskey } from '#app/domain/login/passkey-proof.server';
import {
  addPasskey,
  askForNewPasskey,
  listPasskeys,
  removePasskey,
  renamePasskey,
} from '#app/domain/login/passkeys.server';
import { setSecondFactorRequired } from '#app/domain/login/policy.server';
import { proveByPasskey } from '#app/domain/login/proof.server';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { type Authenticator, authenticator, type Wrong } from '#tests/support/authenticator';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase(), { appUrl: 'https://forum.example.org' });
const CLIENT: Client = { ipAddress: '192.0.2.1', userAgent: 'test', loginToken: null };
const REFUSED = 'invalid passkey_refused';

let member: MemberViewer;
let key: Authenticator;
let time: number;

beforeEach(async () => {
  time = Date.now();
  setClock(() => time);
  member = await viewerFor((await makeMember({ role: 'moderator' })).id);
  key = authenticator(member.memberId);
});
afterEach(() => setClock());

async function add(one = key, viewer = member, wrong: Wrong = {}): Promise<void> {
  const { challenge } = await askForNewPasskey(viewer);
  await addPasskey(viewer, PasskeyAdd.parse({ name: 'המחשב במשרד', passkey: one.create(challenge, wrong) }));
}

async function challengeFor(purpose: 'sign-in' | 'prove', memberId: string | null = null): Promise<string> {
  return (await askForPasskey(purpose, memberId)).challenge;
}

const signIn = (answer: string) => signInWithPasskey(GUEST, PasskeySignIn.parse({ passkey: answer }).passkey, CLIENT);

async function loginsByPasskey(): Promise<number> {
  return database.login.count({ where: { byPasskey: true } });
}

describe('refused', () => {
  test('to add one: of another origin or host, without a check of the person, with a challenge that is not ours', async () => {
    const wrongs: Wrong[] = [
      { origin: 'https://forum.example.org.evil.example' },
      { rpId: 'evil.example' },
      { unverified: true },
    ];
    for (const wrong of wrongs) {
      expect(await refusal(add(key, member, wrong)), JSON.stringify(wrong)).toBe(REFUSED);
    }
    const foreign = PasskeyAdd.parse({ name: 'x', passkey: key.create('bm90IG91cnM') });
    expect(await refusal(addPasskey(member, foreign))).toBe(REFUSED);
    expect(await listPasskeys(member)).toEqual([]);
  });

  test('to add one with another member’s challenge, with one for signing in, and twice with one', async () => {
    const other = await viewerFor((await makeMember()).id);
    for (const challenge of [(await askForNewPasskey(other)).challenge, await challengeFor('sign-in')]) {
      const made = PasskeyAdd.parse({ name: 'x', passkey: key.create(challenge) });
      expect(await refusal(addPasskey(member, made))).toBe(REFUSED);
    }
    const { challenge } = await askForNewPasskey(member);
    const made = PasskeyAdd.parse({ name: 'x', passkey: key.create(challenge) });
    await addPasskey(member, made);
    expect(await refusal(addPasskey(member, made))).toBe(REFUSED);
    expect(await refusal(add())).toBe('conflict passkey_known');
    const [entry] = await database.auditEntry.findMany({ where: { action: 'passkey.add', outcome: 'refused' } });
    expect(entry?.memberId).toBe(member.memberId);
  });

  test('everything about them while the last proof of who one is is older than ten minutes', async () => {
    await add();
    time += 10 * 60_000 + 1;
    const acts = [askForNewPasskey(member), renamePasskey(member, key.id, 'x'), removePasskey(member, key.id)];
    for (const act of acts) {
      expect(await refusal(act)).toBe('forbidden prove_first');
    }
    expect(await refusal(askForNewPasskey(GUEST))).toBe('forbidden signInFirst');
  });

  test('to rename or remove somebody else’s: it is not there', async () => {
    await add();
    const other = await viewerFor((await makeMember()).id);
    expect(await refusal(renamePasskey(other, key.id, 'mine'))).toBe('not_found not_found');
    expect(await refusal(removePasskey(other, key.id))).toBe('not_found not_found');
    expect(await listPasskeys(other)).toEqual([]);
  });

  test('to sign in by an answer that was used, or given elsewhere, or without a check of the person', async () => {
    await add();
    const answer = key.sign(await challengeFor('sign-in'));
    expect((await signIn(answer)).needsCode).toBeUndefined();
    expect(await refusal(signIn(answer))).toBe(REFUSED);
    const wrongs: Wrong[] = [
      { origin: 'https://evil.example' },
      { origin: 'http://forum.example.org' },
      { rpId: 'evil.example' },
      { unverified: true },
      { userHandle: Buffer.from((await makeMember()).id).toString('base64url') },
      { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
    ];
    for (const wrong of wrongs) {
      expect(await refusal(signIn(key.sign(await challengeFor('sign-in'), wrong))), JSON.stringify(wrong)).toBe(
        REFUSED,
      );
    }
    expect(await loginsByPasskey()).toBe(1);
  });

  test('to sign in with a challenge of another purpose, over, or made up; and with a key that is not known', async () => {
    await add();
    const late = await challengeFor('sign-in');
    time += 5 * 60_000;
    const challenges = [late, await challengeFor('prove', member.memberId), 'bm90IG91cnM', ''];
    for (const challenge of challenges) {
      expect(await refusal(signIn(key.sign(challenge))), challenge).toBe(REFUSED);
    }
    expect(await refusal(signIn(authenticator(member.memberId).sign(await challengeFor('sign-in'))))).toBe(REFUSED);
  });

  test('of two answers to one challenge at one moment, one', async () => {
    await add();
    const challenge = await challengeFor('sign-in');
    const both = await Promise.all([signIn(key.sign(challenge)), signIn(key.sign(challenge))].map(refusal));
    expect(both.filter((one) => one === REFUSED)).toHaveLength(1);
  });

  test('to sign in with a copy of the key, whose counter has fallen behind', async () => {
    await add();
    await signIn(key.sign(await challengeFor('sign-in'), { counter: 7 }));
    for (const counter of [7, 6, 0]) {
      expect(await refusal(signIn(key.sign(await challengeFor('sign-in'), { counter })))).toBe(REFUSED);
    }
    await signIn(key.sign(await challengeFor('sign-in'), { counter: 8 }));
  });

  test('to sign in after it was removed, and for somebody suspended', async () => {
    await add();
    await database.member.update({ where: { id: member.memberId }, data: { status: 'suspended' } });
    expect(await refusal(signIn(key.sign(await challengeFor('sign-in'))))).toBe('invalid sign_in_failed');
    await database.member.update({ where: { id: member.memberId }, data: { status: 'active' } });
    await removePasskey(member, key.id);
    expect(await refusal(signIn(key.sign(await challengeFor('sign-in'))))).toBe(REFUSED);
  });

  test('to prove who one is by another member’s key', async () => {
    const other = await viewerFor((await makeMember()).id);
    const theirs = authenticator(other.memberId);
    await add(theirs, other);
    await add();
    for (const challenge of [
      await challengeFor('prove', member.memberId),
      await challengeFor('prove', other.memberId),
    ]) {
      const { passkey } = PasskeySignIn.parse({ passkey: theirs.sign(challenge) });
      expect(await refusal(proveByPasskey(member, passkey))).toBe(REFUSED);
    }
  });

  test('what is no answer of a browser', () => {
    const odd = ['', '{', 'null', '[]', '{"id":"x"}', '"\\u0000"', '{"__proto__":{}}', JSON.stringify({ id: 'é' })];
    for (const passkey of odd) {
      const parsed = PasskeySignIn.safeParse({ passkey });
      expect(
        parsed.error?.issues.map(({ message }) => message),
        passkey,
      ).toEqual(['passkey_refused']);
    }
  });
});

describe('with a passkey', () => {
  test('several are kept by name, and the member is told by mail of each one added or removed', async () => {
    await add();
    await add(authenticator(member.memberId));
    await renamePasskey(member, key.id, 'הטלפון');
    expect((await listPasskeys(member)).map(({ name }) => name).sort()).toEqual(['הטלפון', 'המחשב במשרד'].sort());
    await removePasskey(member, key.id);
    expect(await database.outbox.count({ where: { payload: { contains: 'passkeyChanged' } } })).toBe(3);
    const entries = await database.auditEntry.findMany({ where: { action: { startsWith: 'passkey' } } });
    expect(entries.map(({ action }) => action)).toEqual([
      'passkey.add',
      'passkey.add',
      'passkey.rename',
      'passkey.remove',
    ]);
  });

  test('signing in asks for no code, also of somebody who has a second factor, and satisfies the rule for roles', async () => {
    await add();
    const at = new Date(time);
    await database.secondFactor.create({
      data: { memberId: member.memberId, secret: 'x', confirmedAt: at, createdAt: at },
    });
    expect((await signIn(key.sign(await challengeFor('sign-in')))).needsCode).toBeUndefined();
    await database.secondFactor.deleteMany();
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    expect(await refusal(setSecondFactorRequired(administrator, true))).toBe('invalid factor_first required');
    await database.login.update({ where: { id: administrator.loginId }, data: { byPasskey: true } });
    await setSecondFactorRequired(administrator, true);
    const login = await database.login.findFirst({ where: { userId: member.memberId, byPasskey: true } });
    expect(await viewerOfToken(login?.token ?? '')).toMatchObject({ role: 'moderator' });
    expect((await viewerFor(member.memberId)).role).toBe('member');
    await setSecondFactorRequired(administrator, false);
  });

  test('removing one ends the logins that were made by a passkey elsewhere, and no others', async () => {
    await add();
    await signIn(key.sign(await challengeFor('sign-in')));
    const other = await viewerFor(member.memberId);
    await removePasskey(member, key.id);
    expect(await loginsByPasskey()).toBe(0);
    const left = await database.login.findMany({ where: { userId: member.memberId }, select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([member.loginId, other.loginId].sort());
  });
});
