import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { allDocuments } from '#app/domain/search/all-documents.server';
import { createIndexer, type Indexer } from '#app/domain/search/indexer.server';
import { LATE_MS } from '#app/domain/search/indexes.server';
import { getDb } from '#app/instances.server';
import { createEmbeddedEngine } from '#search/embedded/engine';
import type { NamedIndex } from '#search/engines';
import type { SearchEngine } from '#search/port';
import { testProvider } from '#tests/support/database';

let number = 0;

/** An index of its own, embedded, in a folder of its own. */
export function makeIndex(): NamedIndex {
  number += 1;
  const folder = mkdtempSync(join(tmpdir(), 'indexing-'));
  return { id: `test:${number}`, engine: createEmbeddedEngine({ folder, run: 'inline' }) };
}

/** The same index with an engine of which some acts are done otherwise. */
export function besides(index: NamedIndex, other: Partial<SearchEngine>): NamedIndex {
  return { id: index.id, engine: { ...index.engine, ...other } };
}

export function indexerOf(index: NamedIndex, owner = 'one'): Indexer {
  return createIndexer({ db: getDb(), index, owner, lateMs: LATE_MS[testProvider()] });
}

/** Everything that is due now. */
export async function settle(indexer: Indexer): Promise<void> {
  while (await indexer.tick()) {
    // On to the next batch.
  }
}

/** Every document that should be there, with its revision, and nothing else. */
export async function expectEqual(index: NamedIndex): Promise<void> {
  const wanted: string[] = [];
  for await (const { id, revision } of allDocuments(getDb())) {
    wanted.push(`${id} ${revision}`);
  }
  const held = await index.engine.listRevisions({ limit: 10_000 });
  expect(held.map(({ id, revision }) => `${id} ${revision}`).sort()).toEqual(wanted.sort());
}

/** Ids of what a member finds. */
export async function find(index: NamedIndex, text: string): Promise<string[]> {
  const { hits } = await index.engine.search({ text, viewer: ['public', 'members'] });
  return hits.map(({ id }) => id);
}

export async function openingOf(threadId: number): Promise<number> {
  return (await getDb().post.findFirstOrThrow({ where: { threadId, kind: 'opening' } })).id;
}
