import { Worker } from 'node:worker_threads';
import { type RebuildOptions, type SearchDocument, type SearchEngine, SearchUnavailable } from '#search/port';
import { answerRequest, type IndexAnswer, type IndexArgument, type IndexMethod, type IndexReply } from './answer';
import { LiveIndex } from './live-index';
import { locateWorker } from './worker-location';

export interface EmbeddedOptions {
  /** A folder for the index alone. Made when it is not there; may be deleted at any time the engine is closed. */
  folder: string;
  /** `thread` (default) keeps the process free while it searches; `inline` is for short programs and tests. */
  run?: 'thread' | 'inline';
  /** The module of the worker thread, when it is not where `locateWorker` looks. */
  worker?: URL;
}

/** Searches wait for a batch that is being written, so batches are small. */
const UPSERT_BATCH = 200;
const REBUILD_BATCH = 100;
const CLOSED = 'The search engine is closed.';

/** The engine that needs nothing installed: SQLite's full text in a file, in a worker thread. Starts at first use. */
export function createEmbeddedEngine(options: EmbeddedOptions): SearchEngine {
  const { ask, close } = options.run === 'inline' ? askInline(options) : askThread(options);

  async function upsert(documents: SearchDocument[]): ReturnType<SearchEngine['upsert']> {
    const total = { indexed: 0, rejected: [] as { id: string; reason: string }[] };
    for (let at = 0; at < documents.length; at += UPSERT_BATCH) {
      const report = await ask('upsert', documents.slice(at, at + UPSERT_BATCH));
      total.indexed += report.indexed;
      total.rejected.push(...report.rejected);
    }
    return total;
  }

  async function rebuild(
    documents: AsyncIterable<SearchDocument>,
    { onProgress }: RebuildOptions = {},
  ): Promise<{ documents: number }> {
    await ask('beginRebuild', undefined);
    try {
      let batch: SearchDocument[] = [];
      let written = 0;
      const flush = async (): Promise<void> => {
        written += (await ask('addToRebuild', batch)).indexed;
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
      return { documents: await ask('finishRebuild', undefined) };
    } catch (error) {
      await ask('abortRebuild', undefined);
      throw error;
    }
  }

  return {
    upsert,
    rebuild,
    remove: (ids) => ask('remove', ids),
    search: (query) => ask('search', query),
    suggest: (query) => ask('suggest', query),
    similar: (query) => ask('similar', query),
    setSynonyms: (groups) => ask('setSynonyms', groups),
    listRevisions: (page) => ask('listRevisions', page),
    health: () => ask('health', undefined),
    close,
  };
}

interface Asking {
  ask<Method extends IndexMethod>(method: Method, argument: IndexArgument<Method>): Promise<IndexAnswer<Method>>;
  close(): Promise<void>;
}

function askInline({ folder }: EmbeddedOptions): Asking {
  let index: LiveIndex | null = null;
  let isClosed = false;
  return {
    ask: async (method, argument) => {
      if (isClosed) {
        throw new SearchUnavailable(CLOSED);
      }
      index ??= new LiveIndex(folder);
      return unwrap(answerRequest(index, { id: 0, method, argument }));
    },
    close: async () => {
      index?.close();
      index = null;
      isClosed = true;
    },
  };
}

interface Waiting {
  resolve(reply: IndexReply): void;
  reject(error: Error): void;
}

function askThread({ folder, worker: location }: EmbeddedOptions): Asking {
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;
  /** Kept so that a worker that had to be started again knows them. */
  let synonyms: unknown;
  const waiting = new Map<number, Waiting>();

  function fail(error: Error): void {
    worker = null;
    for (const { reject } of waiting.values()) {
      reject(new SearchUnavailable(`The search thread stopped: ${error.message}`));
    }
    waiting.clear();
  }

  function start(): Worker {
    // No options of the parent: it may itself run under a loader or an inspector.
    const started = new Worker(location ?? locateWorker(), { workerData: { folder }, execArgv: [], name: 'search' });
    // A process that has nothing else to do may end.
    started.unref();
    started.on('message', (reply: IndexReply) => {
      waiting.get(reply.id)?.resolve(reply);
      waiting.delete(reply.id);
      if (waiting.size === 0) {
        started.unref();
      }
    });
    started.on('error', fail);
    started.on('exit', (code) => {
      if (worker === started) {
        fail(new Error(`exit code ${code}`));
      }
    });
    if (synonyms !== undefined) {
      started.postMessage({ id: -1, method: 'setSynonyms', argument: synonyms });
    }
    return started;
  }

  function send(method: IndexMethod, argument: unknown): Promise<IndexReply> {
    if (isClosed) {
      return Promise.reject(new SearchUnavailable(CLOSED));
    }
    if (method === 'setSynonyms') {
      synonyms = argument;
    }
    worker ??= start();
    lastId += 1;
    const id = lastId;
    const current = worker;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      current.ref();
      current.postMessage({ id, method, argument });
    });
  }

  return {
    ask: async (method, argument) => unwrap(await send(method, argument)),
    close: async () => {
      if (worker !== null && !isClosed) {
        const ending = worker;
        await send('close', undefined).catch(() => undefined);
        isClosed = true;
        worker = null;
        await ending.terminate();
      }
      isClosed = true;
    },
  };
}

/** The value of a reply; throws what went wrong in the index. */
function unwrap<Value>(reply: IndexReply): Value {
  if (reply.error !== undefined) {
    throw new SearchUnavailable(reply.error);
  }
  // The reply's type follows from the method asked: `answer.ts` holds the pairs.
  return reply.value as Value;
}
