import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listBlocks } from '#app/domain/summaries/blocks';
import type { Recognised } from '#app/domain/summaries/model';
import { recognise } from '#app/domain/summaries/recognise';

const DAY = { day: '2026-02-11' };
const read = (markdown: string): Recognised => recognise(markdown, DAY);
const texts = (markdown: string): string[] => read(markdown).records.map(({ kind, text }) => `${kind}: ${text}`);

const SUMMARY = `# שולחן עגול: הצטרפות לנימבוס

## מטרה
ללמוד מי חותם ברשות.

## תובנות עיקריות
* הגזברות חותמת ראשונה
* ספק ה-DR נשאר מקומי

## החלטות:
1. מאמצים נוסח אחיד
   לחתימה
2. חוזרים לדון ביוני

## שאלות פתוחות
- [x] מי חותם על חריגה?
- [ ] מה עם GIS?

## משימות להמשך
- [ ] להכין מפרט @dana.levi עד 2026-03-01
  - לכלול SLA
  - [ ] ולבדוק מחיר
- [x] לשלוח טופס באחריות: יוסי מור

### ענן
- לבדוק landing zone עד 15 במרץ

## חניון נושאים
- מחירון

## נספח ציבורי
- לא רשומה
`;

describe('a summary', () => {
  const found = read(SUMMARY);

  test('has a title, sections and headings that are none', () => {
    expect(found.title).toBe('שולחן עגול: הצטרפות לנימבוס');
    expect(found.sections.map(({ kind }) => kind)).toEqual([
      'purpose',
      'insights',
      'decisions',
      'questions',
      'actions',
      'parking',
    ]);
    expect(found.otherHeadings.map(({ title }) => title)).toEqual(['ענן', 'נספח ציבורי']);
  });

  test('has records', () => {
    expect(found.records.map(({ places, section, ...record }) => record)).toEqual([
      { kind: 'insight', text: 'הגזברות חותמת ראשונה', done: false, owner: null, due: null },
      { kind: 'insight', text: 'ספק ה-DR נשאר מקומי', done: false, owner: null, due: null },
      { kind: 'decision', text: 'מאמצים נוסח אחיד\nלחתימה', done: false, owner: null, due: null },
      { kind: 'decision', text: 'חוזרים לדון ביוני', done: false, owner: null, due: null },
      { kind: 'question', text: 'מי חותם על חריגה?', done: true, owner: null, due: null },
      { kind: 'question', text: 'מה עם GIS?', done: false, owner: null, due: null },
      {
        kind: 'action',
        text: 'להכין מפרט\n- לכלול SLA\n- [ ] ולבדוק מחיר',
        done: false,
        owner: { handle: 'dana.levi' },
        due: '2026-03-01',
      },
      { kind: 'action', text: 'לשלוח טופס', done: true, owner: { name: 'יוסי מור' }, due: null },
      { kind: 'action', text: 'לבדוק landing zone', done: false, owner: null, due: '2026-03-15' },
      { kind: 'parking', text: 'מחירון', done: false, owner: null, due: null },
    ]);
  });

  test('an item that begins below its marker names its owner there', () => {
    const [record] = read('## משימות\n- \n   - לבדוק באחריות: דנה לוי').records;
    expect(record).toMatchObject({ text: '- לבדוק', owner: { name: 'דנה לוי' } });
  });

  test('says where everything stands', () => {
    const [action] = found.records.filter(({ kind }) => kind === 'action');
    const slice = (span?: { start: number; end: number } | null) => span && SUMMARY.slice(span.start, span.end);
    expect(slice(action?.places.owner)).toBe('@dana.levi');
    expect(slice(action?.places.due)).toBe('עד 2026-03-01');
    expect(slice(action?.places.box)).toBe(' ');
    expect(slice(action?.places.item)).toBe(
      '- [ ] להכין מפרט @dana.levi עד 2026-03-01\n  - לכלול SLA\n  - [ ] ולבדוק מחיר',
    );
    expect(found.sections.map(({ heading }) => slice(heading))[2]).toBe('## החלטות:');
    expect(slice(found.sections[0]?.body)).toBe('\nללמוד מי חותם ברשות.\n\n');
  });
});

describe('headings', () => {
  test.each([
    ['**החלטות:**\n\n- א\n\n**אחר**\n\n- ב', ['decision: א']],
    ['__Decisions__\n- a', ['decision: a']],
    ['Decisions:\n\n- a', ['decision: a']],
    ['Decisions\n=========\n\n+ a', ['decision: a']],
    ['# Decisions #\n- a', ['decision: a']],
    ['## Decisions\n- a\n### cloud\n- b\n## Other\n- c', ['decision: a', 'decision: b']],
    ['## Decisions\n### Open questions\n- a', ['question: a']],
    ['החלטות ומשימות\n---\n- הוחלט\n- [ ] לבצע', ['decision: הוחלט', 'action: לבצע']],
    ['- [ ] בלי כותרת', ['action: בלי כותרת']],
    ['## משתתפים\n- [x] דנה לוי', []],
    ['> ## Decisions\n> - a', []],
    ['```\n## Decisions\n- a\n```', []],
    ['    ## Decisions\n\n- a', []],
    ['## Decisions\n- \n- [ ]\n- [ ] \n* *', ['decision: *']],
    ['## Actions\n- [V] נעשה', ['action: נעשה']],
    ['## Actions\r\n- [x] a @dana\r\n  - b\r\n- c\r\n', ['action: a\n- b', 'action: c']],
  ])('%j', (markdown, expected) => {
    expect(texts(markdown)).toEqual(expected);
  });
});

describe('any Markdown', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '\n',
        '\r\n',
        '\r',
        '\n\n',
        '# ',
        '## ',
        '- ',
        '* ',
        '1. ',
        '  ',
        '    ',
        '\t',
        '[ ] ',
        '[x] ',
        '**',
        ':',
        '> ',
      ],
      ...[
        '```',
        '---',
        '===',
        '|',
        '|-|',
        '@dana',
        'עד ',
        '2026-03-01',
        'החלטות',
        'Actions',
        'משימות',
        ' '.repeat(300),
      ],
      ...['[a]: b', '<b>', '\\', '\u0000', '\ud800', '- '.repeat(14), 'שלום'],
    ),
    fc.string({ maxLength: 6 }),
  );
  const anyMarkdown = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  test('is read without an error, in order, every place inside the text', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        const { sections, records } = read(markdown);
        let last = 0;
        for (const { places, text } of records) {
          expect(places.item.start).toBeGreaterThanOrEqual(last);
          expect(places.body.end).toBe(places.item.end);
          expect(places.item.end).toBeLessThanOrEqual(markdown.length);
          expect(text.trim()).not.toBe('');
          last = places.item.end;
        }
        for (const { heading, body } of sections) {
          expect(body.start).toBe(heading.end);
          expect(body.end).toBeLessThanOrEqual(markdown.length);
          expect(body.end).toBeGreaterThanOrEqual(body.start);
        }
        for (const block of listBlocks(markdown)) {
          if (block.type === 'item') {
            expect(markdown.slice(block.span.start)).toMatch(/^[ \t]{0,3}(?:[-*+]|\d)/);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
