import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HOST, MODERATOR } from '#tests/e2e/pages';
import { testBrowser } from '#tests/support/browser';

const browser = testBrowser();

const ABSENT = '/threads/99999999';
/** Serves the asker's authority. */
const COLLEAGUE = 'yael.tzur@nahalat-oren.example';
const RECIPIENT = 'rania.saleh@kafr-nisrin.example';
const RECIPIENT_HANDLE = 'rania.saleh';

const readers: [string, string | undefined][] = [
  ['outsider', undefined],
  ['colleague', COLLEAGUE],
  ['moderator', MODERATOR],
  ['recipient', RECIPIENT],
];
/** Who sees a thread of each label, by the table of TLP 2.0. */
const SEEN: Record<string, string[]> = {
  RED: ['recipient'],
  AMBER: ['colleague', 'recipient'],
  CLEAR: ['outsider', 'colleague', 'moderator', 'recipient'],
};

/** Asks on the plain form, of RED and AMBER the recipient; answers the thread's address. */
async function ask(page: Page, label: string, title: string): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check(`input[name=label][value=${label}]`);
  if (label !== 'CLEAR') {
    await page.fill('[name=recipients]', RECIPIENT_HANDLE);
  }
  await page.check('input[name=topic][value=cyber]');
  await page.fill('input[name=title]', title);
  await page.fill('textarea[name=body]', 'פרטי האירוע אצלנו');
  await page.getByRole('button', { name: 'פרסום השאלה' }).click();
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

/** What a reader sees there, without what differs by request. */
async function seen(page: Page, path: string): Promise<{ status: number; text: string }> {
  const answer = await page.goto(browser.url(path));
  const text = (await page.locator('main').textContent()) ?? '';
  return { status: answer?.status() ?? 0, text: text.replace(/הפנייה: \S+/, 'הפנייה') };
}

test('one RED, one AMBER and one CLEAR thread, by an outsider, a colleague, a moderator and a recipient', async () => {
  const asker = await browser.visit({ as: HOST });
  const title = (label: string) => `השוואת מבטים ${label} ${Date.now()}`;
  const threads: { label: string; name: string; path: string }[] = [];
  for (const label of Object.keys(SEEN)) {
    const name = title(label);
    threads.push({ label, name, path: await ask(asker, label, name) });
  }
  for (const [reader, as] of readers) {
    const page = await browser.visit(as === undefined ? {} : { as });
    const absent = await seen(page, ABSENT);
    expect([reader, absent.status]).toEqual([reader, 404]);
    const list = (await seen(page, '/topics/cyber')).text;
    const found = (await seen(page, `/search?q=${encodeURIComponent('"השוואת מבטים"')}`)).text;
    for (const { label, name, path } of threads) {
      const sees = SEEN[label]?.includes(reader) ?? false;
      const shown = await seen(page, path);
      const where = `${reader} ${label}`;
      expect([where, shown.status]).toEqual([where, sees ? 200 : 404]);
      expect([where, list.includes(name)]).toEqual([where, sees]);
      if (sees) {
        expect(shown.text).toContain(name);
        expect(shown.text).toContain(`TLP:${label}`);
      } else {
        expect([where, shown]).toEqual([where, absent]);
        expect([where, found.includes(name)]).toEqual([where, false]);
      }
    }
  }
  expect(browser.complaints().filter((line) => !line.includes('404'))).toEqual([]);
});
