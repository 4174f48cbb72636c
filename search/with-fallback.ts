import type { EngineHealth, SearchEngine, SearchReader, SearchResult } from './port';

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
 * The preferred engine, with another kept warm beside it: when the preferred one is down or slow, the other answers and
 * says `degraded`. Reads alone: each index is written to by its own indexer, so that one that is down holds up no other.
 */
export function withFallback(
  preferred: SearchEngine,
  other: SearchEngine,
  options: FallbackOptions = {},
): SearchReader {
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
    setSynonyms: async (groups) => {
      await Promise.all([preferred.setSynonyms(groups), other.setSynonyms(groups)]);
    },
    health,
    close: async () => {
      await Promise.all([preferred.close(), other.close()]);
    },
  };
}
