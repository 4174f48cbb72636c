import { describe, expect, test } from 'vitest';
import { signInWithPassword } from '#app/domain/login/commands.server';
import { passwordResetMail } from '#app/domain/login/mails.server';
import type { Client } from '#app/domain/login/model';
import { changePassword, resetPassword } from '#app/domain/login/password.server';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
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
});
