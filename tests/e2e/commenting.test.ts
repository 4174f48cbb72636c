import { expect, test } from 'vitest';
import { MEMBER } from '#tests/e2e/pages';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const THREAD = '/threads/9';

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s: one press opens the form under a post, another sends the comment', async (name, javaScript) => {
  const page = await browser.visit({ as: MEMBER, viewport: PHONE, javaScript });
  await page.goto(browser.url(`${THREAD}?order=oldest`));
  const answer = page.locator('.post-answer').last();
  const id = await answer.getAttribute('id');
  await answer.locator('.comment-link').click();
  const box = page.locator(`#${id} .comment-form textarea`);
  await box.waitFor();
  if (javaScript) {
    await expect.poll(() => box.evaluate((field) => field === document.activeElement)).toBe(true);
  } else {
    expect(new URL(page.url()).searchParams.get('order')).toBe('oldest');
  }
  expect(await page.locator('.comment-form').count()).toBe(1);
  await box.fill(`הערה מהטלפון, ${name}`);
  await page.locator(`#${id} .comment-form button`).click();
  await page.locator(`#${id} .post-comment`, { hasText: `הערה מהטלפון, ${name}` }).waitFor();
  expect(await page.locator('.comment-form').count()).toBe(0);
  expect(browser.complaints()).toEqual([]);
});

test('an empty comment says what is missing, in its place', async () => {
  const page = await browser.visit({ as: MEMBER, javaScript: false });
  await page.goto(browser.url(THREAD));
  const answer = page.locator('.post-answer').first();
  const id = (await answer.getAttribute('id')) ?? '';
  await answer.locator('.comment-link').click();
  await page.locator(`#${id} .comment-form textarea`).fill('   ');
  await page.locator(`#${id} .comment-form button`).click();
  await page.locator(`#${id} .comment-form .field-error`).waitFor();
});
