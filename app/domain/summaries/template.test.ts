import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SESSION_KINDS } from '#app/domain/sessions/kinds';
import { SECTION_KINDS } from '#app/domain/summaries/model';
import { recognise } from '#app/domain/summaries/recognise';
import { summaryTemplate, type TemplateData } from '#app/domain/summaries/template';
import { writeBack } from '#app/domain/summaries/write-back';

const DATA: TemplateData = {
  kind: 'round_table',
  title: 'הצטרפות לנימבוס (AWS)',
  date: '2026-02-11',
  time: '10:00',
  place: 'אולם המועצה, נחלת אורן',
  purpose: null,
  participants: { count: 14, byRole: [{ role: 'מנמ"רים', count: 9 }], names: ['דנה לוי', 'יוסי מור'] },
  chathamHouse: false,
  agenda: [{ title: 'מי חותם ברשות?', presenter: 'נגה פרלמן' }],
  links: [{ title: 'מצגת [1]', url: 'https://example.org/a b' }],
  next: { date: '2026-03-11', title: 'FinOps' },
};

test('in Hebrew', () => {
  expect(summaryTemplate(DATA, 'he')).toBe(`# שולחן עגול: הצטרפות לנימבוס (AWS)

11 בפברואר 2026, 10:00 · אולם המועצה, נחלת אורן

## מטרה

## משתתפים

מספר משתתפים: 14

- מנמ"רים: 9

- דנה לוי
- יוסי מור

## רקע

על סדר היום:

- מי חותם ברשות? (נגה פרלמן)

## תובנות עיקריות

- 

## החלטות

- 

## שאלות פתוחות

- 

## משימות להמשך

- [ ] 

## בקשות ממשרדי הממשלה

- 

## חניון נושאים

- 

## קישורים וקבצים

- [מצגת \\[1\\]](<https://example.org/a%20b>)

## מפגש הבא

11 במרץ 2026: FinOps
`);
});

describe.each(['he', 'en'] as const)('in %s', (locale) => {
  test('under the Chatham House Rule nobody is named', () => {
    const text = summaryTemplate({ ...DATA, chathamHouse: true }, locale);
    expect(text).not.toMatch(/דנה|לוי|יוסי|נגה/);
    expect(text).toMatch(/צ'טהם האוס|Chatham House/);
    expect(text).toContain(': 14');
  });

  test('every kind of record finds its place in it', () => {
    let markdown = summaryTemplate(DATA, locale);
    const kinds = ['insight', 'decision', 'question', 'action', 'ask', 'parking'] as const;
    for (const kind of kinds) {
      const record = { kind, text: `חדש ${kind}`, done: false, owner: null, due: null };
      const result = writeBack(markdown, { change: 'add', record }, { day: DATA.date, locale });
      markdown = result.ok ? result.markdown : '';
    }
    expect(recognise(markdown, { day: DATA.date }).records.map(({ kind }) => kind)).toEqual(kinds);
    expect(markdown).not.toMatch(/- *$/m);
  });

  const words = fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.constantFrom('[ ] א', '- א', '# א', '1. א', '**החלטות**', 'Decisions:', '---', '```'),
  );
  test('whatever the session is called: all sections, no records', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SESSION_KINDS), words, words, words, (kind, title, place, item) => {
        const data: TemplateData = {
          ...DATA,
          kind,
          title,
          place,
          purpose: item,
          agenda: [{ title: item, presenter: place }],
          links: [{ title: item, url: place }],
          participants: { count: 3, byRole: [{ role: item, count: 3 }], names: [item] },
          next: { date: DATA.date, title: item },
        };
        const found = recognise(summaryTemplate(data, locale), { day: DATA.date });
        expect(found.sections.map((section) => section.kind)).toEqual([...SECTION_KINDS]);
        expect(found.records).toEqual([]);
        expect(found.otherHeadings).toEqual([]);
        expect(found.title).toMatch(/^[\p{L} ]+:/u);
      }),
      { numRuns: 300 },
    );
  });
});
