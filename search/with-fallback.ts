import type { EngineHealth, SearchEngine, SearchResult } from './port';

export interface FallbackOptions {
  /** Told of every failure of the preferred engine. */
  onFailure?: (error: unknown) => void;
  /** Milliseconds; for tests. */
  now?: () => number;
}

/** After so many failures in a row the preferred engine is left alone for a while, so that pages stay quick. */
const FAILURES_TO_OPEN = 3;
const OPEN_MS = 10_000;
/** With fewer hits the other engine is asked for a correction. */
const FEW_HITS = 3;

/**
 * The preferred engine, with another kept warm beside it: when the preferred one is down or slow, reads are answered by
 * the other and say `degraded`. Writes go to both. The preferred one's failure to write is thrown, so that the caller
 * sends again; the other's index is whole all the same.
 */
export function withFallback(
  preferred: SearchEngine,
  other: SearchEngine,
  options: FallbackOptions = {},
): SearchEngine {
  const { onFailure = () => undefined, now = Date.now } = options;
  let failures = 0;
  let openUntil = Number.NEGATIVE_INFINITY;

  /** Closed: ask. Open: do not. After a while one question tries again. */
  function mayAsk(): boolean {
    if (failures < FAILURES_TO_OPEN) {
      return true;
    }
    if (now() < openUntil) {
      return false;
    }
    openUntil = now() + OPEN_MS;
    return true;
  }

  async function read<Answer>(
    ask: (engine: SearchEngine) => Promise<Answer>,
  ): Promise<{ answer: Answer; degraded: boolean }> {
    if (mayAsk()) {
      try {
        const answer = await ask(preferred);
        failures = 0;
        return { answer, degraded: false };
      } catch (error) {
        failures += 1;
        openUntil = now() + OPEN_MS;
        onFailure(error);
      }
    }
    return { answer: await ask(other), degraded: true };
  }

  async function write<Answer>(send: (engine: SearchEngine) => Promise<Answer>): Promise<Answer> {
    const [own] = await Promise.allSettled([send(preferred), send(other)]);
    if (own.status === 'rejected') {
      onFailure(own.reason);
      throw own.reason;
    }
    return own.value;
  }

  /** Not every engine can tell what a misspelt word meant. */
  async function withCorrection(
    result: SearchResult,
    ask: (engine: SearchEngine) => Promise<SearchResult>,
  ): Promise<SearchResult> {
    if (result.didYouMean !== null || result.total.value >= FEW_HITS) {
      return result;
    }
    const correction = await ask(other).catch(() => null);
    return { ...result, didYouMean: correction?.didYouMean ?? null };
  }

  async function health(): Promise<EngineHealth> {
    const [own, spare] = await Promise.all([preferred.health(), other.health()]);
    const detail = own.ready ? own.detail : `${own.detail ?? 'not reachable'}; ${spare.engine} answers meanwhile`;
    return { ...own, detail, needsRebuild: own.needsRebuild || spare.needsRebuild };
  }

  return {
    search: async (query) => {
      const ask = (engine: SearchEngine): Promise<SearchResult> => engine.search(query);
      const { answer, degraded } = await read(ask);
      return degraded ? { ...answer, degraded } : withCorrection(answer, ask);
    },
    suggest: async (query) => (await read((engine) => engine.suggest(query))).answer,
    similar: async (query) => (await read((engine) => engine.similar(query))).answer,
    upsert: (documents) => write((engine) => engine.upsert(documents)),
    remove: (ids) => write((engine) => engine.remove(ids)),
    setSynonyms: (groups) => write((engine) => engine.setSynonyms(groups)),
    // The sweep compares what the preferred engine holds, and what it repairs is written to both.
    listRevisions: async (page) => (await read((engine) => engine.listRevisions(page))).answer,
    rebuild: async (documents, rebuildOptions) => rebuildBoth(preferred, other, documents, rebuildOptions),
    health,
    close: async () => {
      await Promise.all([preferred.close(), other.close()]);
    },
  };
}

/** One pass over the documents feeds both engines, in steps. */
async function rebuildBoth(
  preferred: SearchEngine,
  other: SearchEngine,
  documents: Parameters<SearchEngine['rebuild']>[0],
  options: Parameters<SearchEngine['rebuild']>[1],
): ReturnType<SearchEngine['rebuild']> {
  const { readers, stop } = splitStream(documents);
  const [own, spare] = await Promise.allSettled([
    // One that gives up before it read anything must not hold up the other.
    preferred.rebuild(readers[0], options).finally(() => stop(0)),
    other.rebuild(readers[1]).finally(() => stop(1)),
  ]);
  if (own.status === 'rejected') {
    throw own.reason;
  }
  if (spare.status === 'rejected') {
    throw spare.reason;
  }
  return own.value;
}

const AHEAD_MAX = 1_000;

interface SplitStream<Item> {
  readers: [AsyncIterable<Item>, AsyncIterable<Item>];
  /** Says that a reader reads no more. */
  stop(reader: 0 | 1): void;
}

/** Two readers of one stream; the faster waits when it is too far ahead, unless the other has stopped reading. */
function splitStream<Item>(source: AsyncIterable<Item>): SplitStream<Item> {
  const iterator = source[Symbol.asyncIterator]();
  const queues: [Item[], Item[]] = [[], []];
  const stopped: [boolean, boolean] = [false, false];
  let pulling: Promise<boolean> | null = null;
  let waiting: (() => void)[] = [];

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const go of woken) {
      go();
    }
  }

  function pull(): Promise<boolean> {
    pulling ??= iterator.next().then(({ done, value }) => {
      pulling = null;
      if (done !== true) {
        for (const reader of [0, 1] as const) {
          if (!stopped[reader]) {
            queues[reader].push(value);
          }
        }
      }
      return done !== true;
    });
    return pulling;
  }

  async function* reader(own: 0 | 1): AsyncGenerator<Item> {
    const them = own === 0 ? 1 : 0;
    for (;;) {
      const item = queues[own].shift();
      if (item !== undefined) {
        wake();
        yield item;
      } else if (queues[them].length >= AHEAD_MAX && !stopped[them]) {
        await new Promise<void>((go) => {
          waiting.push(go);
        });
      } else if (!(await pull()) && queues[own].length === 0) {
        return;
      }
    }
  }

  function stop(reader: 0 | 1): void {
    stopped[reader] = true;
    queues[reader] = [];
    wake();
  }

  return { readers: [reader(0), reader(1)], stop };
}
