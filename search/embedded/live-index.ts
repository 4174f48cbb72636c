import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLexicon, type Lexicon } from '#search/lexicon/lexicon';
import type {
  EngineHealth,
  SearchDocument,
  SearchHit,
  SearchQuery,
  SearchResult,
  SimilarQuery,
  Suggestion,
  SuggestQuery,
  SynonymTerms,
  UpsertReport,
} from '#search/port';
import {
  closeIndexFile,
  describeIndexFile,
  type IndexFile,
  listFileRevisions,
  markComplete,
  openIndexFile,
} from './index-file';
import { findSimilar, searchIndex } from './search-index';
import { deleteStore } from './store';
import { suggestTitles } from './suggest';
import { removeDocuments, writeDocuments } from './writer';

const POINTER = 'current';
const INDEX_FILE = /^index-\d+\.sqlite$/;
const POINTER_CHECK_MS = 1_000;
const REVISIONS_PAGE_MAX = 10_000;

/**
 * The index that answers, in a folder of its own, and during a rebuild the one being made beside it. Synchronous;
 * runs in a worker thread. A small file names the live index, so that a swap is one rename and other processes see it.
 */
export class LiveIndex {
  private file: IndexFile;
  private next: IndexFile | null = null;
  /** Written or removed while the next index is made: what the rebuild reads may be older. */
  private touched = new Set<string>();
  private lexicon: Lexicon = createLexicon();
  private pointerTime = 0;
  private pointerCheckedAt = 0;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = openIndexFile(join(folder, this.readPointer()));
  }

  upsert(documents: SearchDocument[]): UpsertReport {
    const report = writeDocuments(this.live(), documents);
    if (this.next !== null) {
      writeDocuments(this.next, documents);
      for (const { id } of documents) {
        this.touched.add(id);
      }
    }
    return report;
  }

  remove(ids: string[]): void {
    removeDocuments(this.live(), ids);
    if (this.next !== null) {
      removeDocuments(this.next, ids);
      for (const id of ids) {
        this.touched.add(id);
      }
    }
  }

  search(query: SearchQuery): SearchResult {
    return searchIndex(this.live(), this.lexicon, query);
  }

  suggest(query: SuggestQuery): Suggestion[] {
    return suggestTitles(this.live(), query);
  }

  similar(query: SimilarQuery): SearchHit[] {
    return findSimilar(this.live(), this.lexicon, query);
  }

  setSynonyms(groups: SynonymTerms[]): void {
    this.lexicon = createLexicon(groups);
  }

  listRevisions({ after = '', limit }: { after?: string; limit: number }): { id: string; revision: number }[] {
    return listFileRevisions(this.live(), after, Math.min(limit, REVISIONS_PAGE_MAX));
  }

  beginRebuild(): void {
    this.abortRebuild();
    this.next = openIndexFile(join(this.folder, this.newName()));
    this.touched = new Set();
  }

  /** Adds documents to the next index, but none that was written or removed since the rebuild began. */
  addToRebuild(documents: SearchDocument[]): UpsertReport {
    if (this.next === null) {
      throw new Error('No rebuild has begun.');
    }
    return writeDocuments(
      this.next,
      documents.filter(({ id }) => !this.touched.has(id)),
    );
  }

  /** Swaps the next index in and deletes the old one. Returns how many documents it holds. */
  finishRebuild(): number {
    const { next } = this;
    if (next === null) {
      throw new Error('No rebuild has begun.');
    }
    markComplete(next);
    this.writePointer(next.store.path.slice(this.folder.length + 1));
    const old = this.file;
    this.file = next;
    this.next = null;
    closeIndexFile(old);
    deleteStore(old.store.path);
    this.deleteLeftovers();
    return describeIndexFile(this.file).documents;
  }

  abortRebuild(): void {
    if (this.next !== null) {
      closeIndexFile(this.next);
      deleteStore(this.next.store.path);
      this.next = null;
    }
  }

  health(): EngineHealth {
    const { documents, analyserVersion, needsRebuild } = describeIndexFile(this.live());
    return { engine: 'embedded', ready: true, documents, analyserVersion, needsRebuild, detail: null };
  }

  close(): void {
    this.abortRebuild();
    closeIndexFile(this.file);
  }

  /** The live index; opened again when another process swapped it. */
  private live(): IndexFile {
    const now = Date.now();
    if (now - this.pointerCheckedAt < POINTER_CHECK_MS) {
      return this.file;
    }
    this.pointerCheckedAt = now;
    const time = statSync(join(this.folder, POINTER), { throwIfNoEntry: false })?.mtimeMs ?? this.pointerTime;
    if (time !== this.pointerTime) {
      const path = join(this.folder, this.readPointer());
      if (path !== this.file.store.path) {
        closeIndexFile(this.file);
        this.file = openIndexFile(path);
      }
    }
    return this.file;
  }

  private readPointer(): string {
    const path = join(this.folder, POINTER);
    const written = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    if (INDEX_FILE.test(written)) {
      this.pointerTime = statSync(path).mtimeMs;
      return written;
    }
    const name = this.newName();
    this.writePointer(name);
    return name;
  }

  private writePointer(name: string): void {
    const path = join(this.folder, POINTER);
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, `${name}\n`);
    renameSync(draft, path);
    this.pointerTime = statSync(path).mtimeMs;
  }

  private newName(): string {
    const taken = readdirSync(this.folder).map((name) => Number(/^index-(\d+)/.exec(name)?.[1] ?? 0));
    return `index-${Math.max(0, ...taken) + 1}.sqlite`;
  }

  /** Files of rebuilds that were cut short. Only older ones: another process may be making a newer one. */
  private deleteLeftovers(): void {
    const own = Number(/index-(\d+)/.exec(this.file.store.path)?.[1] ?? 0);
    for (const name of readdirSync(this.folder).filter((file) => INDEX_FILE.test(file))) {
      if (Number(/\d+/.exec(name)?.[0] ?? own) < own) {
        deleteStore(join(this.folder, name));
      }
    }
  }
}
