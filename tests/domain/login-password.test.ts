import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '#app/domain/login/commands.server';
import { PasswordChange, PasswordReset, SetupClaim } from '#app/domain/login/input';
import { passwordResetMail } from '#app/domain/login/mails.server';
import type { Client } from '#app/domain/login/model';
import { changePassword, resetPassword } from '#app/domain/login/password.server';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { InvitationAcceptance } from '#app/domain/members/input';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const PASSWORD = 'a long enough password';
const CLIENT: Client = { ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0 (Android 14) Firefox/140', loginToken: null };

/** The one-time value in a mail's link. */
function tokenOf(mail: { text: string } | null): string {
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

describe('passwords', () => {
  test('changing needs the current one, ends the other logins and keeps this one', async () => {
    const member = await makeMember({ password: PASSWORD });
    const viewer = await viewerFor(member.id);
    const other = await loginTokenFor(member.id);
    await expect(
      changePassword(viewer, { currentPassword: 'wrong password indeed', newPassword: 'a new long password' }),
    ).rejects.toMatchObject({ messageKey: 'password_wrong', field: 'currentPassword' });
    await changePassword(viewer, { currentPassword: PASSWORD, newPassword: 'a new long password' });
    expect(await viewerOfToken(other)).toEqual(GUEST);
    expect(await database.login.count({ where: { id: viewer.loginId } })).toBe(1);
    await signInWithPassword(GUEST, { email: member.email, password: 'a new long password' }, CLIENT);
    expect(await database.outbox.count({ where: { queue: 'mail', entityType: 'passwordChanged' } })).toBe(1);
  });

  test('a reset link works once and ends every login', async () => {
    const member = await makeMember({ password: PASSWORD });
    const token = await loginTokenFor(member.id);
    expect(await passwordResetMail({ email: 'nobody@example.org', locale: 'en' })).toBeNull();
    const link = tokenOf(await passwordResetMail({ email: member.email, locale: 'en' }));
    await resetPassword(GUEST, { token: link, newPassword: 'a new long password' });
    expect(await viewerOfToken(token)).toEqual(GUEST);
    await expect(resetPassword(GUEST, { token: link, newPassword: 'yet another password' })).rejects.toMatchObject({
      messageKey: 'link_invalid',
    });
    await expect(signInWithPassword(GUEST, { email: member.email, password: PASSWORD }, CLIENT)).rejects.toThrow();
    await signInWithPassword(GUEST, { email: member.email, password: 'a new long password' }, CLIENT);
    expect(await database.verification.count()).toBe(0);
  });

  test('one made of the member’s own name, address or authority is refused, and the link stays good', async () => {
    const authority = await makeAuthority({ nameHe: 'נחלת אורן', nameEn: 'Nahalat Oren' });
    const names = { name: 'דנה לוי', nameEn: 'Dana Levi' };
    const member = await makeMember({ ...names, password: PASSWORD, authorityIds: [authority.id] });
    const viewer = await viewerFor(member.id);
    const refusal = { code: 'invalid', messageKey: 'password_personal', field: 'newPassword' };
    for (const newPassword of ['DanaLevi1987!', 'נחלת אורן 2026', 'sbvkuh123456']) {
      const change = changePassword(viewer, { currentPassword: PASSWORD, newPassword });
      await expect(change, newPassword).rejects.toMatchObject(refusal);
    }
    const token = tokenOf(await passwordResetMail({ email: member.email, locale: 'en' }));
    const own = resetPassword(GUEST, { token, newPassword: 'nahalat-oren-2026' });
    await expect(own).rejects.toMatchObject(refusal);
    await signInWithPassword(GUEST, { email: member.email, password: PASSWORD }, CLIENT);
    await resetPassword(GUEST, { token, newPassword: 'a new long password' });
    await signInWithPassword(GUEST, { email: member.email, password: 'a new long password' }, CLIENT);
  });

  test('a common one is refused wherever one is chosen', () => {
    const [newPassword, token] = ['password1234', 'x'];
    const refusal = [expect.objectContaining({ message: 'password_common' })];
    const change = PasswordChange.safeParse({ currentPassword: PASSWORD, newPassword });
    const reset = PasswordReset.safeParse({ token, newPassword });
    const setup = SetupClaim.shape.password.safeParse(newPassword);
    const invitation = InvitationAcceptance.shape.password.safeParse(newPassword);
    expect([change, reset, setup, invitation].map((each) => each.error?.issues)).toEqual(Array(4).fill(refusal));
  });
});
