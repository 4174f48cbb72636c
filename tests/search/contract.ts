import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument, SearchEngine, SearchQuery } from '#search/port';
import { badInputs } from './bad-input';
import { describeFinding } from './contract-finding';
import { ask, DANA, FORUM, MEMBER, makeDocument } from './documents';

/** Makes an engine with an empty index of its own, and what removes both. */
export type EngineFactory = () => Promise<{ engine: SearchEngine; dispose(): Promise<void> }>;

export interface ContractOptions {
  /** Whether the engine can tell what a misspelt word meant. */
  corrects?: boolean;
}

/** What every engine must do. Each engine's test file calls this with its factory; so does the conformance command. */
export function describeContract(name: string, makeEngine: EngineFactory, options: ContractOptions = {}): void {
  const { corrects = true } = options;
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

    describeFinding(() => engine, corrects);

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
        const { hits, total } = await engine.search(ask(text));
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
