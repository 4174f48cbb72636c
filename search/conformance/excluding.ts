import { type Check, idsOf } from './check';
import { ask, MEMBER, makeDocument } from './documents';
import { expectLacks, expectSame } from './expectations';

const ODD_IDS = ['', '"', "'", '\\', '"] OR [', '\u0000', '\ud800'];

/** Documents to leave out of an answer, by id. */
export function excludingChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'documents to leave out', name, run });
  const exclude = ['thread:cloud'];
  return [
    check('are in no hit, total, facet, suggestion or similar question', async (engine) => {
      const { hits, total, facets } = await engine.search(ask('הגבייה', { exclude }));
      const ids = hits.map(({ id }) => id);
      expectSame('hits', ids, ['thread:edr']);
      expectSame('total', total, { value: 1, capped: false });
      expectSame('topics', facets.topic, [{ value: 'cyber', count: 1 }]);
      expectSame('hits by topic alone', await idsOf(engine, ask('topic:cloud', { exclude })), ['thread:nimbus']);
      const text = 'מעבר לענ';
      expectSame('suggestions with it', (await engine.suggest({ text, viewer: MEMBER })).length, 1);
      expectSame('suggestions without it', await engine.suggest({ text, viewer: MEMBER, exclude }), []);
    }),
    check('bring no correction and hold no phrase', async (engine) => {
      const { didYouMean } = await engine.search(ask('bakcup', { exclude: ['thread:backup'] }));
      expectSame('correction', didYouMean, null);
      const phrase = await engine.search(ask('"מכרז נימבוס"', { exclude: ['thread:nimbus'] }));
      expectSame('relaxed', phrase.relaxed, true);
      const ids = phrase.hits.map(({ id }) => id);
      expectLacks('hits of the phrase', ids, 'thread:nimbus');
    }),
    check('an excluded word in them changes nothing for the others', async (engine) => {
      expectSame('hits', await idsOf(engine, ask('הגבייה -EDR', { exclude: ['thread:edr'] })), ['thread:cloud']);
    }),
    check('similar questions fill their limit without them', async (engine) => {
      const query = { title: 'backup הגבייה הגיבוי', viewer: MEMBER, limit: 1 };
      const first = (await engine.similar(query)).map(({ id }) => id);
      const next = (await engine.similar({ ...query, exclude: first })).map(({ id }) => id);
      expectSame('number of hits', next.length, 1);
      expectLacks('hits', next, first[0]);
    }),
    check('a thousand of them, unknown and strange ones', async (engine) => {
      const unknown = Array.from({ length: 2_000 }, (_, n) => `t:${n}`);
      const query = ask('הגבייה', { exclude: ['thread:cloud', ...ODD_IDS, ...unknown] });
      expectSame('hits', await idsOf(engine, query), ['thread:edr']);
      expectSame('number of hits', (await idsOf(engine, ask('הגבייה', { exclude: [] }))).length, 2);
    }),
    check('similar questions fill their limit however many are left out', async (engine) => {
      const fillers = Array.from({ length: 130 }, (_, n) =>
        makeDocument(`filler:${n}`, 'חניון תת קרקעי', 'שער החניון'),
      );
      const ids = fillers.map(({ id }) => id);
      await engine.upsert(fillers);
      const left = ids.slice(0, 125);
      const hits = await engine.similar({ title: 'שער החניון', viewer: MEMBER, limit: 5, exclude: left });
      await engine.remove(ids);
      expectSame('number of hits', hits.length, 5);
    }),
  ];
}
