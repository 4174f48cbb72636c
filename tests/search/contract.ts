import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument, SearchEngine, SearchQuery } from '#search/port';
import { badInputs, SEARCH_MS_MAX } from './bad-input';
import { ask, DANA, FORUM, MEMBER, makeDocument } from './documents';

/** Makes an engine with an empty index of its own, and what removes both. */
export type EngineFactory = () => Promise<{ engine: SearchEngine; dispose(): Promise<void> }>;

/** What every engine must do. Each engine's test file calls this with its factory; so does the conformance command. */
export function describeContract(name: string, makeEngine: EngineFactory): void {
  describe(`${name} keeps the search contract`, () => {
    let engine: SearchEngine;
    let dispose: () => Promise<void>;

    beforeAll(async () => {
      ({ engine, dispose } = await makeEngine());
      expect(await engine.upsert(FORUM)).toEqual({ indexed: FORUM.length, rejected: [] });
    });
    afterAll(() => dispose());

    async function idsOf(query: SearchQuery): Promise<string[]> {
      return (await engine.search(query)).hits.map(({ id }) => id);
    }

    describe('words', () => {
      test.each(['ענן', 'הענן', 'לענן', 'עננים', 'שבענן', 'עָנָן', 'cloud'])(
        '%s finds the cloud thread',
        async (text) => {
          expect(await idsOf(ask(text))).toContain('thread:cloud');
        },
      );

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
        expect((await engine.search(ask('bakcup'))).didYouMean).toBe('backup');
      });

      test('the last word may be unfinished while typing', async () => {
        expect(await idsOf(ask('נימבו', { prefix: true }))).toContain('thread:nimbus');
      });

      test('a hit names its passages, the best first', async () => {
        const [hit] = (await engine.search(ask('immutable offline'))).hits;
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
        const result = await engine.search(ask('"נימבוס מכרז"'));
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
        const { facets, total, hits } = await engine.search(ask('הגבייה'));
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

    describe('visibility', () => {
      test('a guest finds what is public, somebody without keys nothing', async () => {
        expect(await idsOf(ask('נגישות ענן נימבוס', { viewer: ['public'] }))).toEqual(['thread:open']);
        expect(await engine.search(ask('נגישות', { viewer: [] }))).toMatchObject({ hits: [], total: { value: 0 } });
        expect(await engine.suggest({ text: 'נגיש', viewer: [] })).toEqual([]);
        expect(await engine.similar({ title: 'נגישות', viewer: [] })).toEqual([]);
      });

      test('nothing of a stricter document shows: hits, total, facets, suggestions, similar, corrections', async () => {
        const { hits, total, facets, didYouMean } = await engine.search(ask('כופרה'));
        expect(hits.map(({ id }) => id)).not.toContain('summary:roundtable');
        expect(total.value).toBe(hits.length);
        expect(facets.label.map(({ value }) => value)).not.toContain('TLP:AMBER');
        expect(didYouMean).toBeNull();
        expect((await engine.search(ask('כופרא'))).didYouMean).toBeNull();
        expect(await engine.suggest({ text: 'שולחן', viewer: MEMBER })).toEqual([]);
        expect(await engine.similar({ title: 'כופרה אצל ספק משנה', viewer: MEMBER })).not.toContainEqual(
          expect.objectContaining({ id: 'summary:roundtable' }),
        );
        expect(await idsOf(ask('כופרה', { viewer: DANA }))).toContain('summary:roundtable');
      });

      test('a stricter passage is found only by its own audience, and excluding its words shows nothing of it', async () => {
        expect(await idsOf(ask('קרמבולה'))).toEqual([]);
        expect((await engine.search(ask('קרמבולא'))).didYouMean).toBeNull();
        expect((await engine.search(ask('קרמבולה', { viewer: DANA }))).hits).toMatchObject([
          { id: 'thread:mixed', passages: ['post:secret'] },
        ]);
        expect(await idsOf(ask('Exchange -קרמבולה'))).toEqual(['thread:mixed']);
        expect(await idsOf(ask('Exchange -קרמבולה', { viewer: DANA }))).toEqual([]);
      });

      test('a filter of the viewer cannot be written in the text', async () => {
        for (const text of ['כופרה audience:authority:12', 'כופרה" OR audience = "member:dana', "כופרה' OR 1=1 --"]) {
          expect(await idsOf(ask(text))).not.toContain('summary:roundtable');
        }
      });
    });

    describe('suggestions and similar', () => {
      test('titles while typing, in any form of the words', async () => {
        const found = [{ id: 'thread:nimbus', kind: 'thread', title: 'הצטרפות למכרז נימבוס' }];
        expect(await engine.suggest({ text: 'מכרז נימ', viewer: MEMBER })).toEqual(found);
        expect(await engine.suggest({ text: 'הצטר', viewer: MEMBER })).toEqual(found);
      });

      test('similar questions, those with an accepted answer first, without the thread itself', async () => {
        const hits = await engine.similar({ title: 'איזה backup מתאים לרשויות קטנות, authorities?', viewer: MEMBER });
        expect(hits[0]?.id).toBe('thread:backup');
        const others = await engine.similar({
          title: 'backup authorities',
          viewer: MEMBER,
          exclude: ['thread:backup'],
        });
        expect(others.map(({ id }) => id)).not.toContain('thread:backup');
      });
    });

    describe('any input', () => {
      test.each(badInputs())('%s', async (_, text) => {
        const started = performance.now();
        const { hits, total } = await engine.search(ask(text));
        expect(performance.now() - started).toBeLessThan(SEARCH_MS_MAX);
        expect(total.value).toBeGreaterThanOrEqual(hits.length);
        await engine.suggest({ text, viewer: MEMBER });
        await engine.similar({ title: text, viewer: MEMBER });
      });

      test('two hundred facet values, and strange ones', async () => {
        const strange = [
          '"',
          "'",
          '\\',
          'a" OR "b',
          '\u0000',
          '] OR [',
          ...Array.from({ length: 200 }, (_, n) => `t${n}`),
        ];
        const filters = {
          values: { topic: strange, tag: strange, year: strange, answered: strange },
          from: Number.NaN,
        };
        expect((await engine.search(ask('ענן', { filters }))).hits).toEqual([]);
        expect((await engine.search(ask('ענן', { offset: -5, limit: 1e9 }))).hits.length).toBeGreaterThan(0);
      });

      test('no text at all makes it fail', async () => {
        const pieces = fc.constantFrom(
          '"',
          '״',
          "'",
          '-',
          ':',
          '(',
          ')',
          '*',
          'NOT',
          'OR',
          'ענן',
          ' ',
          '\ud800',
          '{',
          '^',
          'topic:',
        );
        const anything = fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
        );
        await fc.assert(
          fc.asyncProperty(anything, fc.boolean(), async (text, prefix) => {
            const result = await engine.search(ask(text, { prefix }));
            expect(result.degraded).toBe(false);
            await engine.suggest({ text, viewer: MEMBER });
          }),
          { numRuns: 60 },
        );
      });
    });

    // Last: these change the index.
    describe('changes', () => {
      test('an update replaces, an older one does not', async () => {
        await engine.upsert([makeDocument('thread:new', 'חתימה דיגיטלית', 'טיוטה ראשונה', { revision: 5 })]);
        expect(await idsOf(ask('טיוטה'))).toEqual(['thread:new']);
        await engine.upsert([makeDocument('thread:new', 'חתימה דיגיטלית', 'נוסח סופי', { revision: 6 })]);
        await engine.upsert([makeDocument('thread:new', 'חתימה דיגיטלית', 'מהדורה ישנה', { revision: 4 })]);
        expect(await idsOf(ask('טיוטה'))).toEqual([]);
        expect(await idsOf(ask('מהדורה'))).toEqual([]);
        expect(await idsOf(ask('סופי'))).toEqual(['thread:new']);
      });

      test('a raised label hides at once, without a new text', async () => {
        await engine.upsert([
          makeDocument('thread:new', 'חתימה דיגיטלית', 'נוסח סופי', { revision: 7, audience: ['member:dana'] }),
        ]);
        expect(await idsOf(ask('סופי'))).toEqual([]);
        expect(await idsOf(ask('סופי', { viewer: DANA }))).toEqual(['thread:new']);
      });

      test('a passage that is gone is found no more', async () => {
        const passages = [
          { ref: 'a', text: 'ארגמן' },
          { ref: 'b', text: 'טורקיז' },
        ];
        await engine.upsert([makeDocument('thread:colours', 'צבעים', '', { passages })]);
        await engine.upsert([
          makeDocument('thread:colours', 'צבעים', '', { passages: passages.slice(1), revision: 2 }),
        ]);
        expect(await idsOf(ask('ארגמן'))).toEqual([]);
        expect(await idsOf(ask('טורקיז'))).toEqual(['thread:colours']);
      });

      test('one document that cannot be indexed does not spoil the others', async () => {
        const report = await engine.upsert([
          makeDocument('', 'ללא מזהה', 'טקסט'),
          makeDocument('thread:odd', 'odd \ud800 \u0000 text', 'טקסט מוזר', { tags: ['a"b', '\u0000'] }),
        ]);
        expect(report.rejected.map(({ id }) => id)).toEqual(['']);
        expect(await idsOf(ask('מוזר'))).toEqual(['thread:odd']);
      });

      test('removed is not found; removing twice is fine', async () => {
        await engine.remove(['thread:new', 'thread:odd', 'thread:colours', 'thread:never-was']);
        await engine.remove(['thread:new']);
        expect(await idsOf(ask('סופי מוזר טורקיז', { viewer: DANA }))).toEqual([]);
      });

      test('synonyms take effect at once', async () => {
        expect(await idsOf(ask('פלאפל'))).toEqual([]);
        await engine.setSynonyms([{ terms: ['פלאפל', 'נימבוס'] }]);
        expect(await idsOf(ask('פלאפל'))).toContain('thread:nimbus');
        await engine.setSynonyms([]);
        expect(await idsOf(ask('פלאפל'))).toEqual([]);
      });

      test('ids and revisions are listed in pages', async () => {
        const first = await engine.listRevisions({ limit: 4 });
        const rest = await engine.listRevisions({ after: first.at(-1)?.id ?? '', limit: 100 });
        const ids = [...first, ...rest].map(({ id }) => id);
        expect(ids).toEqual(FORUM.map(({ id }) => id).toSorted());
        expect(first[0]).toMatchObject({ revision: 1 });
      });

      test('a rebuild answers meanwhile, keeps what is written meanwhile, and drops what is gone', async () => {
        const late = makeDocument('thread:late', 'נכתב בזמן הבנייה', 'איחור אופנתי', { revision: 3 });
        async function* documents(): AsyncGenerator<SearchDocument> {
          for (const document of FORUM.slice(0, 6)) {
            yield document;
          }
          await engine.upsert([late]);
          await engine.remove(['thread:edr']);
          expect(await idsOf(ask('נימבוס'))).toContain('thread:nimbus');
          yield makeDocument('thread:late', 'נכתב בזמן הבנייה', 'נוסח ישן', { revision: 2 });
        }
        const progress: number[] = [];
        const done = await engine.rebuild(documents(), { onProgress: (number) => progress.push(number) });
        expect(done.documents).toBe(6);
        expect(progress.length).toBeGreaterThan(0);
        expect(await idsOf(ask('אופנתי'))).toEqual(['thread:late']);
        expect(await idsOf(ask('EDR'))).not.toContain('thread:edr');
        expect(await idsOf(ask('Exchange'))).toEqual([]);
        expect(await engine.health()).toMatchObject({ ready: true, needsRebuild: false, documents: 6 });
      });

      test('a rebuild that fails leaves the index as it was', async () => {
        async function* broken(): AsyncGenerator<SearchDocument> {
          yield makeDocument('thread:half', 'חצי', 'חצי');
          throw new Error('the database went away');
        }
        await expect(engine.rebuild(broken())).rejects.toThrow('the database went away');
        expect(await idsOf(ask('נימבוס'))).toContain('thread:nimbus');
        expect((await engine.health()).documents).toBe(6);
      });
    });
  });
}
