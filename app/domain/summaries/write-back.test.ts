import { describe, expect, test } from 'vitest';
import type { SummaryRecord } from '#app/domain/summaries/model';
import { type RecordChange, writeBack } from '#app/domain/summaries/write-back';

const OPTIONS = { day: '2026-02-11', locale: 'he' } as const;
const ACTION: SummaryRecord = { kind: 'action', text: 'לבדוק', done: false, owner: null, due: null };

function after(markdown: string, change: RecordChange): string {
  const result = writeBack(markdown, change, OPTIONS);
  return result.ok ? result.markdown : result.reason;
}

describe('refused', () => {
  test.each<[string, RecordChange, string]>([
    ['## החלטות\n- א', { change: 'remove', index: 1 }, 'not_found'],
    ['', { change: 'edit', index: 0, to: { done: true } }, 'not_found'],
    ['## החלטות\n- א', { change: 'edit', index: 0, to: { text: ' \n ' } }, 'empty'],
    ['- [ ] א', { change: 'edit', index: 0, to: { text: '@dana' } }, 'empty'],
    ['```\nכל השאר קוד', { change: 'add', record: ACTION }, 'unwritable'],
  ])('%j %j: %s', (markdown, change, reason) => {
    expect(writeBack(markdown, change, OPTIONS)).toEqual({ ok: false, reason });
  });
});

describe('one item', () => {
  test.each<[string, RecordChange, string]>([
    ['- [ ] א @dana', { change: 'edit', index: 0, to: { done: true } }, '- [x] א @dana'],
    ['- [V] א', { change: 'edit', index: 0, to: { done: false } }, '- [ ] א'],
    ['## משימות\n* א', { change: 'edit', index: 0, to: { done: true } }, '## משימות\n* [x] א'],
    [
      '- [ ] להגיש עד 15 במרץ את הדוח',
      { change: 'edit', index: 0, to: { due: '2026-04-01' } },
      '- [ ] להגיש עד 2026-04-01 את הדוח',
    ],
    [
      '- [ ] א (@dana, עד 1.3)',
      { change: 'edit', index: 0, to: { owner: { handle: 'noga' } } },
      '- [ ] א (@noga, עד 1.3)',
    ],
    ['- [ ] א (@dana, עד 1.3)', { change: 'edit', index: 0, to: { due: null } }, '- [ ] א @dana'],
    [
      '- [ ] א\n  - ב\n',
      { change: 'edit', index: 0, to: { owner: { name: 'דנה לוי' } } },
      '- [ ] א באחריות: דנה לוי\n  - ב\n',
    ],
    ['- [ ] task', { change: 'edit', index: 0, to: { due: '2026-03-01' } }, '- [ ] task by 2026-03-01'],
    ['- [ ] א @dana @noga', { change: 'edit', index: 0, to: { owner: null } }, '- [ ] א'],
    [
      '- [ ] א',
      { change: 'edit', index: 0, to: { text: 'לתאם עם @dana עד 1.3' } },
      '- [ ] לתאם עם @dana עד 2026-03-01',
    ],
    [
      '- [ ] א',
      { change: 'edit', index: 0, to: { text: 'לתאם עם', owner: { handle: 'dana' } } },
      '- [ ] לתאם עם באחריות: @dana',
    ],
    [
      '## החלטות\r\n1. א\r\n2. ב\r\n',
      { change: 'edit', index: 0, to: { text: 'ג\nד' } },
      '## החלטות\r\n1. ג\r\n   ד\r\n2. ב\r\n',
    ],
    ['## החלטות\n- א', { change: 'edit', index: 0, to: { text: '[ ] ב' } }, '## החלטות\n- \\[ ] ב'],
    ['## החלטות\n- א\n- ב\n- ג', { change: 'remove', index: 1 }, '## החלטות\n- א\n- ג'],
    ['טקסט\n- [ ] א\n---\nעוד', { change: 'remove', index: 0 }, 'טקסט\n\n---\nעוד'],
  ])('%j %j', (markdown, change, expected) => {
    expect(after(markdown, change)).toBe(expected);
  });
});

describe('a new record', () => {
  const decision: SummaryRecord = { kind: 'decision', text: 'חדש', done: false, owner: null, due: null };
  test.each<[string, SummaryRecord, string]>([
    ['## החלטות\n\n- \n\n## עוד', decision, '## החלטות\n\n- חדש\n\n## עוד'],
    ['## משימות\n- [ ] \n', { ...ACTION, due: '2026-03-01' }, '## משימות\n- [ ] לבדוק עד 2026-03-01\n'],
    ['## החלטות\n1. א\n\n## עוד', decision, '## החלטות\n1. א\n2. חדש\n\n## עוד'],
    ['## החלטות\n\n## עוד\n', decision, '## החלטות\n\n- חדש\n\n## עוד\n'],
    ['## החלטות', decision, '## החלטות\n\n- חדש\n'],
    ['', decision, '## החלטות\n\n- חדש\n'],
    ['# סיכום\nטקסט\n', decision, '# סיכום\nטקסט\n\n## החלטות\n\n- חדש\n'],
    ['### רקע\nטקסט', ACTION, '### רקע\nטקסט\n\n### משימות להמשך\n\n- [ ] לבדוק\n'],
  ])('%j', (markdown, record, expected) => {
    expect(after(markdown, { change: 'add', record })).toBe(expected);
  });
});
