import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { MEMBER, MODERATOR } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { PHONE, testBrowser, type Visit } from '#tests/support/browser';

const browser = testBrowser();

// Nobody else in the browser tests writes as these two, so no draft of another test waits in their forms.
const ASKER = 'yael.tzur@nahalat-oren.example';
const ANSWERER = 'rania.saleh@kafr-nisrin.example';
const ABSENT = '99999999';

const HEBREW = {
  direction: 'rtl',
  moderate: 'נעילה, נעיצה, העברה, פיצול ומיזוג',
  done: 'נעשה, ונרשם ביומן.',
  why: 'סיבה',
  required: 'שדה חובה. נא למלא.',
  split: { title: 'כותרת הדיון החדש', button: 'פיצול הדיון', nothing: 'נא לבחור לפחות תשובה אחת.' },
  splitOut: 'תשובות מכאן הועברו לדיון משלהן (ניהול דיון)',
  splitIn: 'הדיון פוצל מדיון אחר (ניהול דיון)',
  merge: { target: 'מספר הדיון האחר או כתובתו', button: 'מיזוג הדיון' },
  mergeRefused: { unknown: 'אין דיון במספר הזה.', itself: 'זה הדיון הזה עצמו.' },
  mergeIn: 'דיון אחר מוזג לכאן (ניהול דיון)',
};
const ENGLISH: typeof HEBREW = {
  direction: 'ltr',
  moderate: 'Lock, pin, move, split or merge',
  done: 'Done, and written into the log.',
  why: 'Reason',
  required: 'This field is required. Please fill it in.',
  split: { title: 'Title of the new thread', button: 'Split the thread', nothing: 'Choose at least one answer.' },
  splitOut: 'Answers from here went into a thread of their own (Moderator)',
  splitIn: 'Split off from another thread (Moderator)',
  merge: { target: 'The other thread’s number or address', button: 'Merge the thread' },
  mergeRefused: { unknown: 'There is no thread of that number.', itself: 'That is this very thread.' },
  mergeIn: 'Another thread was merged into this one (Moderator)',
};

const WAYS: [string, Visit, typeof HEBREW][] = [
  ['in Hebrew, on a phone', { viewport: PHONE }, HEBREW],
  ['in Hebrew, without JavaScript', { javaScript: false }, HEBREW],
  ['in English, at a desk', { locale: 'en' }, ENGLISH],
];

/** A title that no other thread of the shared forum has, also when a test is tried again. */
const unique = (title: string): string => `${title} ${randomUUID().slice(0, 8)}`;

/** Somebody who only writes here: on plain forms, which leave no drafts behind. */
const writer = (as: string): Promise<Page> => browser.visit({ as, javaScript: false });

/** Asks under GREEN and answers the thread's path. */
async function ask(page: Page, title: string, body: string): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=GREEN]');
  await page.check('input[name=topic][value=digital]');
  await page.fill('input[name=title]', title);
  await page.fill('textarea[name=body]', body);
  await page.getByRole('button', { name: 'פרסום השאלה' }).click();
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

async function answer(page: Page, thread: string, body: string): Promise<void> {
  await page.goto(browser.url(thread));
  await page.fill('#answer textarea[name=body]', body);
  await page.locator('#answer').getByRole('button', { name: 'פרסום התשובה' }).click();
  await page.locator('.post-answer', { hasText: body }).waitFor();
}

/** Comments on the post of the thread that has this text. */
async function comment(page: Page, thread: string, on: string, body: string): Promise<void> {
  await page.goto(browser.url(thread));
  await page.locator('.post-opening, .post-answer', { hasText: on }).locator('.comment-link').first().click();
  await page.locator('.comment-form textarea').fill(body);
  await page.locator('.comment-form button').click();
  await page.locator('.post-comment', { hasText: body }).waitFor();
}

/** Goes from a thread to what moderators do with it, as they do, and answers the part of the page with that button. */
async function moderating(page: Page, thread: string, words: typeof HEBREW, button: string): Promise<Locator> {
  await page.goto(browser.url(thread));
  await page.getByRole('link', { name: words.moderate }).click();
  await page.waitForURL(/\/moderate$/);
  expect(await page.locator('html').getAttribute('dir')).toBe(words.direction);
  return page.locator('section', { has: page.getByRole('button', { name: button }) });
}

/** A refused form says what is wrong at the field, to eyes and to screen readers, and on top with a link to it. */
async function refusedAt(page: Page, field: string, says: string): Promise<void> {
  await page.locator(`#${field}-error`, { hasText: says }).waitFor();
  expect(await page.locator(`#${field}`).getAttribute('aria-describedby')).toContain(`${field}-error`);
  const summary = page.locator('.error-summary a');
  expect(await summary.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([`#${field}`]);
  expect(await summary.textContent()).toContain(says);
}

/** What axe can say, and that nothing is wider than the screen; both are asked of the page by script. */
async function clean(page: Page, { javaScript = true }: Visit): Promise<void> {
  if (javaScript) {
    expect(await violations(page)).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

/** What stands in a thread for a reader: its title, the texts of its posts without their comments, and its comments. */
async function standing(page: Page, thread: string) {
  await page.goto(browser.url(thread));
  const text = (where: string) => page.locator(where).evaluateAll((all) => all.map((one) => one.textContent?.trim()));
  return {
    path: new URL(page.url()).pathname,
    title: (await page.locator('h1').textContent())?.trim(),
    opening: await text('.post-opening > .prose'),
    answers: (await text('.post-answer > .prose')).sort(),
    comments: await text('.post-comment > .prose'),
  };
}

describe.each(WAYS)('%s', (_name, way, words) => {
  test('answers are split off into a thread of their own', async () => {
    const asker = await writer(ASKER);
    const answerer = await writer(ANSWERER);
    const old = await ask(asker, unique('איזה שער לחניון העירוני?'), 'השער הישן נתקע.');
    await answer(answerer, old, 'שער זרוע, בלי חיישן.');
    await answer(answerer, old, 'ומה עם תשלום בטלפון?');
    await answer(answerer, old, 'התשלום אצלנו בשעון.');
    await comment(asker, old, 'ומה עם תשלום', 'באיזו חברה?');
    const before = await standing(asker, old);
    const title = unique('תשלום בחניון העירוני');
    const reason = 'עניין אחר';

    const page = await browser.visit({ ...way, as: MODERATOR, options: { bypassCSP: true } });
    const part = await moderating(page, old, words, words.split.button);
    const choice = (text: string) => part.locator('.choice', { hasText: text }).getByRole('checkbox');
    const button = part.getByRole('button', { name: words.split.button });
    await part.getByLabel(words.split.title).fill(title);
    await part.getByLabel(words.why).fill(reason);
    await button.click();
    await refusedAt(page, 'field-posts', words.split.nothing);
    await clean(page, way);
    expect(await part.getByLabel(words.split.title).inputValue()).toBe(title);
    expect(await part.getByLabel(words.why).inputValue()).toBe(reason);

    await choice('ומה עם תשלום').check();
    await choice('אצלנו בשעון').check();
    await part.getByLabel(words.split.title).fill('');
    await button.click();
    await refusedAt(page, 'field-title', words.required);
    expect(await page.locator('#field-posts-error').count()).toBe(0);
    for (const [text, chosen] of Object.entries({ 'שער זרוע': false, 'ומה עם תשלום': true, 'אצלנו בשעון': true })) {
      expect([text, await choice(text).isChecked()]).toEqual([text, chosen]);
    }
    expect(await part.getByLabel(words.why).inputValue()).toBe(reason);
    expect(await standing(asker, old)).toEqual(before);

    await part.getByLabel(words.split.title).fill(title);
    await button.click();
    await page.waitForURL(/\/threads\/\d+$/);
    await page.locator('.toast', { hasText: words.done }).waitFor();
    const made = new URL(page.url()).pathname;
    expect(made).not.toBe(old);
    const moved = { opening: ['ומה עם תשלום בטלפון?'], answers: ['התשלום אצלנו בשעון.'], comments: ['באיזו חברה?'] };
    expect(await standing(page, made)).toEqual({ path: made, title, ...moved });
    expect(await standing(page, old)).toEqual({ ...before, answers: ['שער זרוע, בלי חיישן.'], comments: [] });

    // Whoever comes to the old thread finds by its line what has gone, and the way back.
    await page.getByRole('link', { name: `${words.splitOut}: ${reason}` }).click();
    await page.waitForURL(browser.url(made));
    await page.getByRole('link', { name: `${words.splitIn}: ${reason}` }).click();
    await page.waitForURL(browser.url(old));
    expect((await standing(answerer, made)).title).toBe(title);
    expect(browser.complaints()).toEqual([]);
  });

  test('a thread is merged into another, and its address leads there', async () => {
    const asker = await writer(ASKER);
    const answerer = await writer(ANSWERER);
    const old = await ask(asker, unique('מי מחליף תאורה ברחובות?'), 'אלף עמודים ישנים.');
    await answer(answerer, old, 'החלפנו בשנתיים.');
    await comment(asker, old, 'החלפנו', 'באיזה תקציב?');
    const target = await ask(answerer, unique('החלפת תאורה ברחובות'), 'מאיפה מתחילים?');
    await answer(asker, target, 'מהמרכזייה.');
    const before = [await standing(asker, old), await standing(asker, target)];
    const reason = 'אותה שאלה';

    const page = await browser.visit({ ...way, as: MODERATOR, options: { bypassCSP: true } });
    const part = await moderating(page, old, words, words.merge.button);
    const field = part.getByLabel(words.merge.target);
    const button = part.getByRole('button', { name: words.merge.button });
    await part.getByLabel(words.why).fill(reason);
    const { unknown, itself } = words.mergeRefused;
    for (const [wrong, says] of Object.entries({ [ABSENT]: unknown, [browser.url(old)]: itself })) {
      await field.fill(wrong);
      await button.click();
      await refusedAt(page, 'field-target', says);
      expect(await field.inputValue()).toBe(wrong);
      expect(await part.getByLabel(words.why).inputValue()).toBe(reason);
    }
    await clean(page, way);
    expect([await standing(asker, old), await standing(asker, target)]).toEqual(before);

    await field.fill(browser.url(target));
    await button.click();
    await page.waitForURL(/\/threads\/\d+#post-\d+$/);
    await page.locator('.toast', { hasText: words.done }).waitFor();
    const place = new URL(page.url());
    expect(place.pathname).toBe(target);
    expect(await page.locator(`${place.hash} > .prose`).textContent()).toContain('אלף עמודים ישנים.');
    await page.getByText(`${words.mergeIn}: ${reason}`).waitFor();
    // Read at the old address: another member is led to the text that opened it.
    expect(await standing(answerer, old)).toEqual({
      ...before[1],
      answers: ['אלף עמודים ישנים.', 'החלפנו בשנתיים.', 'מהמרכזייה.'],
      comments: ['באיזה תקציב?'],
    });
    expect(new URL(answerer.url()).hash).toBe(place.hash);
    expect(browser.complaints()).toEqual([]);
  });
});

test('a member is not offered any of it, and is refused where they ask nevertheless', async () => {
  const asker = await writer(ASKER);
  const old = await ask(asker, unique('מי מטפל בשלטים?'), 'השלטים דהו.');
  const target = await ask(asker, unique('שלטים ברחובות'), 'מה כתוב עליהם?');
  await answer(await writer(ANSWERER), old, 'אגף התחבורה.');
  const before = await standing(asker, old);
  const send = ({ to, form }: { to: string; form: Record<string, string> }) =>
    fetch(to, { method: 'POST', body: new URLSearchParams(form) }).then(({ status }) => status);
  const to = `${old}/moderate`;
  const form = { intent: 'merge', target, reason: 'סתם' };
  // Neither somebody who reads it nor whoever asked it.
  for (const as of [MEMBER, ASKER]) {
    const page = await browser.visit({ as });
    await page.goto(browser.url(old));
    await page.locator('.post-answer').waitFor();
    expect(await page.locator('a[href$="/moderate"]').count()).toBe(0);
    expect((await page.goto(browser.url(to)))?.status()).toBe(403);
    expect(await page.locator('main form').count()).toBe(0);
    expect(await page.evaluate(send, { to, form })).toBe(403);
  }
  // A moderator's form, sent in the same way, is read: the others were not refused for how they sent theirs.
  const page = await browser.visit({ as: MODERATOR });
  await page.goto(browser.url(old));
  expect(await page.evaluate(send, { to, form: { ...form, target: old } })).toBe(422);
  expect(await standing(asker, old)).toEqual(before);
  expect(browser.complaints()).toEqual([]);
});
