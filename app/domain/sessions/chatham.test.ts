import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNameCheck, MAX_FINDINGS, type NameLists } from '#app/domain/sessions/chatham';

const LISTS: NameLists = {
  members: [
    { id: 'dana', names: ['דנה לוי', 'Dana Levi'] },
    { id: 'dani', names: ['דני לוי'] },
    { id: 'yossi', names: ['יוסי בן-מור', 'Yossi Ben-Mor'] },
    { id: 'noga', names: ['נוגה ר. פרלמן'] },
    { id: 'chen', names: ['אבי חן'] },
  ],
  authorities: [
    { id: 1, names: ['עיריית רמות הגפן', 'Ramot HaGefen Municipality'], mailDomains: ['ramot-hagefen.example'] },
    { id: 2, names: ['המועצה המקומית נשר'], mailDomains: ['nesher.muni.example'] },
  ],
};
const check = createNameCheck(LISTS);
const found = (text: string): string[] =>
  check(text).map(({ kind, start, end, strength, memberIds, authorityIds }) =>
    [kind, text.slice(start, end), strength, ...memberIds, ...authorityIds].join(' '),
  );

describe('found', () => {
  test.each<[string, string[]]>([
    ['דנה לוי אמרה', ['member דנה לוי strong dana']],
    ['לדנה לוי ומדני לוי', ['member לדנה לוי strong dana', 'member ומדני לוי strong dani']],
    ['ל-דנה לוי', ['member דנה לוי strong dana']],
    ['לוי, דנה', ['member לוי, דנה strong dana']],
    ['דָּנָה  **לוי**', ['member דָּנָה  **לוי strong dana']],
    ['DANA levi said', ['member DANA levi strong dana']],
    ['יוסי בן מור', ['member יוסי בן מור strong yossi']],
    ['נוגה פרלמן', ['member נוגה פרלמן strong noga']],
    ['דנה\nלוי', ['member דנה\nלוי strong dana']],
    ['כפי שלוי אמר', ['last_name שלוי weak dana dani']],
    ['בן מור טען', ['last_name בן מור weak yossi']],
    ['לפי חן', ['last_name חן weak chen']],
    ['לשאול את @dana.levi או ל@דנה', ['mention @dana.levi strong', 'mention @דנה strong']],
    ['בעיריית רמות הגפן', ['authority בעיריית רמות הגפן strong 1']],
    ['אצלנו ברמות הגפן', ['authority ברמות הגפן strong 1']],
    ['in Ramot-HaGefen', ['authority Ramot-HaGefen strong 1']],
    ['במועצה המקומית נשר', ['authority במועצה המקומית נשר strong 2']],
    ['תושבי נשר', ['authority נשר weak 2']],
    ['a.b+c@mail.example.org.', ['email a.b+c@mail.example.org strong']],
    ['x@ramot-hagefen.example', ['email x@ramot-hagefen.example strong 1']],
    ['https://www.ramot-hagefen.example/x', ['domain www.ramot-hagefen.example strong 1']],
    ['mx.nesher.muni.example', ['domain mx.nesher.muni.example strong 2']],
    ['`ssh dana.levi@ramot-hagefen.example`', ['email dana.levi@ramot-hagefen.example strong 1']],
    ['```\nדנה לוי 052-1234567\n```', ['member דנה לוי strong dana', 'phone 052-1234567 strong']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ...[
      '052-1234567',
      '0521234567',
      '052 123 4567',
      '052-123-45-67',
      '(052) 1234567',
      '03-1234567',
      '031234567',
      '077-123-4567',
    ],
    ...[
      '+972-52-1234567',
      '+972521234567',
      '00972 3 123 4567',
      '+972 (0)52-1234567',
      '1-700-123-456',
      '1800123456',
      '04.123.4567',
    ],
  ])('the number %s', (number) => {
    expect(found(`טלפון ${number}, בבוקר`)).toEqual([`phone ${number} strong`]);
  });

  test('a short number, weakly', () => {
    expect(found('חייגו *1234')).toEqual(['phone *1234 weak']);
  });
});

test.each([
  'דנה אמרה',
  'דנה. לוי',
  'דנה\n\nאבי',
  'עיריית חולון',
  'בחן את הנושא',
  'המוקד 106 ו-119',
  '2026-03-01 10:00-12:00',
  '02.03.2026 10:00',
  'ת"ז 123456789',
  '10.0.0.1:8080',
  'TLS 1.2.3, ISO 27001',
  'rate 5@10',
  'example.org',
  'ramot.hagefen-example.test',
  '',
])('%j names nobody strongly', (text) => {
  expect(check(text).filter(({ strength }) => strength === 'strong')).toEqual([]);
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'דנה',
      'לוי',
      ' ',
      '\n',
      ',',
      'ל',
      '@',
      '.',
      '052',
      '-',
      '1234567',
      'a',
      'ramot-hagefen.example',
      'נשר',
      '+972',
      '*',
      '(0)',
    ),
    fc.string({ maxLength: 5 }),
  );
  test('findings in order, inside the text, none over another', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        (text) => {
          let last = 0;
          for (const { start, end } of check(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('a name anywhere is found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'ו', 'של', 'לכש', 'מה', 'ב'),
        fc.string(),
        fc.string(),
        (clitic, before, after) => {
          const text = `${before}\n\n${clitic}דנה לוי\n\n${after}`;
          expect(check(text).filter(({ memberIds }) => memberIds.includes('dana')).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

test('thousands of members and a long text: every name, and an end', () => {
  const members = Array.from({ length: 2_000 }, (_, index) => ({
    id: String(index),
    names: [`שםא${index} משפחה${index % 40}`],
  }));
  const many = createNameCheck({ members, authorities: LISTS.authorities });
  const text = Array.from(
    { length: 6_000 },
    (_, index) => `וגם שםא${index % 2_000} משפחה${(index % 2_000) % 40} אמר`,
  ).join(' ');
  expect(text.length).toBeGreaterThan(100_000);
  const findings = many(text);
  expect(findings).toHaveLength(MAX_FINDINGS);
  expect(findings.every(({ kind }) => kind === 'member')).toBe(true);
});
