import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTES_MAX_BYTES, type Minutes } from '#app/domain/minutes/model';
import { readMinutes } from '#app/domain/minutes/read-minutes';
import { refusalText, reportMinutes } from '#app/domain/minutes/report';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string, fileName = '2026-03-01.md'): Minutes {
  const result = readMinutes(fileName, bytes(text));
  if (!result.ok) {
    throw new Error(refusalText(result.refusal));
  }
  return result.minutes;
}

function refusal(file: string | Uint8Array, fileName = 'minutes.md'): string | null {
  const result = readMinutes(fileName, typeof file === 'string' ? bytes(file) : file);
  return result.ok ? null : refusalText(result.refusal);
}

describe('refused, with a reason', () => {
  test.each<[string, string | Uint8Array, string]>([
    [
      'no date',
      '# שולחן עגול: ענן\n\nטקסט 1.3.2026',
      'no date: none in the front matter, the file name or the first heading',
    ],
    [
      'two dates',
      '---\ndate: 2026-03-02\n---\n\n# ישיבה 1.3.2026',
      'line 5: more than one date: 2026-03-02, 2026-03-01',
    ],
    ['two dates in a heading', '# 1.3.2026 – 2.3.2026', 'line 1: more than one date: 2026-03-01, 2026-03-02'],
    [
      'a date that does not exist',
      '# ישיבה 31.2.2026',
      'no date: none in the front matter, the file name or the first heading',
    ],
    ['too large', new Uint8Array(2_000_000).fill(97), 'the file is larger than 1 MB (2000000 bytes)'],
    ['empty', ' \n\t\r\n', 'the file is empty'],
    ['only a mark', '\ufeff', 'the file is empty'],
    [
      'Hebrew of another encoding',
      new Uint8Array([0x23, 0x20, 0x61, 0x0a, 0xf9, 0xed]),
      'line 2: not UTF-8 but, as it seems, windows-1255: save the file as UTF-8',
    ],
    [
      'UTF-16',
      new Uint8Array(Buffer.from('\ufeff# א', 'utf16le')),
      'line 1: not UTF-8 but, as it seems, utf-16le: save the file as UTF-8',
    ],
    ['broken UTF-8', new Uint8Array([0x61, 0xc3, 0x28]), 'line 1: not UTF-8: save the file as UTF-8'],
    ['no text', 'א\n\0', 'line 2: not a text file'],
    ['a page', '<!DOCTYPE html>\n<h1>1.3.2026</h1>', 'line 1: HTML, not Markdown: convert the file first'],
    ['part of a page', `1.3.2026${'<p>א</p>\n'.repeat(20)}`, 'line 1: HTML, not Markdown: convert the file first'],
  ])('%s', (_name, file, reason) => {
    expect(refusal(file)).toBe(reason);
  });

  test('the file name and the heading disagree', () => {
    expect(refusal('# ישיבה 2.3.2026', '2026-03-01.md')).toBe('line 1: more than one date: 2026-03-01, 2026-03-02');
  });

  test('a megabyte is still read', () => {
    const text = '# 1.3.2026\n'.padEnd(MINUTES_MAX_BYTES, 'א b\n').slice(0, 500_000);
    expect(read(text, 'x.md').warnings).toContain('read_in_part');
  });
});

describe('the date', () => {
  test.each([
    ['minutes.md', '---\ndate: 2026-03-01\n---\n# א'],
    ['minutes.md', '---\nתאריך: 1.3.2026\n---\n# א'],
    ['2026-03-01 ישיבה.md', '# א'],
    ['past/סיכום_2026_03_01.md', '# א'],
    ['C:\\past\\20260301.md', '# א'],
    ['minutes.md', '# ישיבה, 1 במרץ 2026'],
    ['minutes.md', '# ישיבה\n\n**תאריך:** 1/3/26'],
    ['2026-03-01.md', '# Meeting 2026-03-01\n\n- Date: March 1, 2026'],
  ])('%s %j', (fileName, text) => {
    expect(read(text, fileName).date).toBe('2026-03-01');
  });
});

test.each([
  ['# שולחן עגול: ענן – 1.3.2026', 'שולחן עגול: ענן', 'round_table'],
  ['# (2026-03-01) תרגיל סייבר לראשי רשויות', 'תרגיל סייבר לראשי רשויות', 'exercise'],
  ['---\ntitle: קורס FinOps, מפגש 2\n---\n# אחר', 'קורס FinOps, מפגש 2', 'course'],
  ['Panel on the cloud\n==================', 'Panel on the cloud', 'panel'],
  ['# **הרצאה**: [ענן](https://example.org)', 'הרצאה: ענן', 'lecture'],
  ['# 1.3.2026\n\n## החלטות', 'x', null],
  ['## החלטות\n- א', 'x', null],
])('%j is titled %s', (text, title, kind) => {
  expect(read(text, '2026-03-01 x.md')).toMatchObject({ title, kind });
});

describe('participants', () => {
  const people = (text: string) => {
    const { count, people: found } = read(text).participants;
    return [count, ...found.map(({ name }) => name)];
  };
  test.each<[string, (string | number | null)[]]>([
    ['## משתתפים\n- דנה לוי\n- יוסי מור', [2, 'דנה לוי', 'יוסי מור']],
    ['## נוכחים:\nדנה לוי, יוסי מור; נגה', [3, 'דנה לוי', 'יוסי מור', 'נגה']],
    ['**נוכחים:** דנה לוי (מנמ"ר, רמות), יוסי מור', [2, 'דנה לוי', 'יוסי מור']],
    ['Present: Dana Levi and Yossi Mor', [2, 'Dana Levi', 'Yossi Mor']],
    ['משתתפים: 14', [14]],
    ['## משתתפים\n\nמספר משתתפים: 14\n\n- מנמ"רים: 9\n- מנהלי רשת: 5', [14]],
    ['## Participants\n14 participants', [14]],
    ['## Present\n- [x] Dana\n- [ ] Yossi', [1, 'Dana']],
    ['## Present\n- Members:\n  - Dana\n  - Yossi\n- Guests:\n  - Noga', [3, 'Dana', 'Yossi', 'Noga']],
    ['## Present\n### Members\n- Dana\n### Apologies\n- Yossi\n### Guests\n- Noga', [2, 'Dana', 'Noga']],
    ['## Present\n- Dana\n### Guests\n- Yossi\n### Announcements\n- none of us', [2, 'Dana', 'Yossi']],
    ['## Present\nDana, Noga\n\nApologies: Yossi', [2, 'Dana', 'Noga']],
    ['## משתתפים\n| שם | רשות |\n|---|---|\n| דנה | רמות |\n| יוסי | נשר |', [2, 'דנה', 'יוסי']],
    ['---\nparticipants: [דנה, יוסי]\n---\n# א', [2, 'דנה', 'יוסי']],
    ['---\nattendees: 7\n---\n# א', [7]],
    ['## Present\n- none', [null]],
    ['# א\n\nטקסט: ועוד', [null]],
  ])('%j', (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  test('who they are', () => {
    expect(
      read('## Present\n* Dana Levi @dana.levi (Guest)\n* **יוסי** – מנמ"ר, נשר\n* @noga').participants.people,
    ).toEqual([
      { name: 'Dana Levi', handle: 'dana.levi', note: 'Guest' },
      { name: 'יוסי', handle: null, note: 'מנמ"ר, נשר' },
      { name: 'noga', handle: 'noga', note: null },
    ]);
  });
});

describe('the agenda', () => {
  test.each<[string, string[]]>([
    ['## סדר יום\n1. פתיחה\n2. [ענן](https://example.org):\n   - פירוט', ['פתיחה', 'ענן']],
    ['## Agenda\n### Cloud\n* a\n* b\n### Empty\nwords', ['Cloud: a', 'Cloud: b', 'Empty']],
    ['## סדר יום\n### פתיחה\n- א\n### ענן\n- ב\n### החלטות\n- ג', ['פתיחה: א', 'ענן: ב']],
    ['## Agenda\n\nopening\nclosing', ['opening', 'closing']],
    ['## Agenda\n- a\n## Decisions\n- b', ['a']],
    ['# א\n## ענן\nטקסט\n## החלטות\n- ב\n## סייבר', ['ענן', 'סייבר']],
    ['# א', []],
  ])('%j', (text, expected) => {
    const { agenda } = read(text);
    expect(agenda.map(({ group, title }) => (group === null ? title : `${group}: ${title}`))).toEqual(expected);
  });
});

test('links, once each, with their words and lines', () => {
  const text =
    '# א\r\n[מצגת](<https://example.org/a>), https://example.org/b(c). ראו <https://example.org/a>\r\n(https://x.example)';
  expect(read(text).links).toEqual([
    { url: 'https://example.org/a', text: 'מצגת', line: 2 },
    { url: 'https://example.org/b(c)', text: null, line: 2 },
    { url: 'https://x.example', text: null, line: 3 },
  ]);
});

test('the report of a file', () => {
  const text =
    '\ufeff# שולחן עגול: ענן 1.3.2026\r\n\r\n## משתתפים\r\n- דנה\r\n\r\n## ענן\r\nhttps://example.org\r\n\r\n## החלטות\r\n- א\r\n';
  expect(read(text).markdown).toBe(text);
  expect(reportMinutes(readMinutes('a.md', bytes(text)))).toEqual({
    file: 'a.md',
    outcome: 'read',
    date: '2026-03-01',
    title: 'שולחן עגול: ענן',
    kind: 'round_table',
    participants: 1,
    agendaItems: 1,
    sections: ['participants', 'decisions'],
    unknownHeadings: ['שולחן עגול: ענן 1.3.2026', 'ענן'],
    links: 1,
    remarks: ['no agenda heading: the other headings were taken for it'],
  });
  expect(reportMinutes(readMinutes('b.md', bytes('א')))).toMatchObject({
    file: 'b.md',
    outcome: 'refused',
    date: null,
  });
});

describe('any file', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '# ',
      '## משתתפים\n',
      '## Agenda\n',
      '- ',
      '\n',
      '\r\n',
      '| a |',
      ': ',
      ',',
      '---\n',
      'date: ',
      '&a *a',
      '2026-03-01',
    ),
    fc.constantFrom(
      '1.3.2026',
      'Present: ',
      '@',
      '(',
      ')',
      'https://',
      '](',
      '[',
      '<p>',
      '\ufeff',
      '\u0000',
      '  ',
      '[x] ',
    ),
    fc.string({ maxLength: 8 }),
  );
  test('an answer, and the text as it was', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const result = readMinutes('2026-03-01.md', bytes(text));
        if (result.ok) {
          expect(Buffer.from(result.minutes.markdown)).toEqual(Buffer.from(text));
          expect(result.minutes.date).toBe('2026-03-01');
        }
        expect(reportMinutes(result).file).toBe('2026-03-01.md');
      }),
      { numRuns: 1_000 },
    );
  });

  test('any bytes under any name', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (name, file) => {
        expect(readMinutes(name, file)).toHaveProperty('ok');
      }),
    );
  });
});
