import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchRecords } from '#app/domain/summaries/match';
import type { RecordKind, SummaryRecord } from '#app/domain/summaries/model';

const records = (...texts: string[]): SummaryRecord[] =>
  texts.map((written) => {
    const [kind = '', text = ''] = written.split(': ');
    const kinds: Record<string, RecordKind> = { d: 'decision', q: 'question', a: 'action' };
    return { kind: kinds[kind] ?? 'insight', text, done: false, owner: null, due: null };
  });

test.each<[string, string[], string[], (number | null)[]]>([
  ['nothing', [], [], []],
  ['new ones', [], ['d: א'], [null]],
  ['moved', ['d: ראשון', 'd: שני'], ['d: שני', 'd: ראשון'], [1, 0]],
  ['reworded', ['d: מאמצים נוסח אחיד', 'd: חוזרים ביוני'], ['d: מאמצים נוסח אחיד לחתימה', 'd: חוזרים ביולי'], [0, 1]],
  ['twice the same', ['d: א', 'd: א'], ['d: א', 'd: א', 'd: א'], [0, 1, null]],
  ['another kind is another record', ['q: מי חותם?'], ['d: מי חותם?'], [null]],
  ['niqqud and marks do not count', ['d: הַחְלָטָה'], ['d: **החלטה**.'], [0]],
  ['wholly new words', ['d: א ב ג ד'], ['d: ה ו ז ח'], [null]],
  ['marks only', ['d: ***'], ['d: ***', 'd: ---'], [0, null]],
  ['the best of two', ['d: א ב ג ד', 'd: א ב ג ה'], ['d: א ב ג ה ו'], [1]],
])('%s', (_name, before, after, expected) => {
  expect(matchRecords(records(...before), records(...after))).toEqual(expected);
});

test('a record is never two', () => {
  const lists = fc.array(fc.constantFrom('d: א ב', 'd: א ג', 'q: א ב', 'a: ד', 'd: '), { maxLength: 12 });
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const matches = matchRecords(records(...before), records(...after));
      const found = matches.filter((match) => match !== null);
      expect(matches).toHaveLength(after.length);
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
