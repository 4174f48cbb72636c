import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listChecks, loadForum } from '#search/conformance/checks';
import { ask, MEMBER } from '#search/conformance/documents';
import type { SearchEngine } from '#search/port';

/** Makes an engine with an empty index of its own, and what removes both. */
export type EngineFactory = () => Promise<{ engine: SearchEngine; dispose(): Promise<void> }>;

const PIECES = ['"', '״', "'", '-', ':', '(', ')', '*', 'NOT', 'OR', 'ענן', ' ', '\ud800', '{', '^', 'topic:'];

/** What every engine must do: the checks of `search/conformance`, and no text that makes it fail. */
export function describeContract(name: string, makeEngine: EngineFactory): void {
  describe(`${name} keeps the search contract`, () => {
    let engine: SearchEngine;
    let dispose: () => Promise<void>;

    beforeAll(async () => {
      ({ engine, dispose } = await makeEngine());
      await loadForum(engine);
    });
    afterAll(() => dispose());

    test('no text at all makes it fail', async () => {
      const anything = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((all) => all.join('')),
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

    // In their order: the last ones change the index.
    for (const { group, name: check, run } of listChecks()) {
      test(`${group}: ${check}`, () => run(engine));
    }
  });
}
