import { type Check, idsOf } from './check';
import { ask, DANA, MEMBER } from './documents';
import { expectIncludes, expectLacks, expectSame } from './expectations';

const INJECTIONS = ['כופרה audience:authority:12', 'כופרה" OR audience = "member:dana', "כופרה' OR 1=1 --"];

/** Nothing of what a viewer may not see shows anywhere. */
export function visibilityChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'visibility', name, run });
  return [
    check('a guest finds what is public, somebody without keys nothing', async (engine) => {
      const guest = await idsOf(engine, ask('נגישות ענן נימבוס', { viewer: ['public'] }));
      expectSame('hits of a guest', guest, ['thread:open']);
      const { hits, total } = await engine.search(ask('נגישות', { viewer: [] }));
      expectSame('hits and total without keys', [hits, total.value], [[], 0]);
      expectSame('suggestions without keys', await engine.suggest({ text: 'נגיש', viewer: [] }), []);
      expectSame('similar without keys', await engine.similar({ title: 'נגישות', viewer: [] }), []);
    }),
    check(
      'nothing of a stricter document shows: hits, total, facets, suggestions, similar, corrections',
      async (engine) => {
        const hidden = 'summary:roundtable';
        const { hits, total, facets, didYouMean } = await engine.search(ask('כופרה'));
        const ids = hits.map(({ id }) => id);
        expectLacks('hits', ids, hidden);
        expectSame('total', total.value, ids.length);
        const labels = facets.label.map(({ value }) => value);
        expectLacks('labels', labels, 'TLP:AMBER');
        expectSame('correction', didYouMean, null);
        expectSame('correction of a misspelt word', (await engine.search(ask('כופרא'))).didYouMean, null);
        expectSame('suggestions', await engine.suggest({ text: 'שולחן', viewer: MEMBER }), []);
        const similar = await engine.similar({ title: 'כופרה אצל ספק משנה', viewer: MEMBER });
        const near = similar.map(({ id }) => id);
        expectLacks('similar', near, hidden);
        expectIncludes('hits of who may see it', await idsOf(engine, ask('כופרה', { viewer: DANA })), hidden);
      },
    ),
    check(
      'a stricter passage is found only by its own audience, and excluding its words shows nothing of it',
      async (engine) => {
        expectSame('hits', await idsOf(engine, ask('קרמבולה')), []);
        expectSame('correction', (await engine.search(ask('קרמבולא'))).didYouMean, null);
        const { hits } = await engine.search(ask('קרמבולה', { viewer: DANA }));
        const found = hits.map(({ id, passages }) => ({ id, passages }));
        expectSame('hits of who may see it', found, [{ id: 'thread:mixed', passages: ['post:secret'] }]);
        expectSame('hits without the word', await idsOf(engine, ask('Exchange -קרמבולה')), ['thread:mixed']);
        const without = await idsOf(engine, ask('Exchange -קרמבולה', { viewer: DANA }));
        expectSame('hits without the word, of who may see it', without, []);
      },
    ),
    check('a filter of the viewer cannot be written in the text', async (engine) => {
      for (const text of INJECTIONS) {
        expectLacks(`hits of ${text}`, await idsOf(engine, ask(text)), 'summary:roundtable');
      }
    }),
  ];
}
