import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ATTENDANCE_MAX_BYTES,
  type AttendanceRow,
  readAttendanceCsv,
  writeAttendanceCsv,
} from '#app/domain/sessions/attendance-csv';

const ROW: AttendanceRow = {
  name: 'דנה לוי',
  authority: 'נחלת אורן',
  role: 'מנמ"ר',
  email: 'dana@nahalat-oren.example',
  reply: 'going',
  attended: true,
  walkIn: false,
  note: '',
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readAttendanceCsv(bytes(text));
function rowsOf(text: string) {
  const file = read(text);
  return file.ok ? { rows: file.rows.map(({ row }) => row), bad: file.bad } : file.reason;
}

describe('refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['too large', new Uint8Array(ATTENDANCE_MAX_BYTES + 1).fill(65), 'too_large'],
    ['not a text', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'encoding'],
    ['neither UTF-8 nor Hebrew', new Uint8Array([0x6e, 0x0a, 0xff, 0xd9]), 'encoding'],
    ['empty', bytes(''), 'empty'],
    ['only a mark', bytes('\ufeff'), 'empty'],
    ['no names', bytes('רשות,תפקיד\nא,ב'), 'no_name_column'],
    ['too many', bytes(`שם\n${Array.from({ length: 2_001 }, (_, index) => `א${index}`).join('\n')}`), 'too_many_rows'],
  ])('%s', (_name, file, reason) => {
    expect(readAttendanceCsv(file)).toEqual({ ok: false, reason });
  });
});

test('bad rows are left out and reported by line', () => {
  const file = read(
    [
      'שם,דוא"ל,תשובה,נוכחות,הערה',
      'דנה,dana@x.example,כן,כן,',
      ',x@x.example,,,',
      '=HYPERLINK("https://evil.example"),,,,',
      'יוסי,לא-כתובת,,,',
      'נגה,,בטח,,',
      'עמרי,,,אולי,',
      '"שתי',
      'שורות",,,,',
      'דנה,DANA@x.example,,,',
      `${'א'.repeat(201)},,,,`,
      'איתן,,,,=1+1',
      '',
    ].join('\r\n'),
  );
  expect(file.ok && file.rows.map(({ line, row }) => [line, row.name])).toEqual([
    [2, 'דנה'],
    [9, 'שתי שורות'],
    [12, 'איתן'],
  ]);
  expect(file.ok && file.bad).toEqual([
    { line: 3, code: 'no_name', column: 'name' },
    { line: 4, code: 'formula', column: 'name' },
    { line: 5, code: 'email', column: 'email' },
    { line: 6, code: 'reply', column: 'reply' },
    { line: 7, code: 'attended', column: 'attended' },
    { line: 10, code: 'twice', column: null },
    { line: 11, code: 'too_long', column: 'name' },
  ]);
});

describe('formulas', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '=cmd|calc'])(
    '%s goes out with an apostrophe and comes back',
    (text) => {
      const file = writeAttendanceCsv([{ ...ROW, name: text, note: text }], 'he');
      expect(file).toContain(`'${text}`);
      expect(file).not.toMatch(new RegExp(`(?:^|[,"\\n])${text.replace(/[+|()]/g, '\\$&')}`));
      expect(rowsOf(file)).toMatchObject({ rows: [{ name: text, note: text }], bad: [] });
    },
  );

  test.each(['=1+1', '@x', '+972', '\tx', '-x', '＋1'])('%j does not come in as a name', (text) => {
    expect(rowsOf(`שם,רשות\n"${text}",א`)).toEqual({ rows: [], bad: [{ line: 2, code: 'formula', column: 'name' }] });
  });
});

describe('read as they come', () => {
  test.each<[string, string, Partial<AttendanceRow>]>([
    ['semicolons', 'שם;רשות\nדנה לוי;רמות, הגפן', { name: 'דנה לוי', authority: 'רמות, הגפן' }],
    ['tabs', 'Name\tE-mail\nDana\tDana@X.example', { name: 'Dana', email: 'dana@x.example' }],
    ['two columns for a name', 'שם פרטי,שם משפחה\nדנה,לוי', { name: 'דנה לוי' }],
    ['other columns', "מס',שם מלא,נכח/ה\n1,דנה,✓", { name: 'דנה', attended: true }],
    ['a mark and Windows line ends', '\ufeffשם,תשובה\r\nדנה,אולי\r\n', { name: 'דנה', reply: 'maybe' }],
    ['empty lines', 'שם\n\n\nדנה\n,,\n', { name: 'דנה' }],
    ['a dash for nothing', 'שם,תפקיד\nדנה,-', { name: 'דנה', role: '' }],
    ['quotation marks', 'שם,תפקיד\nדנה,"מנמ""ר"', { name: 'דנה', role: 'מנמ"ר' }],
    ['a row that is too short', 'שם,רשות,תפקיד\nדנה', { name: 'דנה', authority: '', role: '' }],
  ])('%s', (_name, text, expected) => {
    expect(rowsOf(text)).toMatchObject({ rows: [expected], bad: [] });
  });

  test('as Hebrew spreadsheet programs save it', () => {
    // "שם" and "דנה" in windows-1255.
    const file = readAttendanceCsv(new Uint8Array([0xf9, 0xed, 0x0d, 0x0a, 0xe3, 0xf0, 0xe4]));
    expect(file).toMatchObject({ ok: true, encoding: 'windows-1255', rows: [{ line: 2, row: { name: 'דנה' } }] });
    const wide = readAttendanceCsv(new Uint8Array(Buffer.from('\ufeffשם\r\nדנה', 'utf16le')));
    expect(wide).toMatchObject({ ok: true, encoding: 'utf-16le', rows: [{ line: 2, row: { name: 'דנה' } }] });
  });

  test('a quotation mark that is never closed', () => {
    const file = read('שם\nדנה\n"יוסי\nנגה');
    expect(file).toMatchObject({ ok: true, rows: [{ line: 2 }], bad: [{ code: 'quotes' }] });
  });
});

describe('out and in again', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '\n', '\r', '\t', 'א', "'", ' '),
      maxLength: 12,
    }),
  );
  const clean = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
  const row = fc
    .record({
      name: cell.map((text) => `${text}א`),
      authority: cell,
      role: cell,
      email: fc.constantFrom('', 'a@b.example'),
      reply: fc.constantFrom('going' as const, 'maybe' as const, 'no' as const, 'waiting' as const, null),
      attended: fc.constantFrom(true, false, null),
      walkIn: fc.boolean(),
      note: cell,
    })
    .filter(({ authority, role, note, name }) =>
      [authority, role, note, name].every((text) => !/^'|^-$/.test(clean(text))),
    );

  test('the same row', () => {
    fc.assert(
      fc.property(row, fc.constantFrom('he' as const, 'en' as const), (written, locale) => {
        const file = writeAttendanceCsv([written], locale);
        const { name, authority, role, note } = written;
        expect(rowsOf(file)).toEqual({
          rows: [{ ...written, name: clean(name), authority: clean(authority), role: clean(role), note: clean(note) }],
          bad: [],
        });
        const records: string[][] = parse(file, { bom: true });
        for (const text of records.flat()) {
          expect(text).not.toMatch(/^[=+@\t\r-]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any bytes: an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 100 }), (raw, text) => {
        expect(readAttendanceCsv(raw)).toHaveProperty('ok');
        expect(read(`שם,רשות\n${text}`)).toHaveProperty('ok', true);
      }),
      { numRuns: 500 },
    );
  });
});
