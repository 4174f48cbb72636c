import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { setSecondFactorRequired } from '#app/domain/login/policy.server';
import { findProofWays, proveByCode, proveByPassword } from '#app/domain/login/proof.server';
import { setRole } from '#app/domain/members/administration.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const PASSWORD = 'נחל איתן זורם בחורף';
const TEN_MINUTES_MS = 10 * 60_000;

let administrator: MemberViewer;
let handle: string;
let time: number;

beforeEach(async () => {
  time = Date.now();
  setClock(() => time);
  administrator = await viewerFor((await makeMember({ role: 'administrator', password: PASSWORD })).id);
  handle = (await makeMember()).handle;
});
afterEach(() => setClock());

const promote = (viewer = administrator) => setRole(viewer, handle, 'moderator');

describe('refused', () => {
  test('a role, and the rule on second factors, more than ten minutes after signing in', async () => {
    time += TEN_MINUTES_MS + 1;
    expect(await refusal(promote())).toBe('forbidden prove_first');
    expect(await refusal(setSecondFactorRequired(administrator, false))).toBe('forbidden prove_first');
    expect((await database.member.findUnique({ where: { handle } }))?.role).toBe('member');
  });

  test('others are told that they may not, whatever they prove', async () => {
    const member = await viewerFor((await makeMember()).id);
    time += TEN_MINUTES_MS + 1;
    expect(await refusal(promote(member))).toBe('forbidden forbidden');
  });

  test('a wrong password or code proves nothing, and is written down', async () => {
    time += TEN_MINUTES_MS + 1;
    expect(await refusal(proveByPassword(administrator, 'wrong wrong wrong'))).toBe('invalid password_wrong password');
    expect(await refusal(proveByCode(administrator, '123456'))).toBe('invalid code_wrong code');
    expect(await refusal(promote())).toBe('forbidden prove_first');
    expect(await database.auditEntry.count({ where: { action: 'login.prove', outcome: 'refused' } })).toBe(2);
  });

  test('an empty password of somebody who has none', async () => {
    const without = await viewerFor((await makeMember()).id);
    expect(await refusal(proveByPassword(without, ''))).toBe('invalid password_wrong password');
    expect(await findProofWays(without)).toEqual({ password: false, code: false, passkey: false });
  });

  test('a proof in another browser', async () => {
    const elsewhere = await viewerFor(administrator.memberId);
    time += TEN_MINUTES_MS + 1;
    await proveByPassword(elsewhere, PASSWORD);
    expect(await refusal(promote())).toBe('forbidden prove_first');
    await promote(elsewhere);
  });
});

test('a right proof counts for ten minutes', async () => {
  time += 60 * 60_000;
  await proveByPassword(administrator, PASSWORD);
  time += TEN_MINUTES_MS;
  await promote();
  expect((await database.member.findUnique({ where: { handle } }))?.role).toBe('moderator');
  time += 1;
  expect(await refusal(promote())).toBe('forbidden prove_first');
});
