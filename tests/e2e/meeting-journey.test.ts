import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ADMINISTRATOR, HOST, MEMBER, MODERATOR } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { DESK, PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

/** A day so many days from now, as a date field takes it. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The words of the pages, so that one journey is walked in both languages. */
function wordsOf(locale: 'he' | 'en'): (key: string) => string {
  const messages: unknown = JSON.parse(readFileSync(`app/i18n/messages/${locale}.json`, 'utf8'));
  return (key) => {
    let place = messages;
    for (const part of key.split('.')) {
      place = Object(place)[part];
    }
    expect(place, key).toBeTypeOf('string');
    return String(place);
  };
}

interface Told {
  locale: 'he' | 'en';
  viewport: { width: number; height: number };
  title: string;
  decisions: string;
  decision: string;
  questions: string;
  question: string;
}

const HEBREW: Told = {
  locale: 'he',
  viewport: PHONE,
  title: 'שולחן עגול: גיבוי מחוץ לרשת',
  decisions: 'החלטות',
  decision: 'כל רשות מחזיקה עותק גיבוי מנותק',
  questions: 'שאלות פתוחות',
  question: 'מי בודק את השחזור ברשות בלי מנמ״ר?',
};
const ENGLISH: Told = {
  locale: 'en',
  viewport: DESK,
  title: 'Round table: paying for the regional SOC',
  decisions: 'Decisions',
  decision: 'Three authorities share one contract for monitoring',
  questions: 'Open questions',
  question: 'Who answers an alert at night?',
};

async function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
}

describe.each([HEBREW, ENGLISH])('the whole circle of a meeting, $locale', (told) => {
  const { locale, viewport, title, decision, question } = told;
  const word = wordsOf(locale);
  const as = (email: string) => browser.visit({ as: email, locale, viewport, options: { bypassCSP: true } });

  test('planned, replied to by three, held, summarised, its decision found, its question asked', async () => {
    const host = await as(HOST);
    await host.goto(browser.url('/sessions/new'));
    await host.check('input[name=label][value=GREEN]');
    await host.selectOption('select[name=topic]', 'cyber');
    await host.fill('input[name=title]', title);
    await host.fill('input[name=date]', dayFromNow(9));
    await host.fill('input[name=startTime]', '10:00');
    await host.fill('input[name=endTime]', '12:00');
    await host.getByRole('button', { name: word('sessions.form.submitNew') }).click();
    await host.waitForURL(/\/sessions\/\d+$/);
    const session = new URL(host.url()).pathname;

    for (const [email, wish] of [
      [MEMBER, 'going'],
      [MODERATOR, 'going'],
      [ADMINISTRATOR, 'maybe'],
    ] as const) {
      const member = await as(email);
      await member.goto(browser.url(session));
      const button = member.locator(`.reply button[value=${wish}]`);
      expect(await button.textContent()).toContain(word(`sessions.wish.${wish}`));
      await button.click();
      await member.locator(`.reply button[value=${wish}][aria-pressed=true]`).waitFor();
    }
    await host.goto(browser.url(session));
    expect(await host.locator('.ring-number').textContent()).toBe('2');

    // The day comes: it was yesterday.
    await host.goto(browser.url(`${session}/edit`));
    await host.fill('input[name=date]', dayFromNow(-1));
    await host.getByRole('button', { name: word('sessions.form.submitEdit') }).click();
    await host.waitForURL(new RegExp(`${session}$`));

    await host.goto(browser.url(`${session}/summary/edit`));
    await host.getByRole('button', { name: word('summary.page.startTemplate') }).click();
    const box = host.locator('.summary-editor textarea[name=body]');
    await box.waitFor();
    const template = await box.inputValue();
    expect(template).toContain(`## ${told.decisions}\n`);
    await box.fill(
      template
        .replace(`## ${told.decisions}\n\n- `, `## ${told.decisions}\n\n- ${decision}`)
        .replace(`## ${told.questions}\n\n- `, `## ${told.questions}\n\n- ${question}`),
    );
    await host.getByRole('button', { name: word('summary.page.save') }).click();
    await host.locator('.record-list', { hasText: decision }).waitFor();
    await host.check('section:has(#publish) input[value=GREEN]');
    await host.getByRole('button', { name: word('summary.page.publish') }).click();
    await host.waitForURL(/\/summary$/);
    expect(await host.locator('.glance-decisions').textContent()).toContain(decision);
    expect(await violations(host)).toEqual([]);
    expect(await fits(host)).toBe(true);

    const member = await as(MEMBER);
    await member.goto(browser.url('/decisions'));
    await member.locator('.register li', { hasText: decision }).first().getByRole('link', { name: title }).click();
    await member.waitForURL(/\/summary#record-\d+$/);
    await member.locator('li, section', { hasText: question }).first().waitFor();
    await member.getByRole('button', { name: word('summary.page.makeThread') }).click();
    await member.waitForURL(/\/threads\/\d+$/);
    await member.locator('h1', { hasText: question }).waitFor();
    expect(await member.locator(`a[href="${session}"]`).first().textContent()).toContain(title);
    expect(await fits(member)).toBe(true);
    await member.goto(browser.url(session));
    expect(await member.locator('main').textContent()).toContain(question);
    expect(browser.complaints()).toEqual([]);
  });
});
