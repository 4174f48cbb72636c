import { beforeEach, describe, expect, test } from 'vitest';
import { ERROR_STATUSES } from '#app/http/error-page';
import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';

const database = await testDatabase();
beforeEach(() => {
  withDatabase(database);
});
const app = testApp();

test('every status has words in both languages', () => {
  for (const status of ERROR_STATUSES) {
    expect(he.errorPages[`s${status}`].title).not.toBe('');
    expect(en.errorPages[`s${status}`].title).not.toBe('');
  }
});

/** Without the links to fonts and styles, whose addresses are paths of files while nothing is built. */
function withoutFiles(html: string): string {
  return html.replace(/<link [^>]*>/g, '');
}

describe('an error page', () => {
  test.each([
    ['he', 'rtl'],
    ['en', 'ltr'],
  ])('in %s: its language, its direction, a number to quote, no stack, kept by nobody', async (locale, direction) => {
    const response = await app.send('/nothing', { headers: { 'accept-language': locale } });
    const html = withoutFiles(await response.text());
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain(`<html lang="${locale}" dir="${direction}"`);
    expect(html).toMatch(/data-request-id="test-\d+"/);
    expect(html).not.toMatch(/at \w+ \(|node_modules|\.tsx?:\d+/);
  });

  test('of a broken database says nothing of it', async () => {
    const broken = new Error('SECRET-DETAIL at connect (/srv/app/db.ts:1:1)');
    const failing = new Proxy(database, {
      get() {
        throw broken;
      },
    });
    withDatabase(failing);
    const response = await app.send(paths.thread(1));
    const html = withoutFiles(await response.text());
    expect(response.status).toBeGreaterThanOrEqual(500);
    expect(html).not.toContain('SECRET-DETAIL');
    expect(html).not.toMatch(/node_modules|\.tsx?:\d+/);
  });

  test('HEAD answers like GET, without a body', async () => {
    const response = await app.send('/nothing', { method: 'HEAD' });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });
});

describe('health', () => {
  test('the process answers without the database', async () => {
    const response = await app.send(paths.health());
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('not ready while the workers do not run, or the database does not answer', async () => {
    withDatabase(database, { workers: true });
    const noWorkers = await app.send(paths.ready());
    expect([noWorkers.status, await noWorkers.json()]).toEqual([
      503,
      { ready: false, reasons: ['workers: not running'] },
    ]);

    withDatabase(database, { workers: false });
    expect((await app.send(paths.ready())).status).toBe(200);

    const failing = new Proxy(database, {
      get() {
        throw new Error('SECRET-DETAIL');
      },
    });
    withDatabase(failing, { workers: false });
    const noDatabase = await app.send(paths.ready());
    expect(noDatabase.status).toBe(503);
    expect(await noDatabase.json()).toEqual({ ready: false, reasons: ['database: not reachable'] });
  });
});
