import { expect, test } from 'vitest';
import { HOST, MEMBER } from '#tests/e2e/pages';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

test('recipients are found by name, one after another, and the draft keeps them', async () => {
  const page = await browser.visit({ as: MEMBER, viewport: PHONE });
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=RED]');
  const box = page.locator('[name=recipients]');
  await box.click();
  await page.keyboard.type('דנה לו');
  const list = page.locator('[role=listbox]');
  await list.locator('[role=option]', { hasText: 'דנה לוי' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('@yos');
  await list.locator('[role=option]', { hasText: '@yossi.mor' }).click();
  expect(await box.inputValue()).toBe('@dana.levi, @yossi.mor, ');
  await page.fill('input[name=title]', 'אירוע אצלנו, רק לשניכם');
  await page.locator('.draft-state', { hasText: 'נשמרה' }).waitFor();
  await page.goto(browser.url('/threads/new'));
  expect(await page.inputValue('[name=recipients]')).toContain('@yossi.mor');
  expect(browser.complaints()).toEqual([]);
});

test('the invited of a session are suggested too', async () => {
  const page = await browser.visit({ as: HOST, locale: 'en' });
  await page.goto(browser.url('/sessions/new'));
  await page.check('input[name=audience][value=invited]');
  await page.locator('[name=invited]').click();
  await page.keyboard.type('eita');
  await page.locator('[role=option]', { hasText: '@eitan' }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.inputValue('[name=invited]')).toBe('@eitan.sasson, ');
});
