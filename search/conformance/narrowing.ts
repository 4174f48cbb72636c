import type { Check } from './check';
import { idsOf } from './check';
import { ask, MEMBER } from './documents';
import { expectSame } from './expectations';

/** Filters, facets, order and pages. */
export function narrowingChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'filters, facets, order', name, run });
  return [
    check('values of a facet are alternatives, facets narrow each other', async (engine) => {
      const values = { topic: ['cloud', 'cyber'], answered: ['true'] };
      const ids = await idsOf(engine, ask('הגבייה גיבוי backup', { filters: { values } }));
      expectSame('hits', ids.toSorted(), ['thread:backup', 'thread:cloud']);
    }),
    check('counts are over the same documents as the total', async (engine) => {
      const { facets, total, hits } = await engine.search(ask('הגבייה'));
      expectSame('total', total, { value: 2, capped: false });
      expectSame('number of hits', hits.length, 2);
      expectSame('topics', facets.topic, [
        { value: 'cloud', count: 1 },
        { value: 'cyber', count: 1 },
      ]);
      expectSame('answered', facets.answered, [
        { value: 'false', count: 1 },
        { value: 'true', count: 1 },
      ]);
      expectSame('years', facets.year.map(({ value }) => value).toSorted(), ['2024', '2025']);
      expectSame('tags', facets.tag.map(({ value }) => value).toSorted(), ['aws', 'edr', 'גיבוי ושחזור']);
    }),
    check('by date, the newest first', async (engine) => {
      expectSame('hits', await idsOf(engine, ask('הגבייה', { sort: 'date' })), ['thread:edr', 'thread:cloud']);
    }),
    check('pages do not overlap', async (engine) => {
      const first = await idsOf(engine, ask('הגבייה גיבוי', { limit: 1 }));
      const second = await idsOf(engine, ask('הגבייה גיבוי', { limit: 1, offset: 1 }));
      expectSame('hits on each page', [first.length, second.length], [1, 1]);
      expectSame('different documents on two pages', new Set([...first, ...second]).size, 2);
    }),
  ];
}

/** Titles while typing, and documents like a title. */
export function neighbourChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'suggestions and similar', name, run });
  return [
    check('titles while typing, in any form of the words', async (engine) => {
      const found = [{ id: 'thread:nimbus', kind: 'thread', title: 'הצטרפות למכרז נימבוס' }];
      expectSame('suggestions', await engine.suggest({ text: 'מכרז נימ', viewer: MEMBER }), found);
      expectSame('suggestions', await engine.suggest({ text: 'הצטר', viewer: MEMBER }), found);
    }),
    check('similar questions, those with an accepted answer first, without the thread itself', async (engine) => {
      const title = 'איזה backup מתאים לרשויות קטנות, authorities?';
      const [first] = await engine.similar({ title, viewer: MEMBER });
      expectSame('first', first?.id, 'thread:backup');
      const others = await engine.similar({
        title: 'backup authorities',
        viewer: MEMBER,
        exclude: ['thread:backup'],
      });
      expectSame('the thread itself among them', others.map(({ id }) => id).includes('thread:backup'), false);
    }),
  ];
}
