import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listKeys } from '#search/analysis/keys';
import { EVERY_WORD } from '#search/analysis/vocabulary';
import { normaliseText } from '#search/analysis/words';
import { ask, makeDocument } from '#search/conformance/documents';
import { createEmbeddedEngine } from '#search/embedded/engine';
import { askAll, evaluateEngine, readEvaluationDocuments, readEvaluationQueries } from '#search/evaluate';
import type { SearchEngine } from '#search/port';

const CORPORA = resolve(import.meta.dirname, '../../../shared/corpora');
const CROSS_FAMILY_SHARE_MAX = 0.001;
const read = (path: string): string => readFileSync(join(CORPORA, path), 'utf8');

function inlineEngine(): { engine: SearchEngine; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'search-corpora-'));
  return { engine: createEmbeddedEngine({ folder, run: 'inline' }), folder };
}

if (!existsSync(CORPORA)) {
  test('the corpora are not on this machine, so their floors are not measured', () => {
    expect(existsSync(CORPORA)).toBe(false);
  });
} else {
  describe('real Hebrew questions', () => {
    const { engine, folder } = inlineEngine();
    afterAll(async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    });

    test('full questions: recall, rank, none empty', async () => {
      const documents = readEvaluationDocuments(read('hebrew-retrieval/documents.ndjson'));
      const queries = readEvaluationQueries(read('hebrew-retrieval/queries-full.ndjson'));
      const result = await evaluateEngine(engine, documents, queries);
      expect(result.recallAt10).toBeGreaterThanOrEqual(0.98);
      expect(result.mrrAt10).toBeGreaterThanOrEqual(0.92);
      expect(result.empty).toBe(0);
    });

    test('short queries: recall, rank, none empty', async () => {
      const result = await askAll(engine, readEvaluationQueries(read('hebrew-retrieval/queries-short.ndjson')));
      expect(result.recallAt10).toBeGreaterThanOrEqual(0.965);
      expect(result.mrrAt10).toBeGreaterThanOrEqual(0.88);
      expect(result.empty).toBe(0);
    });
  });

  describe('forms of one word', () => {
    const families = read('hebrew-forms.tsv')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'));
    const { engine, folder } = inlineEngine();

    beforeAll(async () => {
      const documents = families.flatMap((forms, family) =>
        forms.map((form, index) => makeDocument(`f:${family}:${index}`, 'כותרת', `לפני ${form} אחרי`)),
      );
      await engine.upsert(documents);
    });
    afterAll(async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    });

    test('every form finds every other', async () => {
      const missing: string[] = [];
      for (const [family, forms] of families.entries()) {
        for (const form of forms) {
          const ids = (await engine.search(ask(form, { limit: 100 }))).hits.map(({ id }) => id);
          missing.push(
            ...forms.filter((_, index) => !ids.includes(`f:${family}:${index}`)).map((other) => `${form} → ${other}`),
          );
        }
      }
      expect(missing).toEqual([]);
    });

    test('forms of different words hardly ever meet', () => {
      const keyed = families.flatMap((forms, family) =>
        forms.map((form) => ({ family, keys: listKeys(normaliseText(form), EVERY_WORD) })),
      );
      let pairs = 0;
      let meetings = 0;
      for (const one of keyed) {
        for (const other of keyed.filter(({ family }) => family !== one.family)) {
          pairs += 1;
          meetings += one.keys.some((key) => other.keys.includes(key)) ? 1 : 0;
        }
      }
      expect(meetings / pairs).toBeLessThanOrEqual(CROSS_FAMILY_SHARE_MAX);
    });
  });

  test('own words: what the glossary calls by two names is found by the other', async () => {
    const { engine, folder } = inlineEngine();
    const [, ...rows] = read('glossary.tsv')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    await engine.upsert(
      rows.map(([hebrew = ''], row) => makeDocument(`g:${row}`, 'שאלה', `מה עושים עם ${hebrew} אצלנו`)),
    );
    const missing: string[] = [];
    for (const [row, [hebrew = '', english = '']] of rows.entries()) {
      // What stands after an oblique is another name or the rest of one: not every half is a name.
      const term = english.includes('/') ? hebrew : english.replace(/\(.*\)/, '').trim();
      const ids = (await engine.search(ask(term))).hits.map(({ id }) => id);
      if (!ids.includes(`g:${row}`)) {
        missing.push(`${term} → ${hebrew}`);
      }
    }
    await engine.close();
    rmSync(folder, { recursive: true });
    expect(missing).toEqual([]);
  });
}
