import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasConflict, mergeTexts } from '#app/domain/summaries/merge';
import { recognise } from '#app/domain/summaries/recognise';

const BASE = '## החלטות\n\n- \n\n## משימות\n\n- [ ] א\n- [ ] ב';

describe('two edits of one text', () => {
  test.each<[string, string, string, string, string]>([
    ['only mine', 'א\nב', 'א\nב ועוד', 'א\nב', 'א\nב ועוד'],
    ['only theirs', 'א\nב', 'א\nב', 'ג\nב', 'ג\nב'],
    ['the same', 'א', 'ב', 'ב', 'ב'],
    ['different lines', 'א\nב\nג', 'א1\nב\nג', 'א\nב\nג3', 'א1\nב\nג3'],
    ['lines that touch', 'א\nב', 'א1\nב', 'א\nב2', 'א1\nב2'],
    ['both added at the end', 'א', 'א\nשלי', 'א\nשלהם', 'א\nשלהם\nשלי'],
    ['both added the same and more', 'א', 'א\nמשותף\nשלי', 'א\nמשותף', 'א\nמשותף\nשלי'],
    ['one deletes, one adds elsewhere', 'א\nב\nג', 'א\nג', 'א\nב\nג\nד', 'א\nג\nד'],
    ['both filled the empty item', 'x\n- \ny', 'x\n- שלי\ny', 'x\n- שלהם\ny', 'x\n- שלהם\n- שלי\ny'],
    ['into nothing', '', 'שלי', 'שלהם', 'שלהם\nשלי'],
    ['Windows line ends', 'א\r\nב', 'א\r\nב1', 'א0\nב', 'א0\nב1'],
    [
      'sections of a template',
      BASE,
      BASE.replace('- \n', '- הוחלט\n'),
      BASE.replace('[ ] ב', '[x] ב'),
      BASE.replace('- \n', '- הוחלט\n').replace('[ ] ב', '[x] ב'),
    ],
  ])('%s', (_name, base, mine, theirs, expected) => {
    expect(mergeTexts(base, mine, theirs, 'he')).toEqual({ text: expected, conflicts: 0 });
  });

  test('the same line differently: both texts, marked, in either language', () => {
    const { text, conflicts } = mergeTexts('x\nישן\ny', 'x\nשלי\ny', 'x\nשלהם\ny', 'he');
    expect(conflicts).toBe(1);
    expect(text).toBe(
      'x\n⚠ **שתי עריכות של אותו קטע. הנוסח שלך:**\n\nשלי\n\n⚠ **הנוסח שנשמר בינתיים:**\n\nשלהם\n\n⚠ **סוף הקטע הכפול. יש לבחור נוסח ולמחוק את שורות הסימון.**\ny',
    );
    const english = mergeTexts('old', 'mine', 'theirs', 'en').text;
    expect([hasConflict(text), hasConflict(english), hasConflict('x\nשלי'), hasConflict('⚠ **note**')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(english).toMatch(/^⚠ \*\*Two edits[^\n]+\n\nmine\n\n⚠ [^\n]+\n\ntheirs\n\n⚠ /);
  });

  test('one edits what the other deletes: the edit is not lost', () => {
    const { text, conflicts } = mergeTexts('א\nב\nג', 'א\nב ועוד\nג', 'א\nג', 'he');
    expect(conflicts).toBe(1);
    expect(text).toContain('ב ועוד');
  });

  test('records on both sides of a mark are still read', () => {
    const { text } = mergeTexts('## החלטות\n- א', '## החלטות\n- א1', '## החלטות\n- א2', 'he');
    expect(recognise(text, { day: null }).records.map((record) => record.text)).toEqual(['א1', 'א2']);
  });
});

describe('any three texts', () => {
  const lines = fc.array(fc.constantFrom('א', 'ב', 'ג', '', '- ', '- [ ] ', '## החלטות', 'ד', '---'), {
    maxLength: 10,
  });
  const text = lines.map((list) => list.join('\n'));
  const words = (of: string): string[] => of.split('\n').filter((line) => /\p{L}/u.test(line));

  test('an unchanged side gives the other', () => {
    fc.assert(
      fc.property(text, text, (base, edited) => {
        expect(mergeTexts(base, edited, base, 'he')).toEqual({ text: edited, conflicts: 0 });
        expect(mergeTexts(base, base, edited, 'he')).toEqual({ text: edited, conflicts: 0 });
        expect(mergeTexts(base, edited, edited, 'he')).toEqual({ text: edited, conflicts: 0 });
      }),
      { numRuns: 500 },
    );
  });

  test('every line that somebody wrote anew is there', () => {
    fc.assert(
      fc.property(text, text, text, fc.constantFrom('he' as const, 'en' as const), (base, mine, theirs, locale) => {
        const written = `${theirs}\nחדש`;
        const merged = mergeTexts(base, mine, written, locale);
        const kept = new Set(words(merged.text));
        const before = new Set(words(base));
        for (const line of [...words(mine), ...words(written)].filter((each) => !before.has(each))) {
          expect(kept).toContain(line);
        }
        expect(hasConflict(merged.text)).toBe(merged.conflicts > 0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('texts of thousands of different lines', () => {
    const many = (name: string) => Array.from({ length: 5_000 }, (_, index) => `${name} ${index}`).join('\n');
    const { text: merged, conflicts } = mergeTexts(many('א'), many('ב'), many('ג'), 'he');
    expect(conflicts).toBe(1);
    expect(merged.split('\n')).toHaveLength(10_007);
  });
});
