import { expect, test } from 'vitest';
import { HOST, MEMBER } from '#tests/e2e/pages';
import { DESK, PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

/** A day so many days from now, as a date field takes it. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('on a phone: find a session, reply in one press, see the table fill, take it back', async () => {
  const page = await browser.visit({ as: MEMBER, viewport: PHONE });
  await page.goto(browser.url('/'));
  await page.locator('.bottom-link', { hasText: 'מפגשים' }).click();
  await page.waitForURL(/\/sessions$/);
  await page.locator('.session-row a', { hasText: 'FinOps' }).click();
  await page.waitForURL(/\/sessions\/\d+$/);
  expect(await page.locator('.ring-number').textContent()).toBe('3');
  await page.getByRole('button', { name: 'אגיע', exact: true }).click();
  await page.locator('.reply [aria-pressed=true]', { hasText: 'אגיע' }).waitFor();
  expect(await page.locator('.ring-number').textContent()).toBe('4');
  expect(await page.locator('.session-table').textContent()).toContain('4 מתוך 16 מקומות');
  await page.getByRole('button', { name: 'לא אגיע' }).click();
  await page.locator('.reply [aria-pressed=true]', { hasText: 'לא אגיע' }).waitFor();
  expect(await page.locator('.ring-number').textContent()).toBe('3');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(browser.complaints()).toEqual([]);
});

test('a full session gives a turn on the waiting list, without JavaScript', async () => {
  const page = await browser.visit({ as: MEMBER, viewport: PHONE, javaScript: false });
  await page.goto(browser.url('/sessions'));
  await page.getByRole('link', { name: 'שולחן עגול: SOC' }).click();
  await page.getByRole('button', { name: 'לרשימת ההמתנה' }).click();
  await page.locator('.reply', { hasText: 'מקומך בתור: 3' }).waitFor();
  await page.getByRole('button', { name: 'לא אגיע' }).click();
  await page.locator('.reply [aria-pressed=true]', { hasText: 'לא אגיע' }).waitFor();
});

test('a host plans, is asked about a time that comes twice, changes, duplicates and cancels', async () => {
  const page = await browser.visit({ as: HOST, viewport: DESK });
  await page.goto(browser.url('/sessions'));
  await page.getByRole('link', { name: 'קביעת מפגש' }).click();
  await page.waitForURL(/\/sessions\/new$/);
  await page.selectOption('select[name=topic]', 'cyber');
  await page.fill('input[name=title]', 'שולחן עגול: לילה של שעון חורף');
  await page.fill('textarea[name=agenda]', '20 | פתיחה\n40 | סבב');
  await page.fill('input[name=date]', '2027-10-31');
  await page.fill('input[name=startTime]', '01:30');
  await page.fill('input[name=endTime]', '06:00');
  await page.getByRole('button', { name: 'קביעת המפגש' }).click();
  await page.locator('#field-startFold').waitFor();
  expect(await page.inputValue('input[name=title]')).toBe('שולחן עגול: לילה של שעון חורף');
  await page.check('#field-startFold-later');
  await page.getByRole('button', { name: 'קביעת המפגש' }).click();
  await page.waitForURL(/\/sessions\/\d+$/);
  await page.locator('.agenda li').nth(1).waitFor();
  await page.getByRole('link', { name: 'עריכה' }).click();
  await page.waitForURL(/\/edit$/);
  await page.locator('#field-startFold').waitFor();
  expect(await page.isChecked('#field-startFold-later')).toBe(true);
  await page.fill('input[name=date]', dayFromNow(20));
  await page.fill('input[name=startTime]', '10:00');
  await page.fill('input[name=endTime]', '12:00');
  await page.fill('input[name=place]', 'אולם חדש');
  await page.getByRole('button', { name: 'שמירת השינויים' }).click();
  await page.locator('.session-dl', { hasText: 'אולם חדש' }).waitFor();
  await page.getByRole('link', { name: 'מפגש דומה' }).click();
  await page.waitForURL(/\/sessions\/new\?from=\d+$/);
  await page.locator('.session-form').waitFor();
  expect(await page.inputValue('input[name=place]')).toBe('אולם חדש');
  expect(await page.inputValue('input[name=date]')).toBe('');
  await page.goBack();
  await page.locator('summary', { hasText: 'ביטול המפגש' }).click();
  await page.fill('input[name=reason]', 'נקבע מועד אחר');
  await page.getByRole('button', { name: 'ביטול המפגש ושליחת הודעה' }).click();
  await page.locator('.callout', { hasText: 'המפגש בוטל: נקבע מועד אחר' }).waitFor();
  expect(browser.complaints()).toEqual([]);
});

test('g s goes to the sessions, and the month is walked by its links', async () => {
  const page = await browser.visit({ as: MEMBER, locale: 'en' });
  await page.goto(browser.url('/topics'));
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL(/\/sessions$/);
  await page.getByRole('link', { name: 'By month' }).click();
  await page.waitForURL(/month=/);
  const before = await page.locator('#month').textContent();
  await page.getByRole('link', { name: 'Next month' }).click();
  await page.waitForFunction((text) => document.querySelector('#month')?.textContent !== text, before);
  await page.getByRole('link', { name: 'This month' }).click();
  await page.waitForFunction((text) => document.querySelector('#month')?.textContent === text, before);
  expect(browser.complaints()).toEqual([]);
});
