import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { getLoginLimits, setLoginLimits } from '#app/domain/login/limits.server';
import { DAY_MS, DEFAULT_LIMITS } from '#app/domain/login/model';
import { listLogins, viewerOfToken } from '#app/domain/login/queries.server';
import type { Role } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const START = Date.now();

let time: number;

beforeEach(() => {
  time = START;
  setClock(() => time);
});
afterEach(() => setClock());

/** The days after which a login of this role has ended, when it is used every `everyDays`. */
async function daysOf(role: Role, everyDays: number): Promise<number> {
  time = START;
  const token = await loginTokenFor((await makeMember({ role })).id);
  for (let days = everyDays; days < 40; days += everyDays) {
    time = START + days * DAY_MS;
    if ((await viewerOfToken(token)).kind === 'guest') {
      return days;
    }
    await database.login.updateMany({ where: { token }, data: { updatedAt: new Date(time) } });
  }
  return Number.POSITIVE_INFINITY;
}

describe('refused', () => {
  test('to see or set them: everybody but administrators, and those without a fresh proof', async () => {
    const moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
    expect(await refusal(getLoginLimits(moderator))).toBe('forbidden forbidden');
    expect(await refusal(setLoginLimits(moderator, DEFAULT_LIMITS))).toBe('forbidden forbidden');
    const viewer = await administrator();
    time += 11 * 60_000;
    expect(await refusal(setLoginLimits(viewer, DEFAULT_LIMITS))).toBe('forbidden prove_first');
  });
});

describe('a login ends', () => {
  test('when it was not used for the time that its role allows, to the millisecond', async () => {
    for (const [role, days] of [
      ['member', DEFAULT_LIMITS.idleDays],
      ['host', DEFAULT_LIMITS.idleDays],
      ['moderator', DEFAULT_LIMITS.idleDaysStrong],
      ['administrator', DEFAULT_LIMITS.idleDaysStrong],
    ] as const) {
      time = START;
      const { id } = await makeMember({ role });
      const token = await loginTokenFor(id);
      // Looking at a login notes its use, beside the request: the end is looked at in another.
      const viewed = await loginTokenFor(id);
      time = START + days * DAY_MS - 1;
      const viewer = await viewerOfToken(viewed);
      expect(viewer.kind, role).toBe('member');
      const listed = async () => (await listLogins(viewer, token)).some(({ current }) => current);
      expect(await listed()).toBe(true);
      time += 1;
      expect((await viewerOfToken(token)).kind, role).toBe('guest');
      expect(await listed()).toBe(false);
    }
  });

  test('some time after sign-in however much it is used', async () => {
    expect(await daysOf('member', 1)).toBe(30);
    expect(await daysOf('moderator', 1)).toBe(DEFAULT_LIMITS.maxDaysStrong);
    expect(await daysOf('administrator', 1)).toBe(DEFAULT_LIMITS.maxDaysStrong);
  });

  test('as the association sets it, from then on, which is written down', async () => {
    const viewer = await administrator();
    await setLoginLimits(viewer, { idleDays: 2, idleDaysStrong: 1, maxDaysStrong: 5 });
    expect(await getLoginLimits(viewer)).toEqual({ idleDays: 2, idleDaysStrong: 1, maxDaysStrong: 5 });
    expect(await daysOf('member', 2)).toBe(2);
    expect(await daysOf('moderator', 1)).toBe(1);
    expect(await daysOf('moderator', 0.5)).toBe(5);
    const entry = await database.auditEntry.findFirst({ where: { action: 'login.limits' } });
    expect(entry?.detail).toBe('{"idleDays":2,"idleDaysStrong":1,"maxDaysStrong":5}');
  });

  test('as the forum’s own limits say where the stored ones are nonsense', async () => {
    for (const value of ['', '0 0 0', 'a b c', '14', '-1 2 3', '1.5 2 3']) {
      const stored = { value, updatedAt: new Date() };
      await database.setting.upsert({
        where: { key: 'login.limits' },
        create: { key: 'login.limits', ...stored },
        update: stored,
      });
      time = START;
      expect(await getLoginLimits(await administrator()), value).toEqual(DEFAULT_LIMITS);
    }
  });
});
