import { describe, expect, test } from 'vitest';
import type { SearchEngine, SearchQuery } from '#search/port';
import { ask } from './documents';

/** The part of the contract that is about finding: words, syntax, filters. */
export function describeFinding(engine: () => SearchEngine, corrects: boolean): void {
  async function idsOf(query: SearchQuery): Promise<string[]> {
    return (await engine().search(query)).hits.map(({ id }) => id);
  }

  describe('words', () => {
    test.each(['ענן', 'הענן', 'לענן', 'עננים', 'שבענן', 'עָנָן', 'cloud'])('%s finds the cloud thread', async (text) => {
      expect(await idsOf(ask(text))).toContain('thread:cloud');
    });

    test.each(['מנמ"ר', 'מנמ״ר', 'מנמ”ר', 'מנמר', 'המנמ״רים', 'CIO'])(
      '%s finds the post that names one',
      async (text) => {
        expect(await idsOf(ask(text))).toContain('thread:nimbus');
      },
    );

    test.each([
      ['SOC', 'thread:edr'],
      ['ה-SOC', 'thread:edr'],
      ['מי אישר EDR', 'thread:edr'],
      ['backups', 'thread:backup'],
      ['הארץ', 'thread:open'],
      ['ת״י 5568', 'thread:open'],
      ['email', 'thread:mixed'],
    ])('%s finds %s first', async (text, id) => {
      expect((await idsOf(ask(text)))[0]).toBe(id);
    });

    test('a word of two languages finds both', async () => {
      const ids = await idsOf(ask('backup גיבוי'));
      expect(ids).toEqual(expect.arrayContaining(['thread:backup', 'thread:cloud']));
    });

    test.each([
      ['bakcup', 'thread:backup'],
      ['נימבוז', 'thread:nimbus'],
      ['immutabel', 'thread:backup'],
    ])('%s is misspelt and finds %s', async (text, id) => {
      expect(await idsOf(ask(text))).toContain(id);
    });

    test('a misspelt word brings a correction', async () => {
      expect((await engine().search(ask('bakcup'))).didYouMean).toBe(corrects ? 'backup' : null);
    });

    test('the last word may be unfinished while typing', async () => {
      expect(await idsOf(ask('נימבו', { prefix: true }))).toContain('thread:nimbus');
    });

    test('a hit names its passages, the best first', async () => {
      const [hit] = (await engine().search(ask('immutable offline'))).hits;
      expect(hit).toMatchObject({ id: 'thread:backup', kind: 'thread', answered: true });
      expect(hit?.passages[0]).toBe('post:2');
    });
  });

  describe('syntax', () => {
    test('a phrase is found as written, also after a clitic', async () => {
      expect(await idsOf(ask('"מכרז נימבוס"'))).toEqual(['thread:nimbus']);
      expect(await idsOf(ask('“הצטרפות למכרז”'))).toEqual(['thread:nimbus']);
    });

    test('a phrase found nowhere is searched as words, and the result says so', async () => {
      const result = await engine().search(ask('"נימבוס מכרז"'));
      expect(result.relaxed).toBe(true);
      expect(result.hits.map(({ id }) => id)).toContain('thread:nimbus');
    });

    test('an excluded word is in no hit', async () => {
      const ids = await idsOf(ask('הגבייה -EDR'));
      expect(ids).toContain('thread:cloud');
      expect(ids).not.toContain('thread:edr');
    });

    test('filters in the text, in English and Hebrew', async () => {
      expect(await idsOf(ask('ספק topic:cyber'))).toContain('thread:edr');
      expect(await idsOf(ask('ספק topic:cloud'))).not.toContain('thread:edr');
      const names = { topic: { ענן: 'cloud' } };
      expect(await idsOf(ask('הגבייה נושא:ענן', { names }))).toEqual(['thread:cloud']);
      expect(await idsOf(ask('הגיבוי תגית:"גיבוי ושחזור"'))).toEqual(['thread:cloud']);
    });

    test('periods', async () => {
      expect(await idsOf(ask('הגבייה from:2025-01-01'))).toEqual(['thread:edr']);
      expect(await idsOf(ask('הגבייה לפני:2025'))).toEqual(['thread:cloud']);
    });

    test('filters alone list the newest first', async () => {
      expect(await idsOf(ask('topic:cloud'))).toEqual(['thread:nimbus', 'thread:cloud']);
    });
  });

  describe('filters, facets, order', () => {
    test('values of a facet are alternatives, facets narrow each other', async () => {
      const values = { topic: ['cloud', 'cyber'], answered: ['true'] };
      const ids = await idsOf(ask('הגבייה גיבוי backup', { filters: { values } }));
      expect(ids.toSorted()).toEqual(['thread:backup', 'thread:cloud']);
    });

    test('counts are over the same documents as the total', async () => {
      const { facets, total, hits } = await engine().search(ask('הגבייה'));
      expect(total).toEqual({ value: 2, capped: false });
      expect(hits).toHaveLength(2);
      expect(facets.topic).toEqual([
        { value: 'cloud', count: 1 },
        { value: 'cyber', count: 1 },
      ]);
      expect(facets.answered).toEqual([
        { value: 'false', count: 1 },
        { value: 'true', count: 1 },
      ]);
      expect(facets.year.map(({ value }) => value).toSorted()).toEqual(['2024', '2025']);
      expect(facets.tag.map(({ value }) => value).toSorted()).toEqual(['aws', 'edr', 'גיבוי ושחזור']);
    });

    test('by date, the newest first', async () => {
      expect(await idsOf(ask('הגבייה', { sort: 'date' }))).toEqual(['thread:edr', 'thread:cloud']);
    });

    test('pages do not overlap', async () => {
      const first = await idsOf(ask('הגבייה גיבוי', { limit: 1 }));
      const second = await idsOf(ask('הגבייה גיבוי', { limit: 1, offset: 1 }));
      expect(first).toHaveLength(1);
      expect(second).toHaveLength(1);
      expect(second).not.toEqual(first);
    });
  });
}
