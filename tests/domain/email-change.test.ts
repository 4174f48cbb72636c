import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { confirmEmailChange, getOwnEmail, requestEmailChange } from '#app/domain/login/email-change.server';
import { requestPasswordReset, resetPassword } from '#app/domain/login/password.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const NEW = 'new.address@example.org';
const INVALID = 'invalid link_invalid';

let member: MemberViewer;
let old: string;
let time: number;

beforeEach(async () => {
  time = Date.now();
  setClock(() => time);
  const made = await makeMember({ password: 'נחל איתן זורם בחורף' });
  old = made.email;
  member = await viewerFor(made.id);
});
afterEach(() => setClock());

/** The mails that are due, to whom, and the one-time value in the last one. */
async function mails(): Promise<{ to: string[]; token: string }> {
  const sent = await mailsAfter(0);
  const token = /token=([\w-]+)/.exec(sent.map(({ text }) => text).join('\n'))?.[1] ?? '';
  return { to: sent.map(({ to }) => to.address), token };
}

async function emailNow(): Promise<string | undefined> {
  return (await database.member.findUnique({ where: { id: member.memberId } }))?.email;
}

describe('refused', () => {
  test('without a fresh proof, and one’s own address', async () => {
    expect(await refusal(requestEmailChange(member, old))).toBe('invalid email_same email');
    time += 11 * 60_000;
    expect(await refusal(requestEmailChange(member, NEW))).toBe('forbidden prove_first');
    expect(await refusal(requestEmailChange(GUEST, NEW))).toBe('forbidden signInFirst');
    expect(await getOwnEmail(member)).toEqual({ email: old, waiting: null });
  });

  test('an address that somebody has: the same answer, and no mail', async () => {
    const other = await makeMember();
    await requestEmailChange(member, other.email);
    expect((await mails()).to).toEqual([]);
  });

  test('an address that somebody got meanwhile', async () => {
    await requestEmailChange(member, NEW);
    const { token } = await mails();
    await makeMember({ email: NEW });
    expect(await refusal(confirmEmailChange(member, token))).toBe(INVALID);
    expect(await emailNow()).toBe(old);
  });

  test('somebody else’s link, one that is over, one that was used, one that was made up, and one before the mail', async () => {
    await requestEmailChange(member, NEW);
    expect(await refusal(confirmEmailChange(member, ''))).toBe(INVALID);
    const { token } = await mails();
    const other = await viewerFor((await makeMember()).id);
    expect(await refusal(confirmEmailChange(other, token))).toBe(INVALID);
    expect(await refusal(confirmEmailChange(member, 'made-up'))).toBe(INVALID);
    time += 60 * 60_000;
    setClock(() => time);
    expect(await refusal(confirmEmailChange(member, token))).toBe(INVALID);
    time -= 60 * 60_000;
    await confirmEmailChange(member, token);
    expect(await refusal(confirmEmailChange(member, token))).toBe(INVALID);
  });

  test('the earlier of two links', async () => {
    await requestEmailChange(member, 'first@example.org');
    const first = await mails();
    await requestEmailChange(member, NEW);
    expect(await refusal(confirmEmailChange(member, first.token))).toBe(INVALID);
  });
});

test('the new address counts by its link, the old one is told, and what was mailed to it is good for nothing', async () => {
  await requestPasswordReset(GUEST, old, 'he');
  const reset = await mails();
  await requestEmailChange(member, NEW);
  expect((await getOwnEmail(member)).waiting).toBe(NEW);
  const asked = await mails();
  expect(asked.to).toEqual([NEW]);
  await viewerFor(member.memberId);
  await confirmEmailChange(member, asked.token);
  expect((await mails()).to).toEqual([old]);
  expect(await getOwnEmail(member)).toEqual({ email: NEW, waiting: null });
  const logins = await database.login.findMany({ where: { userId: member.memberId } });
  expect(logins.map(({ id }) => id)).toEqual([member.loginId]);
  const input = { token: reset.token, newPassword: 'שלוש ציפורים על גדר' };
  expect(await refusal(resetPassword(GUEST, input))).toBe(INVALID);
  const entries = await database.auditEntry.findMany({ where: { action: { startsWith: 'member.email' } } });
  expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
    ['member.email_asked', '{}'],
    ['member.email', '{}'],
  ]);
});
