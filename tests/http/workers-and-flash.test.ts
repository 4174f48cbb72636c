import { afterEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { redirectWithFlash, takeFlash } from '#app/http/flash.server';
import { setInstances } from '#app/instances.server';
import { registerWorker, startWorkers, workersHealth } from '#app/workers.server';
import { testDatabase } from '#tests/support/database';
import { testEnv } from '#tests/support/instances';

setInstances({ env: testEnv(), db: await testDatabase() });
afterEach(() => setClock());

describe('flash', () => {
  const flash = { tone: 'positive', key: 'app.name', values: { count: 2 } } as const;
  const withCookie = (cookie: string) => new Request('http://localhost:3000/', { headers: { cookie } });

  test('is read once, from the cookie that the redirect set', async () => {
    const response = await redirectWithFlash('/threads', flash);
    expect([response.status, response.headers.get('location')]).toEqual([302, '/threads']);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const taken = await takeFlash(withCookie(cookie.split(';')[0] ?? ''));
    expect(taken.flash).toEqual(flash);
    expect(taken.headers.get('set-cookie')).toContain('Max-Age=0');
  });

  test.each(['flash=rubbish', 'flash=%', 'flash=eyJhIjoxfQ%3D%3D.forged', 'other=1', ''])(
    '%j is none',
    async (cookie) => {
      expect((await takeFlash(withCookie(cookie))).flash).toBeNull();
    },
  );
});

test('a worker runs again at once while there is work, waits longer after each failure, and stops when told', async () => {
  const waits: number[] = [];
  let ticks = 0;
  registerWorker({
    name: 'sample',
    everyMs: 1_000,
    tick: async () => {
      ticks += 1;
      if (ticks === 4 || ticks === 5) {
        throw new Error('no luck');
      }
      return ticks < 3;
    },
  });
  let healthThen: ReturnType<typeof workersHealth> | undefined;
  let stop = async (): Promise<void> => undefined;
  await new Promise<void>((enough) => {
    const running = startWorkers(async (ms) => {
      waits.push(ms);
      if (ticks === 5) {
        healthThen = workersHealth();
      }
      if (ticks >= 6) {
        enough();
        await new Promise((later) => setTimeout(later, 5));
      }
    });
    stop = running.stop;
  });
  await stop();
  expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 1_000]);
  expect(healthThen).toEqual({ running: true, failing: ['sample'] });
  expect(workersHealth()).toEqual({ running: false, failing: [] });
});
