import { badInputs } from './bad-input';
import type { Check } from './check';
import { ask, MEMBER } from './documents';
import { expectAtLeast, expectSame } from './expectations';

const ODD_VALUES = ['"', "'", '\\', 'a" OR "b', '\u0000', '] OR [', '\ud800'];

/** No text, filter or number makes an engine fail. */
export function anyInputChecks(): Check[] {
  const check = (name: string, run: Check['run']): Check => ({ group: 'any input', name, run });
  return [
    ...badInputs().map(([name, text]) =>
      check(name, async (engine) => {
        const { hits, total } = await engine.search(ask(text));
        expectAtLeast('total', total.value, hits.length);
        await engine.suggest({ text, viewer: MEMBER });
        await engine.similar({ title: text, viewer: MEMBER });
      }),
    ),
    check('two hundred facet values, and strange ones', async (engine) => {
      const strange = [...ODD_VALUES, ...Array.from({ length: 200 }, (_, n) => `t${n}`)];
      const values = { topic: strange, tag: strange, year: strange, answered: strange };
      const { hits } = await engine.search(ask('ענן', { filters: { values, from: Number.NaN } }));
      expectSame('hits', hits, []);
      const { hits: all } = await engine.search(ask('ענן', { offset: -5, limit: 1e9 }));
      expectAtLeast('hits with strange limits', all.length, 1);
    }),
  ];
}
