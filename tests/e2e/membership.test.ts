import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ADMINISTRATOR, HOST } from '#tests/e2e/pages';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

describe('on a phone, in Hebrew', () => {
  test('a contact confirms somebody for another year, without JavaScript', async () => {
    const page = await browser.visit({ as: HOST, viewport: PHONE, javaScript: false });
    await page.goto(browser.url('/approvals'));
    await page.getByRole('link', { name: 'כל אנשי הרשות' }).click();
    const row = page.locator('li.notice', { hasText: 'יעל צור' });
    const before = await row.locator('.facts').textContent();
    expect(before).toContain('באישור עד');
    // Oneself is on the list, and confirmed by somebody else.
    expect(await page.locator('li.notice', { hasText: 'דנה לוי' }).getByRole('button').count()).toBe(0);
    await row.getByRole('button', { name: 'אישור לשנה נוספת' }).click();
    await page.locator('.toast', { hasText: 'אושרה לשנה נוספת' }).waitFor();
    const after = page.locator('li.notice', { hasText: 'יעל צור' });
    expect(await after.locator('.facts').textContent()).not.toBe(before);
    expect(await after.getByRole('button', { name: 'אישור לשנה נוספת' }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(browser.complaints()).toEqual([]);
  });

  test('a file is checked first: faults by line and column, then what would happen, then the import', async () => {
    const file = join(tmpdir(), `members-${process.pid}.csv`);
    const page = await browser.visit({ as: ADMINISTRATOR, viewport: PHONE });
    const check = async (lines: string[]) => {
      writeFileSync(file, ['דוא"ל;שם;רשות;תפקיד', ...lines].join('\r\n'));
      await page.goto(browser.url('/admin/import'));
      await page.setInputFiles('input[type=file]', file);
      await page.getByRole('button', { name: 'בדיקה בלי לשנות דבר' }).click();
      await page.locator('[role=status]').first().waitFor();
    };
    await check(['new.person@example.org;נועם ברק;ramot-hagefen;מנמ"ר', 'no address;מיכל;nowhere;אסטרונאוט']);
    const faults = page.locator('table tbody tr');
    expect(await faults.count()).toBe(2);
    expect(await faults.first().locator('td').allTextContents()).toEqual([
      '3',
      'דוא״ל',
      expect.stringMatching(/\S/),
      'no address',
    ]);
    expect(await page.getByRole('button', { name: 'ייבוא', exact: true }).count()).toBe(0);
    await check(['new.person@example.org;נועם ברק;ramot-hagefen;מנמ"ר']);
    expect(await page.locator('[role=status]').first().textContent()).toContain('אחד יתווסף');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole('button', { name: 'ייבוא', exact: true }).click();
    await page.locator('.callout-positive', { hasText: 'הייבוא הושלם' }).waitFor();
    await check(['new.person@example.org;נועם ברק;ramot-hagefen;מנמ"ר']);
    expect(await page.locator('[role=status]').first().textContent()).toContain('אחד יישאר כפי שהוא');
    expect(browser.complaints()).toEqual([]);
  });
});
