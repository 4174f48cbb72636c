import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const MEMBER = 'yossi.mor@kiryat-nofar.example';
const BOX = 'textarea[data-answer-box]';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Each test has a thread of its own: the draft in one box would be a conflict in the other. */
async function answering(thread: number, bypassCSP = false): Promise<Page> {
  const page = await browser.visit({ as: MEMBER, options: { bypassCSP } });
  await page.goto(browser.url(`/threads/${thread}`));
  await page.focus(BOX);
  return page;
}

/** The line of the list that the box says is meant. */
async function active(page: Page): Promise<string> {
  return page.evaluate((box) => {
    const id = document.querySelector(box)?.getAttribute('aria-activedescendant');
    return id ? (document.getElementById(id)?.textContent ?? '') : '';
  }, BOX);
}

test('nothing is fetched for a text without an @name', async () => {
  const page = await answering(2);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.keyboard.type('שלחו ל-dana@example.org ונראה');
  expect(asked.filter((url) => /mention-list|resources\/members/.test(url))).toEqual([]);
  expect(await page.locator('[role=listbox]').count()).toBe(0);
});

test('in Hebrew, by keyboard: the list opens, arrows move, Enter takes, and the draft has it', async () => {
  const page = await answering(4);
  await page.keyboard.type('שורה ראשונה\nתודה @דנ');
  const list = page.locator('[role=listbox]');
  await list.waitFor();
  expect(await list.locator('[role=option]').allTextContents()).toEqual([
    'דנה לוי @dana.levi',
    'דניאל פישמן @daniel.fishman',
  ]);
  expect(await active(page)).toBe('דנה לוי @dana.levi');
  await page.keyboard.press('ArrowDown');
  expect(await active(page)).toBe('דניאל פישמן @daniel.fishman');
  await page.keyboard.press('ArrowDown');
  expect(await active(page)).toBe('דנה לוי @dana.levi');
  await page.keyboard.press('ArrowUp');
  const sides = await page.evaluate(() => {
    const text = document.querySelector('.editor-text')?.getBoundingClientRect();
    const shown = document.querySelector('[role=listbox]')?.getBoundingClientRect();
    return text && shown
      ? { atStart: text.right - shown.right, inside: shown.left - text.left, under: shown.top - text.top }
      : null;
  });
  expect(sides?.atStart).toBeLessThan(20);
  // The second of two lines: the list covers neither.
  expect(sides?.under).toBeGreaterThan(55);
  expect(sides?.inside).toBeGreaterThanOrEqual(0);
  const saved = page.waitForResponse((response) => response.url().endsWith('/resources/drafts'));
  await page.keyboard.press('Enter');
  expect(await page.inputValue(BOX)).toBe('שורה ראשונה\nתודה @daniel.fishman ');
  await list.waitFor({ state: 'hidden' });
  expect((await saved).ok()).toBe(true);
  await page.keyboard.type('על העזרה');
  expect(await page.inputValue(BOX)).toBe('שורה ראשונה\nתודה @daniel.fishman על העזרה');
  expect(browser.complaints()).toEqual([]);
});

test('Tab takes too; Escape closes and leaves what was typed; a press takes', async () => {
  const page = await answering(6);
  await page.fill(BOX, '');
  await page.keyboard.type('@yos');
  const list = page.locator('[role=listbox]');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  expect(await page.inputValue(BOX)).toBe('@yos');
  await page.keyboard.type('s');
  await list.waitFor();
  await page.keyboard.press('Tab');
  expect(await page.inputValue(BOX)).toBe('@yossi.mor ');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type('@דנה');
  await list.locator('[role=option]').first().click();
  expect(await page.inputValue(BOX)).toBe('@yossi.mor @dana.levi ');
});

test('axe finds nothing while the list is open', async () => {
  const page = await answering(8, true);
  await page.fill(BOX, '');
  await page.keyboard.type('@דנ');
  await page.locator('[role=listbox]').waitFor();
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async () => {
    const result = await Reflect.get(window, 'axe').run(document.querySelector('.editor'));
    return result.violations.map((one: { id: string }) => one.id);
  });
  expect(found).toEqual([]);
});
