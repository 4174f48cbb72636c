import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEmbeddedEngine, type EmbeddedOptions } from './embedded/engine';
import { createMeilisearchEngine, type MeilisearchOptions } from './meilisearch/engine';
import type { SearchEngine, SearchReader } from './port';
import { withFallback } from './with-fallback';

/** An index to be kept up to date, by whoever has the documents. */
export interface NamedIndex {
  /** The same for every process that writes to the same index. */
  id: string;
  engine: SearchEngine;
}

/** The engines of a process. */
export interface SearchEngines {
  /** Answers: the server where there is one, else the embedded engine, which also stands in for a server that is down. */
  reader: SearchReader;
  embedded: NamedIndex;
  server: NamedIndex | null;
}

export interface EnginesOptions extends EmbeddedOptions {
  meilisearch: MeilisearchOptions | null;
  /** Told of every failure of the server. */
  onFailure?: (error: unknown) => void;
}

/** Makes the engines. Nothing is opened or asked before the first use. */
export function createSearchEngines({ meilisearch, onFailure, ...options }: EnginesOptions): SearchEngines {
  const embedded = { id: `embedded:${nameOf(options.folder)}`, engine: createEmbeddedEngine(options) };
  if (meilisearch === null) {
    return { reader: embedded.engine, embedded, server: null };
  }
  const engine = createMeilisearchEngine(meilisearch);
  return {
    reader: withFallback(engine, embedded.engine, onFailure ? { onFailure } : {}),
    embedded,
    server: { id: `meilisearch:${meilisearch.index ?? 'roundtable'}`, engine },
  };
}

const NAME_FILE = 'name';

/** A name that stays with the folder, made at first use: a copy of the forum elsewhere has an index of its own. */
function nameOf(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, NAME_FILE);
  try {
    writeFileSync(path, randomBytes(6).toString('hex'), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
  return readFileSync(path, 'utf8').trim();
}
