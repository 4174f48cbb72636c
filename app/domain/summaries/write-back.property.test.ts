import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_KINDS, RECORDS_WITH_DONE, type SummaryRecord } from '#app/domain/summaries/model';
import { recognise } from '#app/domain/summaries/recognise';
import { writeBack } from '#app/domain/summaries/write-back';

const OPTIONS = { day: '2026-02-11', locale: 'he' } as const;
const ACTION: SummaryRecord = { kind: 'action', text: 'לבדוק', done: false, owner: null, due: null };

const word = fc.constantFrom(
  'להכין',
  'מפרט',
  'GIS',
  'write',
  'ה-SOC',
  'C#',
  '106',
  '"נוסח"',
  '`code`',
  '**חשוב**',
  'v2.1',
  '—',
);
const line = fc.array(word, { maxLength: 4 }).map((words) => ['להכין', ...words].join(' '));
const text = fc
  .tuple(
    line,
    fc.array(
      fc.oneof(
        line,
        line.map((sub) => `- ${sub}`),
      ),
      { maxLength: 2 },
    ),
  )
  .map(([first, rest]) => [first, ...rest].join('\n'));
const owner = fc.constantFrom(
  null,
  { handle: 'dana.levi' },
  { handle: 'noga' },
  { name: 'יוסי מור' },
  { name: 'Dana' },
);
const due = fc.constantFrom(null, '2026-03-01', '2027-12-31');
const fields = fc.record({ text, done: fc.boolean(), owner, due }, { requiredKeys: [] });

const headings = [
  '## החלטות',
  '## Action items',
  '**שאלות פתוחות**',
  '### חניון נושאים',
  '# תובנות:',
  '## אחר',
  '## משתתפים',
  '',
];
const written = fc.constantFrom(
  ...[
    '- א',
    '- [ ] ב @dana עד 1.3.2026',
    '* [x] ג\n  - תת\n\n  המשך',
    '1. ד',
    '1) [ ] ה (עד 15 במרץ, @noga)',
    '- ',
    '- [ ] @dana: ו',
  ],
  ...[
    'פסקה',
    '> ציטוט\n> - בתוך',
    '```\n- קוד\n```',
    '| א | ב |\n|---|---|\n| - ג | ד |',
    '---',
    '   - ז באחריות: דנה לוי',
    '- ח\nהמשך עצל',
  ],
);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n');
const summary = fc
  .tuple(
    fc.array(
      fc.tuple(fc.constantFrom(...headings), fc.array(written, { maxLength: 4 }), fc.constantFrom('\n', '\n\n')),
      { maxLength: 5 },
    ),
    lineEnd,
  )
  .map(([parts, end]) =>
    parts
      .map(([heading, blocks, gap]) => [heading, ...blocks].join(gap))
      .join('\n\n')
      .replaceAll('\n', end),
  );

const contents = (markdown: string): SummaryRecord[] =>
  recognise(markdown, OPTIONS).records.map(({ kind, text: words, done, owner: who, due: when }) => ({
    kind,
    text: words,
    done,
    owner: who,
    due: when,
  }));

/** The new text is the old one but for `replaced`, and `replaced` is inside what may change. */
function expectOnlyChanged(markdown: string, result: ReturnType<typeof writeBack>, from: number, to: number): string {
  if (!result.ok) {
    throw new Error(`refused: ${result.reason} ${JSON.stringify(markdown)}`);
  }
  const { replaced, by } = result;
  expect(replaced.start).toBeGreaterThanOrEqual(from);
  expect(markdown.slice(to, Math.max(to, replaced.end)).trim()).toBe('');
  expect(result.markdown).toBe(markdown.slice(0, replaced.start) + by + markdown.slice(replaced.end));
  return result.markdown;
}

describe('both sides in step', () => {
  test('an edited record reads back as edited, and nothing else changes', () => {
    fc.assert(
      fc.property(summary, fc.nat(), fields, (markdown, pick, to) => {
        const { records } = recognise(markdown, OPTIONS);
        const index = pick % Math.max(1, records.length);
        const record = records[index];
        if (record === undefined) {
          return;
        }
        const result = writeBack(markdown, { change: 'edit', index, to }, OPTIONS);
        const changed = expectOnlyChanged(markdown, result, record.places.item.start, record.places.item.end);
        const isAction = record.kind === 'action';
        const expected = {
          kind: record.kind,
          text: to.text ?? record.text,
          done: RECORDS_WITH_DONE.has(record.kind) && (to.done ?? record.done),
          owner: isAction ? (to.owner === undefined ? record.owner : to.owner) : null,
          due: isAction ? (to.due === undefined ? record.due : to.due) : null,
        };
        const hangs = (content: SummaryRecord) => ({
          ...content,
          text: content.text.replace(/[ —]+(?=\n|$)/g, '').replace(/^\\/, ''),
        });
        expect(contents(changed).map(hangs)).toEqual(contents(markdown).toSpliced(index, 1, expected).map(hangs));
      }),
      { numRuns: 1_500 },
    );
  });

  test('a removed record is gone, and nothing else', () => {
    fc.assert(
      fc.property(summary, fc.nat(), (markdown, pick) => {
        const { records } = recognise(markdown, OPTIONS);
        const index = pick % Math.max(1, records.length);
        const record = records[index];
        if (record === undefined) {
          return;
        }
        const result = writeBack(markdown, { change: 'remove', index }, OPTIONS);
        const changed = expectOnlyChanged(markdown, result, record.places.item.start, record.places.item.end);
        expect(contents(changed)).toEqual(contents(markdown).toSpliced(index, 1));
      }),
      { numRuns: 800 },
    );
  });

  test('an added record is there, and nothing else', () => {
    fc.assert(
      fc.property(summary, fc.constantFrom(...RECORD_KINDS), fields, (markdown, kind, wanted) => {
        const record: SummaryRecord = { ...ACTION, ...wanted, kind };
        const result = writeBack(markdown, { change: 'add', record }, OPTIONS);
        const changed = expectOnlyChanged(markdown, result, 0, markdown.length);
        const added = contents(changed).filter((content) => content.kind === kind);
        expect(added.length).toBe(contents(markdown).filter((content) => content.kind === kind).length + 1);
        expect(changed.length).toBeGreaterThan(markdown.length);
      }),
      { numRuns: 800 },
    );
  });

  test('any text in: written so that it reads back, or refused; never an error', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\n',
        '- ',
        '# ',
        '> ',
        '```',
        '---',
        '1. ',
        '[ ] ',
        '@dana',
        'עד 1.3',
        'by',
        ' ',
        '\t',
        '|',
        '\\',
        '@',
      ),
      fc.string({ maxLength: 4 }),
    );
    const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(summary, fc.nat(), anyText, (markdown, pick, words) => {
        const { records } = recognise(markdown, OPTIONS);
        const index = pick % Math.max(1, records.length);
        const result = writeBack(markdown, { change: 'edit', index, to: { text: words } }, OPTIONS);
        if (result.ok) {
          const others = (list: SummaryRecord[]) => list.filter((_, at) => at !== index);
          expect(others(contents(result.markdown))).toEqual(others(contents(markdown)));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
