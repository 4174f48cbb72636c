import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, extensionOf, NAME_MAX_CHARS } from '#app/domain/attachments/names';

test.each([
  ['מפרט גיבוי.pdf', 'מפרט גיבוי.pdf'],
  ['דו"ח שנתי 2026.xlsx', 'דו"ח שנתי 2026.xlsx'],
  ['C:\\Users\\noa\\תקציב.csv', 'תקציב.csv'],
  ['../../etc/passwd', 'passwd'],
  ['..', ''],
  ['.htaccess', 'htaccess'],
  ['a\u202efdp.exe', 'afdp.exe'],
  ['two\r\nlines.txt', 'two lines.txt'],
  ['e\u0301te\u0301.md', 'été.md'],
  ['what?*.txt', 'what .txt'],
  ['half \ud83d.txt', 'half .txt'],
  [`${'א'.repeat(300)}.pdf`, `${'א'.repeat(NAME_MAX_CHARS - 4)}.pdf`],
])('%j becomes %j', (sent, kept) => {
  expect(cleanFileName(sent)).toBe(kept);
});

test('whatever is sent: one part, of bounded length, no invisible sign; cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 400 })), (sent) => {
      const name = cleanFileName(sent);
      expect(name).not.toMatch(/[/\\<>:|?*]|\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069\u200b]/u);
      expect(name).not.toMatch(/^[\s.]|[\s.]$/u);
      expect([...name].length).toBeLessThanOrEqual(NAME_MAX_CHARS);
      expect(Buffer.byteLength(name)).toBeLessThan(500);
      expect(cleanFileName(name)).toBe(name);
      expect(() => encodeURIComponent(name)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a.PDF', 'pdf'],
  ['a.tar.gz', 'gz'],
  ['.pdf', ''],
  ['none', ''],
  ['a.תקציב', ''],
  ['a.verylongending', ''],
])('the extension of %j is %j', (name, extension) => {
  expect(extensionOf(name)).toBe(extension);
});
