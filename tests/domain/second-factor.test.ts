import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { beginLogin, signInWithCode } from '#app/domain/login/commands.server';
import { hashPassword, storePassword } from '#app/domain/login/credentials.server';
import { type FirstStep, giveFirstStep, readFirstStep } from '#app/domain/login/first-step.server';
import type { Client } from '#app/domain/login/model';
import { oneTimeHash } from '#app/domain/login/one-time.server';
import { setSecondFactorRequired } from '#app/domain/login/policy.server';
import { seal, unseal } from '#app/domain/login/sealed.server';
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  takeCode,
  unsafeResetSecondFactor,
} from '#app/domain/login/second-factor.server';
import type { MemberViewer } from '#app/domain/viewer';
import { GUEST } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const PASSWORD = 'נחל איתן זורם בחורף';
const HASH = await hashPassword(PASSWORD);
const CLIENT: Client = { ipAddress: '192.0.2.1', userAgent: 'test', loginToken: null };
const STEP_MS = 30_000;

let member: MemberViewer;
let time: number;

beforeEach(async () => {
  time = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  setClock(() => time);
  const { id } = await makeMember({ role: 'moderator' });
  await database.$transaction((tx) => storePassword(tx, id, HASH));
  member = await viewerFor(id);
});
afterEach(() => setClock());

function codeOf(secret: string, stepsAway = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now().getTime() + stepsAway * STEP_MS });
}

/** Sets it up and lets a step pass, so that the next code is a fresh one. */
async function setUp(): Promise<{ secret: string; codes: string[] }> {
  await beginSecondFactor(member, PASSWORD);
  const secret = (await getSecondFactor(member)).setup?.secret ?? '';
  const codes = await confirmSecondFactor(member, codeOf(secret));
  time += STEP_MS;
  return { secret, codes };
}

function firstStep(): Client {
  return { ...CLIENT, firstStep: { memberId: member.memberId, method: 'password' } };
}

describe('refused', () => {
  test('to begin with a wrong password, and twice', async () => {
    expect(await refusal(beginSecondFactor(member, 'not it, not it'))).toBe('invalid password_wrong password');
    await setUp();
    expect(await refusal(beginSecondFactor(member, PASSWORD))).toBe('conflict factor_exists');
  });

  test('to begin without a password while the last proof is not fresh', async () => {
    await database.credential.deleteMany({ where: { userId: member.memberId } });
    time += 11 * 60_000;
    expect(await refusal(beginSecondFactor(member, ''))).toBe('forbidden prove_first');
  });

  test('wrong, old and future codes; and until it is confirmed nothing is asked for', async () => {
    await beginSecondFactor(member, PASSWORD);
    const secret = (await getSecondFactor(member)).setup?.secret ?? '';
    for (const code of ['000000', 'abcdef', '', codeOf(secret, -3), codeOf(secret, 3)]) {
      expect(await refusal(confirmSecondFactor(member, code)), code).toBe('invalid code_wrong code');
    }
    expect((await beginLogin(member.memberId, CLIENT, 'password')).needsCode).toBeUndefined();
  });

  test('a second sign-in with one code, also when both come at one moment', async () => {
    const { secret } = await setUp();
    const code = codeOf(secret);
    const both = await Promise.all([1, 2].map(() => refusal(signInWithCode(GUEST, code, firstStep()))));
    expect(both.filter((one) => one === 'invalid code_wrong code')).toHaveLength(1);
    expect(await refusal(signInWithCode(GUEST, code, firstStep()))).toBe('invalid code_wrong code');
  });

  test('a code without the first proof, with a forged one, and with one that is over', async () => {
    const { secret } = await setUp();
    expect(await refusal(signInWithCode(GUEST, codeOf(secret), CLIENT))).toBe('invalid first_step_over');
    const step: FirstStep = { memberId: member.memberId, method: 'password' };
    const value = decodeURIComponent(/=([^;]+)/.exec(giveFirstStep(step))?.[1] ?? '');
    expect(readFirstStep(value)).toEqual(step);
    const other = (await makeMember()).id;
    expect(readFirstStep(value.replace(member.memberId, other))).toBeNull();
    time += 10 * 60_000;
    expect(readFirstStep(value)).toBeNull();
  });

  test('to switch it off without password or code', async () => {
    const { secret } = await setUp();
    expect(await refusal(removeSecondFactor(member, 'wrong wrong wrong', codeOf(secret)))).toBe(
      'invalid password_wrong password',
    );
    expect(await refusal(removeSecondFactor(member, PASSWORD, '123456'))).toBe('invalid code_wrong code');
    expect((await getSecondFactor(member)).confirmed).toBe(true);
  });

  test('is in the log under what was tried, for wrong passwords and wrong codes alike', async () => {
    await refusal(beginSecondFactor(member, 'not it, not it'));
    await beginSecondFactor(member, PASSWORD);
    await refusal(confirmSecondFactor(member, '000000'));
    await confirmSecondFactor(member, codeOf((await getSecondFactor(member)).setup?.secret ?? ''));
    await refusal(renewRecoveryCodes(member, 'abcdef'));
    await refusal(removeSecondFactor(member, 'wrong wrong wrong', ''));
    await refusal(removeSecondFactor(member, PASSWORD, 'abcdef'));
    const entries = await database.auditEntry.findMany({ where: { outcome: 'refused' }, orderBy: { id: 'asc' } });
    expect(entries.map(({ action, memberId }) => [action, memberId])).toEqual(
      ['factor.add', 'factor.add', 'factor.codes', 'factor.remove', 'factor.remove'].map((action) => [
        action,
        member.memberId,
      ]),
    );
  });
});

describe('with a second factor', () => {
  test('the first proof gives no login, and the code does', async () => {
    const { secret } = await setUp();
    const before = await database.login.count();
    const first = await beginLogin(member.memberId, CLIENT, 'password');
    expect(first.needsCode).toBe(true);
    expect(await database.login.count()).toBe(before);
    const change = await signInWithCode(GUEST, codeOf(secret), firstStep());
    expect(change.needsCode).toBeUndefined();
    expect(await database.login.count()).toBe(before + 1);
    const entry = await database.auditEntry.findFirst({ where: { action: 'login.create' }, orderBy: { id: 'desc' } });
    expect(entry?.detail).toBe('{"method":"password and code"}');
  });

  test('the code before and the code after now are good', async () => {
    const { secret } = await setUp();
    time += 2 * STEP_MS;
    expect(await refusal(signInWithCode(GUEST, codeOf(secret, -1), firstStep()))).toMatch(/^no refusal/);
    expect(await refusal(signInWithCode(GUEST, codeOf(secret, 1), firstStep()))).toMatch(/^no refusal/);
    expect(await refusal(signInWithCode(GUEST, codeOf(secret), firstStep()))).toBe('invalid code_wrong code');
  });

  test('a recovery code is good once, however it is written; new ones end the old', async () => {
    const { codes, secret } = await setUp();
    const [one = '', two = ''] = codes;
    expect(new Set(codes).size).toBe(10);
    await signInWithCode(GUEST, ` ${one.toUpperCase().replace('-', ' ')} `, firstStep());
    expect(await refusal(signInWithCode(GUEST, one, firstStep()))).toBe('invalid code_wrong code');
    expect((await getSecondFactor(member)).codesLeft).toBe(9);
    await renewRecoveryCodes(member, codeOf(secret));
    expect(await refusal(signInWithCode(GUEST, two, firstStep()))).toBe('invalid code_wrong code');
  });

  test('the other browsers are signed out when it is set up, and the member is told by mail', async () => {
    await viewerFor(member.memberId);
    await setUp();
    const logins = await database.login.findMany({ where: { userId: member.memberId } });
    expect(logins.map(({ id }) => id)).toEqual([member.loginId]);
    expect(await database.outbox.count({ where: { payload: { contains: 'factorChanged' } } })).toBe(1);
  });

  test('is taken from somebody who lost it, by the command line: once, with their logins, and they are told', async () => {
    expect(await refusal(unsafeResetSecondFactor('nobody.there'))).toBe('not_found not_found');
    expect(await refusal(unsafeResetSecondFactor(member.handle))).toBe('conflict already_decided');
    await setUp();
    await unsafeResetSecondFactor(member.handle);
    expect(await database.login.count({ where: { userId: member.memberId } })).toBe(0);
    expect((await beginLogin(member.memberId, CLIENT, 'password')).needsCode).toBeUndefined();
    expect(await database.recoveryCode.count()).toBe(0);
    expect(await database.outbox.count({ where: { payload: { contains: 'factorChanged' } } })).toBe(2);
  });

  test('the database holds neither the secret nor a code', async () => {
    const { secret, codes } = await setUp();
    const rows = [await database.secondFactor.findMany(), await database.recoveryCode.findMany()];
    const text = JSON.stringify(rows);
    expect(
      [secret, ...codes, ...codes.map((code) => code.replace('-', ''))].filter((one) => text.includes(one)),
    ).toEqual([]);
  });

  test('nor what whoever has a copy of it could find a recovery code by, trying them all', async () => {
    const { codes } = await setUp();
    const text = JSON.stringify(await database.recoveryCode.findMany());
    const guessed = codes.map((code) => code.replace('-', '')).flatMap((code) => [code, oneTimeHash(code)]);
    expect(guessed.filter((one) => text.includes(one))).toEqual([]);
  });

  test('a recovery code that was kept without the key, by a version before, still opens once', async () => {
    await setUp();
    const { id } = await database.recoveryCode.findFirstOrThrow();
    await database.recoveryCode.update({ where: { id }, data: { hash: oneTimeHash('abcde23456') } });
    const take = () => database.$transaction((tx) => takeCode(tx, member.memberId, 'abcde-23456'));
    expect([await take(), await take()]).toEqual([true, false]);
  });
});

describe('the rule for moderators and administrators', () => {
  test('is switched by administrators alone, who have a second factor themselves', async () => {
    expect(await refusal(setSecondFactorRequired(member, true))).toBe('forbidden forbidden');
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    expect(await refusal(setSecondFactorRequired(administrator, true))).toBe('invalid factor_first required');
  });

  test('withholds the role until the second factor is there', async () => {
    await setUp();
    await database.member.update({ where: { id: member.memberId }, data: { role: 'administrator' } });
    await setSecondFactorRequired(await viewerFor(member.memberId), true);
    const other = await viewerFor((await makeMember({ role: 'moderator' })).id);
    expect([other.role, other.withheldRole]).toEqual(['member', 'moderator']);
    const still = await viewerFor(member.memberId);
    expect([still.role, still.withheldRole]).toEqual(['administrator', undefined]);
    expect((await viewerFor((await makeMember({ role: 'host' })).id)).role).toBe('host');
    await setSecondFactorRequired(still, false);
    expect((await viewerFor(other.memberId)).role).toBe('moderator');
  });
});

test('what was sealed for one purpose, or changed, is not opened', () => {
  const sealed = seal('ABC', 'one');
  expect(unseal(sealed, 'one')).toBe('ABC');
  expect(unseal(sealed, 'two')).toBeNull();
  expect(unseal(`${sealed.slice(0, -2)}xx`, 'one')).toBeNull();
  expect(unseal('', 'one')).toBeNull();
});
