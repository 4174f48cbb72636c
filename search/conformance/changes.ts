import type { SearchDocument, SearchEngine } from '#search/port';
import { type Check, idsOf } from './check';
import { ask, DANA, FORUM, makeDocument } from './documents';
import { expectAtLeast, expectFailure, expectIncludes, expectLacks, expectSame } from './expectations';

/** Runs the work and takes out again what it put into the index. */
async function removing(engine: SearchEngine, ids: string[], work: () => Promise<void>): Promise<void> {
  await work().finally(() => engine.remove(ids));
}

/** Updates, removals, synonyms, lists: each leaves the index as it was. */
export function changeChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'changes', name, run });
  const signature = (text: string, more: Partial<SearchDocument>): SearchDocument =>
    makeDocument('thread:new', 'חתימה דיגיטלית', text, more);
  return [
    check('an update replaces, an older one does not', (engine) =>
      removing(engine, ['thread:new'], async () => {
        await engine.upsert([signature('טיוטה ראשונה', { revision: 5 })]);
        expectSame('hits of the first', await idsOf(engine, ask('טיוטה')), ['thread:new']);
        await engine.upsert([signature('נוסח סופי', { revision: 6 })]);
        await engine.upsert([signature('מהדורה ישנה', { revision: 4 })]);
        expectSame('hits of what was replaced', await idsOf(engine, ask('טיוטה')), []);
        expectSame('hits of what came too late', await idsOf(engine, ask('מהדורה')), []);
        expectSame('hits of the last', await idsOf(engine, ask('סופי')), ['thread:new']);
      }),
    ),
    check('a raised label hides at once, without a new text', (engine) =>
      removing(engine, ['thread:new'], async () => {
        await engine.upsert([signature('נוסח סופי', { revision: 1 })]);
        await engine.upsert([signature('נוסח סופי', { revision: 2, audience: ['member:dana'] })]);
        expectSame('hits of a member', await idsOf(engine, ask('סופי')), []);
        expectSame('hits of who may see it', await idsOf(engine, ask('סופי', { viewer: DANA })), ['thread:new']);
      }),
    ),
    check('a passage that is gone is found no more', (engine) =>
      removing(engine, ['thread:colours'], async () => {
        const passages = [
          { ref: 'a', text: 'ארגמן' },
          { ref: 'b', text: 'טורקיז' },
        ];
        await engine.upsert([makeDocument('thread:colours', 'צבעים', '', { passages })]);
        await engine.upsert([
          makeDocument('thread:colours', 'צבעים', '', { passages: passages.slice(1), revision: 2 }),
        ]);
        expectSame('hits of what is gone', await idsOf(engine, ask('ארגמן')), []);
        expectSame('hits of what stays', await idsOf(engine, ask('טורקיז')), ['thread:colours']);
      }),
    ),
    check('one document that cannot be indexed does not spoil the others', (engine) =>
      removing(engine, ['thread:odd'], async () => {
        const report = await engine.upsert([
          makeDocument('', 'ללא מזהה', 'טקסט'),
          makeDocument('thread:odd', 'odd \ud800 \u0000 text', 'טקסט מוזר', { tags: ['a"b', '\u0000'] }),
        ]);
        const rejected = report.rejected.map(({ id }) => id);
        expectSame('rejected', rejected, ['']);
        expectSame('hits', await idsOf(engine, ask('מוזר')), ['thread:odd']);
      }),
    ),
    check('removed is not found; removing twice is fine', async (engine) => {
      await engine.upsert([signature('נוסח סופי', {})]);
      await engine.remove(['thread:new', 'thread:never-was']);
      await engine.remove(['thread:new']);
      expectSame('hits', await idsOf(engine, ask('סופי', { viewer: DANA })), []);
    }),
    check('synonyms take effect at once', async (engine) => {
      expectSame('hits before', await idsOf(engine, ask('פלאפל')), []);
      await engine.setSynonyms([{ terms: ['פלאפל', 'נימבוס'] }]);
      expectIncludes('hits', await idsOf(engine, ask('פלאפל')), 'thread:nimbus');
      await engine.setSynonyms([]);
      expectSame('hits after', await idsOf(engine, ask('פלאפל')), []);
    }),
    check('ids and revisions are listed in pages', async (engine) => {
      const first = await engine.listRevisions({ limit: 4 });
      const rest = await engine.listRevisions({ after: first.at(-1)?.id ?? '', limit: 100 });
      const ids = [...first, ...rest].map(({ id }) => id);
      expectSame('number on the first page', first.length, 4);
      expectSame('ids', ids, FORUM.map(({ id }) => id).toSorted());
      expectSame('revision of the first', first[0]?.revision, 1);
    }),
  ];
}

/** A new index beside the live one. */
export function rebuildChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'rebuild', name, run });
  return [
    check('answers meanwhile, keeps what is written meanwhile, and drops what is gone', async (engine) => {
      const late = makeDocument('thread:late', 'נכתב בזמן הבנייה', 'איחור אופנתי', { revision: 3 });
      async function* documents(): AsyncGenerator<SearchDocument> {
        yield* FORUM.slice(0, 6);
        await engine.upsert([late]);
        await engine.remove(['thread:edr']);
        expectIncludes('hits while it is built', await idsOf(engine, ask('נימבוס')), 'thread:nimbus');
        yield makeDocument('thread:late', 'נכתב בזמן הבנייה', 'נוסח ישן', { revision: 2 });
      }
      const progress: number[] = [];
      const done = await engine.rebuild(documents(), { onProgress: (number) => progress.push(number) });
      expectSame('documents', done.documents, 6);
      expectAtLeast('times that progress was told', progress.length, 1);
      expectSame('hits of what was written meanwhile', await idsOf(engine, ask('אופנתי')), ['thread:late']);
      expectLacks('hits of what was removed meanwhile', await idsOf(engine, ask('EDR')), 'thread:edr');
      expectSame('hits of what is gone', await idsOf(engine, ask('Exchange')), []);
      const { ready, needsRebuild, documents: kept } = await engine.health();
      expectSame('health', { ready, needsRebuild, kept }, { ready: true, needsRebuild: false, kept: 6 });
    }),
    check('that fails leaves the index as it was', async (engine) => {
      const before = await engine.health();
      async function* broken(): AsyncGenerator<SearchDocument> {
        yield makeDocument('thread:half', 'חצי', 'חצי');
        throw new Error('the database went away');
      }
      await expectFailure('the rebuild', engine.rebuild(broken()), 'the database went away');
      expectIncludes('hits', await idsOf(engine, ask('נימבוס')), 'thread:nimbus');
      expectSame('documents', (await engine.health()).documents, before.documents);
    }),
  ];
}
