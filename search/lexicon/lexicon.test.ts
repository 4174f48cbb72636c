import { describe, expect, test } from 'vitest';
import { normaliseText } from '#search/analysis/words';
import { createLexicon, expandWords } from './lexicon';

const lexicon = createLexicon();
const expand = (text: string, from = lexicon) =>
  expandWords(normaliseText(text).split(' '), from).map(({ words }) => words.join(' '));

describe('the lexicon', () => {
  test.each([
    ['CIO', 'מנמר'],
    ['המנמ"רים', 'cio'],
    ['מנהל מערכות מידע', 'מנמר'],
    ['לענן', 'cloud'],
    ['tender', 'מכרז'],
    ['firewalls', 'חומת אש'],
    ['גיבויים', 'backup'],
    ['SOC', 'מרכז תפעול אבטחה'],
    ['119', 'מוקד 119'],
  ])('%s is also %s', (query, other) => {
    expect(expand(query)).toContain(normaliseText(other));
  });

  test('a standard and a report to the authority are never expanded', () => {
    expect(expand('תקן')).toEqual([]);
    expect(expand('דיווח לרשות')).toEqual([]);
    expect(expand('אירוע אבטחה חמור')).not.toContain(normaliseText('דיווח לרשות'));
  });

  test('short and numeric forms are recognised only as they stand, and count least', () => {
    expect(expand('ads')).toEqual([]);
    const [weakest] = expandWords(['התאוששות', 'מאסונ'], lexicon).filter(({ words }) => words[0] === 'dr');
    expect(weakest).toMatchObject({ whole: true, weight: 0.35 });
  });

  test('groups added at run time work beside the glossary', () => {
    const added = createLexicon([{ terms: ['קליטת עולים', 'absorption'] }]);
    expect(expand('absorption', added)).toContain(normaliseText('קליטת עולים'));
  });

  test('a word that no text holds is taken for the word of the lexicon that it nearly is, and counts less', () => {
    const misspelt = (text: string, known: readonly string[] = []) =>
      expandWords([normaliseText(text)], lexicon, (word) => !known.includes(word));
    expect(misspelt('ransomwere').map(({ words }) => words.join(' '))).toContain(normaliseText('כופרה'));
    expect(misspelt('phishng')[0]?.weight).toBeLessThan(misspelt('phishing')[0]?.weight ?? 0);
    expect(misspelt('ransomwere', ['ransomwere'])).toEqual([]);
    expect(misspelt('cios')).toEqual(misspelt('cios', ['cios']));
  });
});
