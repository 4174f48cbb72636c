import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { HOST, MEMBER } from '#tests/e2e/pages';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

const DAY = '2026-03-10';
const DECISION = 'מאמצים סקר סיכונים משותף לשלוש רשויות';

/** Plans a session by its form and answers its address. */
async function plan(page: Page, title: string): Promise<string> {
  await page.goto(browser.url('/sessions/new'));
  await page.check('input[name=label][value=GREEN]');
  await page.selectOption('select[name=topic]', 'cyber');
  await page.fill('input[name=title]', title);
  await page.fill('input[name=date]', DAY);
  await page.fill('input[name=startTime]', '10:00');
  await page.fill('input[name=endTime]', '12:00');
  await page.getByRole('button', { name: 'קביעת המפגש' }).click();
  await page.waitForURL(/\/sessions\/\d+$/);
  return new URL(page.url()).pathname;
}

describe('on a phone', () => {
  test('a host writes from the template and publishes; a member finds the decision and asks the open question', async () => {
    const host = await browser.visit({ as: HOST, viewport: PHONE });
    const session = await plan(host, 'סיכום מסע: סקר סיכונים');
    await host.locator(`a[href="${session}/summary/edit"]`).click();
    await host.getByRole('button', { name: 'התחלה מהתבנית' }).click();
    const box = host.locator('.summary-editor textarea[name=body]');
    await box.waitFor();
    const template = await box.inputValue();
    await box.fill(
      template
        .replace('## החלטות\n\n- ', `## החלטות\n\n- ${DECISION}`)
        .replace('## שאלות פתוחות\n\n- ', '## שאלות פתוחות\n\n- מי יממן את הסקר בשנה השנייה?'),
    );
    await host.locator('.draft-state', { hasText: 'נשמרה' }).waitFor();
    await host.getByRole('button', { name: 'שמירת הטיוטה' }).click();
    await host.locator('.record-list', { hasText: DECISION }).waitFor();
    await host.check('section:has(#publish) input[value=GREEN]');
    await host.getByRole('button', { name: 'פרסום הסיכום' }).click();
    await host.waitForURL(/\/summary$/);
    expect(await host.locator('.glance-decisions').textContent()).toContain(DECISION);
    expect(await host.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    const member = await browser.visit({ as: MEMBER, viewport: PHONE });
    await member.goto(browser.url('/decisions'));
    await member.locator('.register li', { hasText: DECISION }).getByRole('link', { name: 'סיכום מסע' }).click();
    await member.waitForURL(/\/summary#record-\d+$/);
    await member.getByRole('button', { name: 'פתיחת דיון' }).click();
    await member.waitForURL(/\/threads\/\d+$/);
    await member.locator('h1', { hasText: 'מי יממן את הסקר' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  });
});

test('without JavaScript: a draft from pasted Markdown, saved and published by forms', async () => {
  const host = await browser.visit({ as: HOST, javaScript: false });
  const session = await plan(host, 'סיכום בלי סקריפט');
  await host.goto(browser.url(`${session}/summary/edit`));
  await host.fill('textarea[name=body]', '# סיכום\n\n## Decisions\n\n- Keep one backup offline\n');
  await host.getByRole('button', { name: 'התחלה מהטקסט הזה' }).click();
  await host.locator('.record-list', { hasText: 'Keep one backup offline' }).waitFor();
  await host.getByRole('button', { name: 'פרסום הסיכום' }).click();
  await host.waitForURL(/\/summary$/);
  expect(await host.locator('.glance-decisions').textContent()).toContain('Keep one backup offline');
});
