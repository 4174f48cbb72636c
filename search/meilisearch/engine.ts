import { ANALYSER_VERSION } from '#search/analysis/version';
import { createLexicon } from '#search/lexicon/lexicon';
import {
  type EngineHealth,
  type RebuildOptions,
  type SearchDocument,
  type SearchEngine,
  SearchUnavailable,
  type UpsertReport,
} from '#search/port';
import { createMeilisearchClient, type MeilisearchClient, type MeilisearchServer } from './client';
import type { Searching } from './finding';
import {
  checkVersion,
  countPassages,
  createIndex,
  deleteIndex,
  indexExists,
  isMarked,
  replaceIndex,
} from './index-setup';
import { withScopedKey } from './keys';
import { findSimilarOnServer, searchServer, suggestFromServer } from './searching';
import { fetchAll, removeDocuments, upsertDocuments } from './writes';

export interface MeilisearchOptions extends MeilisearchServer {
  /** The name of the index, and the beginning of the names of those made beside it. One per purpose. */
  index?: string;
}

const REBUILD_BATCH = 500;

/** The engine on a Meilisearch server. Connects at first use: version, key, index, settings. */
export function createMeilisearchEngine(options: MeilisearchOptions): SearchEngine {
  const live = options.index ?? 'roundtable';
  const next = `${live}_next`;
  const given = createMeilisearchClient(options);
  let lexicon = createLexicon();
  let connection: Promise<MeilisearchClient> | null = null;
  let isClosed = false;
  /** While an index is being made beside the live one: what was written or removed since. */
  let touched: Set<string> | null = null;
  let revisions: { id: string; revision: number }[] = [];
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function connect(): Promise<MeilisearchClient> {
    await checkVersion(given);
    const client = createMeilisearchClient(await withScopedKey(options, live));
    if (!(await indexExists(client, live))) {
      await createIndex(client, live);
    }
    return client;
  }

  function connected(): Promise<MeilisearchClient> {
    if (isClosed) {
      return Promise.reject(new SearchUnavailable('The search engine is closed.'));
    }
    connection ??= connect().catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return connection;
  }

  /** One write at a time: the server would queue them anyway, and the order of revisions is kept. */
  function inTurn<Result>(work: (client: MeilisearchClient) => Promise<Result>): Promise<Result> {
    const turn = lastWrite.then(connected).then(work);
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async function searching(): Promise<Searching> {
    return { client: await connected(), index: live, lexicon };
  }

  function upsert(documents: SearchDocument[]): Promise<UpsertReport> {
    return inTurn(async (client) => {
      const report = await upsertDocuments(client, live, documents);
      if (touched !== null) {
        await upsertDocuments(client, next, documents);
        for (const { id } of documents) {
          touched.add(id);
        }
      }
      return report;
    });
  }

  function remove(ids: string[]): Promise<void> {
    return inTurn(async (client) => {
      await removeDocuments(client, live, ids);
      if (touched !== null) {
        await removeDocuments(client, next, ids);
        for (const id of ids) {
          touched.add(id);
        }
      }
    });
  }

  async function rebuild(
    documents: AsyncIterable<SearchDocument>,
    { onProgress }: RebuildOptions = {},
  ): Promise<{ documents: number }> {
    await inTurn(async (client) => {
      await deleteIndex(client, next);
      await createIndex(client, next);
      touched = new Set();
    });
    try {
      let batch: SearchDocument[] = [];
      let written = 0;
      const flush = async (): Promise<void> => {
        const report = await inTurn((client) =>
          upsertDocuments(
            client,
            next,
            batch.filter(({ id }) => touched?.has(id) !== true),
          ),
        );
        written += report.indexed;
        batch = [];
        onProgress?.(written);
      };
      for await (const document of documents) {
        batch.push(document);
        if (batch.length >= REBUILD_BATCH) {
          await flush();
        }
      }
      await flush();
      return await inTurn(async (client) => {
        await replaceIndex(client, live, next);
        touched = null;
        return { documents: await countDocuments(client) };
      });
    } catch (error) {
      touched = null;
      await inTurn((client) => deleteIndex(client, next)).catch(() => undefined);
      throw error;
    }
  }

  async function countDocuments(client: MeilisearchClient): Promise<number> {
    return new Set((await fetchAll(client, live, ['lead = "yes"'])).map(({ doc }) => doc)).size;
  }

  async function health(): Promise<EngineHealth> {
    const down = { engine: 'meilisearch', ready: false, documents: 0, analyserVersion: null, needsRebuild: false };
    try {
      const client = await connected();
      const version = await checkVersion(given);
      const isWhole = await isMarked(client, live);
      const passages = await countPassages(client, live);
      const detail = `Meilisearch ${version ?? '(the key may not ask its version)'}, ${passages} passages`;
      return {
        ...down,
        ready: true,
        documents: await countDocuments(client),
        analyserVersion: isWhole ? ANALYSER_VERSION : null,
        needsRebuild: !isWhole,
        detail,
      };
    } catch (error) {
      return { ...down, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  async function listRevisions({
    after = '',
    limit,
  }: {
    after?: string;
    limit: number;
  }): Promise<{ id: string; revision: number }[]> {
    if (after === '') {
      const kept = await fetchAll(await connected(), live, ['lead = "yes"']);
      // The server gives no order by text, so the whole list is kept from the first page on.
      revisions = kept
        .map(({ doc, revision }) => ({ id: doc, revision }))
        .sort((one, other) => (one.id < other.id ? -1 : 1));
    }
    return revisions.filter(({ id }) => id > after).slice(0, limit);
  }

  return {
    upsert,
    remove,
    rebuild,
    health,
    listRevisions,
    search: async (query) => searchServer(await searching(), query),
    suggest: async (query) => suggestFromServer(await searching(), query),
    similar: async (query) => findSimilarOnServer(await searching(), query),
    setSynonyms: async (groups) => {
      lexicon = createLexicon(groups);
    },
    close: async () => {
      await lastWrite;
      isClosed = true;
    },
  };
}
