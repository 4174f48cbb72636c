import { ANALYSER_VERSION } from '#search/analysis/version';
import { TypoFinder } from '#search/ranking/typos';
import { type AudienceTable, createAudienceTable } from './audiences';
import { createFrequencies, type IndexFrequencies } from './frequencies';
import { openStore, readMeta, rows, type Store, writeMeta } from './store';
import { createWordTable, type WordTable } from './words';

/** An open index with what is kept in memory beside it. */
export interface IndexFile {
  store: Store;
  words: WordTable;
  audiences: AudienceTable;
  frequencies: IndexFrequencies;
  typos: TypoFinder;
}

export function openIndexFile(path: string): IndexFile {
  const store = openStore(path);
  const words = createWordTable(store);
  const frequencies = createFrequencies(store);
  return {
    store,
    words,
    audiences: createAudienceTable(store),
    frequencies,
    typos: new TypoFinder(words, frequencies),
  };
}

export function closeIndexFile(file: IndexFile): void {
  file.store.database.close();
}

/** Says that the index holds everything it should, as after a rebuild. */
export function markComplete(file: IndexFile): void {
  writeMeta(file.store, 'complete', 'yes');
}

export function describeIndexFile({ store }: IndexFile): {
  documents: number;
  analyserVersion: number;
  needsRebuild: boolean;
} {
  const analyserVersion = Number(readMeta(store, 'analyser'));
  const documents = Number(rows(store.database, 'SELECT count(*) AS n FROM documents', [])[0]?.n ?? 0);
  const isComplete = readMeta(store, 'complete') === 'yes';
  return { documents, analyserVersion, needsRebuild: !isComplete || analyserVersion !== ANALYSER_VERSION };
}

export function listFileRevisions(
  { store }: IndexFile,
  after: string,
  limit: number,
): { id: string; revision: number }[] {
  const sql = 'SELECT id, revision FROM documents WHERE id > ? ORDER BY id LIMIT ?';
  return rows(store.database, sql, [after, limit]).map((row) => ({
    id: String(row.id),
    revision: Number(row.revision),
  }));
}
