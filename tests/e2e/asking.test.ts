import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PHONE, testBrowser, type Visit } from '#tests/support/browser';

const browser = testBrowser();

const ASKER = 'dana.levi@nahalat-oren.example';
const ANSWERER = 'yossi.mor@kiryat-nofar.example';

interface Words {
  title: string;
  body: string;
  answer: string;
  publish: string;
  publishAnswer: string;
  accept: string;
  accepted: string;
  helped: string;
  answered: string;
}

const HEBREW: Words = {
  title: 'מישהו עבר לגיבוי immutable בלי להחליף ספק?',
  body: 'יש לנו **שני** אתרים ו-NAS ישן.\n\n1. Veeam בגרסה 12\n2. תקציב קטן\n\nמה עשיתם?',
  answer: 'אצלנו עבר חלק: `object lock` לשבועיים, ואחריו בדיקת שחזור.',
  publish: 'פרסום השאלה',
  publishAnswer: 'פרסום התשובה',
  accept: 'קבלת התשובה',
  accepted: 'התשובה שהתקבלה',
  helped: 'עזר לי',
  answered: 'נענתה',
};
const ENGLISH: Words = {
  title: 'Has anybody moved the call centre to the cloud without new phones?',
  body: 'We have **two** sites.\n\n- old handsets\n- a small budget',
  answer: 'We did, over one weekend, with `SIP` trunks.',
  publish: 'Publish the question',
  publishAnswer: 'Publish the answer',
  accept: 'Accept this answer',
  accepted: 'Accepted answer',
  helped: 'This helped',
  answered: 'Answered',
};

async function ask(page: Page, words: Words): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=GREEN]');
  await page.check('input[name=topic][value=cloud]');
  await page.fill('input[name=title]', words.title);
  await page.fill('textarea[name=body]', words.body);
  await page.fill('input[name=tags]', 'backup, גיבוי');
  await page.click(`button:has-text("${words.publish}")`);
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

/** The whole circle: ask, answer, vote, accept, and find it answered on the list. */
async function circle(visit: Visit, words: Words): Promise<void> {
  const asker = await browser.visit({ ...visit, as: ASKER });
  const thread = await ask(asker, words);
  await asker.locator('h1', { hasText: words.title }).waitFor();
  expect(await asker.locator('.post-opening .prose strong').count()).toBe(1);

  const answerer = await browser.visit({ ...visit, as: ANSWERER });
  await answerer.goto(browser.url(thread));
  await answerer.fill('#answer textarea[name=body]', words.answer);
  await answerer.click(`#answer button:has-text("${words.publishAnswer}")`);
  await answerer.waitForURL(/#post-\d+$/);

  await asker.goto(browser.url(thread));
  const answer = asker.locator('.post-answer').first();
  expect(await answer.locator('code[dir=ltr]').count()).toBe(1);
  await answer.locator(`button:has-text("${words.helped}")`).click();
  await answer.locator('button[aria-pressed=true]').first().waitFor();
  await answer.locator(`button:has-text("${words.accept}")`).click();
  await asker.locator(`.post-accepted:has-text("${words.accepted}")`).waitFor();

  await asker.goto(browser.url('/threads'));
  const row = asker.locator('li.row', { hasText: words.title });
  expect(await row.locator('.row-answered').count()).toBe(1);
}

describe('a question goes round the table', () => {
  test('in Hebrew, on a phone', async () => {
    await circle({ locale: 'he', viewport: PHONE }, HEBREW);
    expect(browser.complaints()).toEqual([]);
  });

  test('in English, at a desk', async () => {
    await circle({ locale: 'en' }, ENGLISH);
    expect(browser.complaints()).toEqual([]);
  });

  test('in Hebrew, without JavaScript', async () => {
    await circle({ locale: 'he', javaScript: false }, { ...HEBREW, title: 'אותה שאלה, בלי JavaScript בכלל?' });
  });
});

describe('mistakes', () => {
  test.each([true, false])(
    'a form with mistakes keeps what was typed and says where (JavaScript: %s)',
    async (javaScript) => {
      const page = await browser.visit({ as: ASKER, javaScript });
      await page.goto(browser.url('/threads/new'));
      await page.check('input[name=label][value=AMBER]');
      await page.check('input[name=kind][value=discussion]');
      await page.fill('input[name=title]', 'קצר');
      await page.fill('textarea[name=body]', 'טקסט שאסור שיאבד');
      await page.click('button:has-text("פרסום השאלה")');
      await page.locator('.error-summary').waitFor();
      expect(await page.inputValue('textarea[name=body]')).toBe('טקסט שאסור שיאבד');
      expect(await page.isChecked('input[name=label][value=AMBER]')).toBe(true);
      expect(await page.isChecked('input[name=kind][value=discussion]')).toBe(true);
      expect(await page.getAttribute('input[name=title]', 'aria-invalid')).toBe('true');
      const described = await page.getAttribute('input[name=title]', 'aria-describedby');
      const message = await page.textContent(`#${described?.split(' ').at(-1)}`);
      expect(message).toContain('8');
      if (javaScript) {
        expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
      }
    },
  );
});

describe('drafts', () => {
  test('a draft survives a reload and a second device, and a conflict loses nothing', async () => {
    const first = await browser.visit({ as: 'noga.perlman@ramot-hagefen.example' });
    await first.goto(browser.url('/threads/new'));
    await first.fill('input[name=title]', 'טיוטה ראשונה שנשמרת');
    await first.fill('textarea[name=body]', 'מהמכשיר הראשון');
    await first.locator('.draft-state:has-text("הטיוטה נשמרה")').waitFor();
    await first.reload();
    expect(await first.inputValue('textarea[name=body]')).toBe('מהמכשיר הראשון');

    const second = await browser.visit({ as: 'noga.perlman@ramot-hagefen.example' });
    await second.goto(browser.url('/threads/new'));
    expect(await second.inputValue('textarea[name=body]')).toBe('מהמכשיר הראשון');
    await second.fill('textarea[name=body]', 'מהמכשיר השני');
    await second.locator('.draft-state:has-text("הטיוטה נשמרה")').waitFor();

    await first.fill('textarea[name=body]', 'מהמכשיר הראשון, המשך');
    await first.locator('.draft-conflict').waitFor();
    await first.click('.draft-theirs summary');
    expect(await first.inputValue('.draft-theirs textarea')).toContain('מהמכשיר השני');
    expect(await first.inputValue('textarea[name=body]')).toBe('מהמכשיר הראשון, המשך');
    await first.click('.draft-theirs button');
    await first.locator('.draft-state:has-text("הטיוטה נשמרה")').waitFor();
    await second.reload();
    expect(await second.inputValue('textarea[name=body]')).toBe('מהמכשיר הראשון, המשך');
  });

  test('the preview is what the page will show', async () => {
    const page = await browser.visit({ as: ANSWERER });
    await page.goto(browser.url('/threads/new'));
    await page.fill('textarea[name=body]', '| עמודה | column |\n|---|---|\n| א | `code` |');
    await page.locator('.preview table, .editor-preview table, [role=tabpanel] table').first().waitFor();
    expect(browser.complaints()).toEqual([]);
  });
});
