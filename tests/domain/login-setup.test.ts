import { expect, test } from 'vitest';
import { canClaimSetup, claimSetup, setupLink } from '#app/domain/login/setup.server';
import { associationName } from '#app/domain/members/association.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const CLIENT = { ipAddress: '192.0.2.7', userAgent: 'test', loginToken: null };

function claim(link: string | null, email = 'first@example.org') {
  const token = new URL(link ?? 'http://none.invalid').searchParams.get('token') ?? 'none';
  const association = { associationHe: 'איגוד', associationEn: 'Association' };
  return { ...association, token, name: 'דנה לוי', email, password: 'a long enough password' };
}

test('of twenty claims at one moment exactly one makes the administrator', async () => {
  const link = await setupLink();
  const claims = Array.from({ length: 20 }, (_, number) => claim(link, `person${number}@example.org`));
  const answers = await Promise.allSettled(claims.map((input) => claimSetup(GUEST, input, CLIENT)));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  expect(await database.member.count()).toBe(1);
  expect(await database.member.count({ where: { role: 'administrator', status: 'active' } })).toBe(1);
  await expect(claimSetup(GUEST, claim(link), CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
  expect(await setupLink()).toBeNull();
  expect(await associationName()).toEqual({ he: 'איגוד', en: 'Association' });
  const topics = await database.topic.findMany({ orderBy: { position: 'asc' }, select: { slug: true } });
  expect(topics.map((topic) => topic.slug)).toEqual(['cloud', 'cyber', 'digital']);
});

test('a wrong, a replaced and a late link open nothing', async () => {
  const first = await setupLink();
  const second = await setupLink();
  expect(await canClaimSetup(GUEST, claim(first).token)).toBe(false);
  expect(await canClaimSetup(GUEST, claim(second).token)).toBe(true);
  await expect(claimSetup(GUEST, claim(null), CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
  await makeMember({ role: 'administrator' });
  await expect(claimSetup(GUEST, claim(second), CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
  expect(await database.member.count()).toBe(1);
});

test('the database holds no value that opens /setup', async () => {
  const link = await setupLink();
  expect(JSON.stringify(await database.setting.findMany())).not.toContain(claim(link).token);
});

test('a password made of the association’s name is refused, and the link stays good', async () => {
  const link = await setupLink();
  const named = { ...claim(link), associationEn: 'Northern Computing Guild', password: 'NorthernGuild2026' };
  const refusal = { messageKey: 'password_personal', field: 'password' };
  await expect(claimSetup(GUEST, named, CLIENT)).rejects.toMatchObject(refusal);
  await claimSetup(GUEST, claim(link), CLIENT);
  expect(await database.member.count()).toBe(1);
});
