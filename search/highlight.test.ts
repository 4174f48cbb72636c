import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listKeys } from './analysis/keys';
import { isStopWord } from './analysis/stop-words';
import { EVERY_WORD } from './analysis/vocabulary';
import { listWords } from './analysis/words';
import { createHighlighter, pickPassage, type Stretch } from './highlight';
import { createLexicon } from './lexicon/lexicon';

const marked = (stretches: Stretch[]) => stretches.filter(({ mark }) => mark).map(({ text }) => text);
const joined = (stretches: Stretch[]) => stretches.map(({ text }) => text).join('');

describe('marks', () => {
  test.each([
    ['ענן', 'הגיבוי בענן של Azure', ['ענן']],
    ['הענן', 'עברנו לענן. עננים', ['לענן', 'עננים']],
    ['מנמ"ר', 'פורום המנמ״רים', ['המנמ״רים']],
    ['ענן', 'הָעָנָן', ['הָעָנָן']],
    ['SOC', 'ה-SOC האזורי', ['SOC']],
    ['CIO', 'שאלה למנמ"ר', ['למנמ"ר']],
    ['מה זה ענן', 'זה לא ענן', ['ענן']],
    ['"מכרז נימבוס"', 'במכרז נימבוס', ['מכרז', 'נימבוס']],
  ])('%s in %s', (query, text, expected) => {
    const stretches = createHighlighter(query).markAll(text);
    expect(marked(stretches)).toEqual(expected);
    expect(joined(stretches)).toBe(text);
  });

  test('whatever has a key of the query is marked, however it is inflected', () => {
    const lexicon = createLexicon();
    const letters = fc.string({ unit: fc.constantFrom(...'אבגהוילמנרשת'), minLength: 3, maxLength: 7 });
    const clitic = fc.constantFrom('', 'ה', 'ב', 'ול', 'שה', 'כש');
    const ending = fc.constantFrom('', 'ים', 'ות', 'ה', 'ית', 'ויות', 'יות', 'יים');
    fc.assert(
      fc.property(letters, clitic, ending, clitic, ending, (lemma, before, after, otherBefore, otherAfter) => {
        const [asked, written] = [before + lemma + after, otherBefore + lemma + otherAfter];
        const word = (text: string) => listWords(text)[0]?.word ?? '';
        const own = new Set(listKeys(word(asked), EVERY_WORD).filter((key) => key.length > 2));
        fc.pre(!isStopWord(word(asked)) && listKeys(word(written), EVERY_WORD).some((key) => own.has(key)));
        expect(marked(createHighlighter(asked, lexicon).markAll(written)).length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the extract is the densest window, cut at words', () => {
    const text = `ענן ${'מילה אחרת '.repeat(60)}גיבוי בענן ושחזור ${'עוד משהו '.repeat(60)}`;
    const extract = createHighlighter('גיבוי ענן שחזור').extract(text, 120);
    expect(extract).toMatchObject({ cutBefore: true, cutAfter: true, found: 3 });
    expect(marked(extract.stretches)).toEqual(['גיבוי', 'ענן', 'שחזור']);
    expect(joined(extract.stretches).length).toBeLessThanOrEqual(125);
  });

  test('the passage with most of the query is picked', () => {
    const passages = [{ text: 'ענן' }, { text: 'גיבוי בענן' }];
    expect(pickPassage(passages, createHighlighter('גיבוי ענן'))).toBe(passages[1]);
  });

  test('any text and query: the extract is a part of the text', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.constantFrom(...'אבענן "׳-<&'.split('')), fc.string({ unit: 'binary', maxLength: 1 })),
    });
    fc.assert(
      fc.property(anything, anything, fc.integer({ min: 1, max: 80 }), (query, text, length) => {
        const highlighter = createHighlighter(query);
        expect(text).toContain(joined(highlighter.extract(text, length).stretches));
        expect(joined(highlighter.markAll(text))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
