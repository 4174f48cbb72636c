import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { CliError, EXIT, report } from '#app/cli/outcome';
import { startProgress } from '#app/cli/progress';
import { readSearchConfig, type SearchConfig } from '#search/config';
import { loadForum } from '#search/conformance/checks';
import { type Outcome, runConformance } from '#search/conformance/run';
import {
  BadLine,
  evaluateEngine,
  RejectedDocument,
  readEvaluationDocuments,
  readEvaluationQueries,
} from '#search/evaluate';
import { createMeilisearchClient } from '#search/meilisearch/client';
import { checkVersion } from '#search/meilisearch/index-setup';
import type { SearchEngine } from '#search/port';
import { makeThrowawayEmbedded, makeThrowawayMeilisearch, type Throwaway } from '#search/throwaway';

interface ServerFlags {
  url?: string;
  key?: string;
  json?: boolean;
}

interface EvalFlags extends ServerFlags {
  documents: string;
  queries: string;
  engine: 'embedded' | 'meilisearch';
}

const URL_OPTION = ['--url <url>', 'the Meilisearch server (default: MEILI_URL)'] as const;
const KEY_OPTION = ['--key <key>', 'its key, a master key or one for roundtable* (default: MEILI_KEY)'] as const;

const CONFORMANCE_HELP = `
Works in an index of its own, roundtable_conformance_…, and removes it afterwards.
One line a check: "ok" or "differs" with what was expected and what came.
Exit codes: 0 all is as it should be, 1 something differs, 2 wrong use, or the server cannot be asked.`;

const EVAL_HELP = `
Both files are UTF-8 with one JSON object a line:
  documents  {"id": "d1", "title": "…", "body": "…"}                title may be left out
  queries    {"id": "q1", "query": "…", "relevant": ["d1"]}         ids of the documents that answer it
The documents go into an index of its own, which is removed afterwards. --json prints one line:
  {"recallAt10","mrrAt10","empty","p50Ms","p95Ms","indexedPerSecond"}
Exit codes: 0 measured, 1 failed, 2 wrong use, a bad file (its line is named), or the server cannot be asked.`;

export function addSearch(program: Command, callerFolder: string): void {
  const verb = program.command('search').description('Check and measure the search engines.');
  verb
    .command('conformance')
    .description('Run the search contract against a Meilisearch server and print what differs.')
    .option(...URL_OPTION)
    .option(...KEY_OPTION)
    .option('--json', 'say how it went as one line of JSON')
    .addHelpText('after', CONFORMANCE_HELP)
    .action(conformance);
  verb
    .command('eval')
    .description('Measure how well and how fast an engine finds what it should.')
    .requiredOption('--documents <file>', 'what to search in')
    .requiredOption('--queries <file>', 'what to search for')
    .addOption(new Option('--engine <engine>').choices(['embedded', 'meilisearch']).default('embedded'))
    .option(...URL_OPTION)
    .option(...KEY_OPTION)
    .option('--json', 'print the figures as one line of JSON')
    .addHelpText('after', EVAL_HELP)
    .action((flags: EvalFlags) => evaluate(callerFolder, flags));
}

async function conformance(flags: ServerFlags): Promise<void> {
  const server = serverOf(flags);
  const version = await versionOf(server);
  const start = performance.now();
  const outcomes = await withEngine(makeThrowawayMeilisearch(server, 'conformance'), async (engine, stopped) => {
    await loadForum(engine).catch((error: unknown) => {
      throw new CliError(`${server.url} did not take the documents. ${wordsOf(error)}`, EXIT.wrongUse);
    });
    return runConformance(engine, (outcome) => flags.json || stopped.aborted || console.log(lineOf(outcome)));
  });
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
  const differs = outcomes.filter(({ difference }) => difference !== null).map(named);
  const ok = outcomes.length - differs.length;
  report(flags.json, { version, checks: outcomes.length, ok, differs, seconds }, [
    `Meilisearch ${version ?? '(the key may not ask its version)'}: ${ok} of ${outcomes.length} checks ok, in ${seconds} s.`,
  ]);
  if (differs.length > 0) {
    throw new CliError(`The server differs in ${differs.length} of ${outcomes.length} checks.`);
  }
}

function named({ check, difference }: Outcome): Record<string, unknown> {
  return { check: `${check.group}: ${check.name}`, difference };
}

function lineOf({ check, difference }: Outcome): string {
  const name = `${check.group}: ${check.name}`;
  return difference === null ? `ok       ${name}` : `differs  ${name}\n         ${difference}`;
}

async function evaluate(callerFolder: string, flags: EvalFlags): Promise<void> {
  const documents = readLinesOf(resolve(callerFolder, flags.documents), readEvaluationDocuments);
  const queries = readLinesOf(resolve(callerFolder, flags.queries), readEvaluationQueries);
  const throwaway = await throwawayFor(flags);
  const progress = startProgress('Measuring', documents.length + queries.length);
  const result = await withEngine(throwaway, (engine) =>
    evaluateEngine(engine, documents, queries, (done) => progress.update(done)),
  )
    .catch((error: unknown) => {
      throw error instanceof RejectedDocument ? new CliError(error.message, EXIT.wrongUse) : error;
    })
    .finally(() => progress.stop());
  report(flags.json, { ...result }, [
    `${documents.length} documents, ${queries.length} queries, ${flags.engine} engine:`,
    `recall@10 ${result.recallAt10}, MRR@10 ${result.mrrAt10}, ${result.empty} queries without any result;`,
    `${result.p50Ms} ms in the middle, ${result.p95Ms} ms for 95 of 100; ${result.indexedPerSecond} documents indexed a second.`,
  ]);
}

async function throwawayFor(flags: EvalFlags): Promise<Throwaway> {
  if (flags.engine === 'meilisearch') {
    const server = serverOf(flags);
    await versionOf(server);
    return makeThrowawayMeilisearch(server, 'eval');
  }
  if (flags.url !== undefined || flags.key !== undefined) {
    throw new CliError('--url and --key go with --engine meilisearch.', EXIT.wrongUse);
  }
  return makeThrowawayEmbedded();
}

/** Also when the work fails or somebody stops it, nothing of the index stays. */
async function withEngine<Result>(
  { engine, remove }: Throwaway,
  work: (engine: SearchEngine, stopped: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(new CliError('Stopped.')));
  });
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const result = await Promise.race([work(engine, stopping.signal), stopped]);
    await remove();
    return result;
  } catch (error) {
    // Why the work failed matters more than what could not be removed then.
    await remove().catch(() => undefined);
    throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function serverOf({ url, key }: ServerFlags): SearchConfig {
  const given = { ...(url === undefined ? {} : { MEILI_URL: url }), ...(key === undefined ? {} : { MEILI_KEY: key }) };
  const { data, error } = readSearchConfig({ ...process.env, ...given });
  if (error !== undefined) {
    throw new CliError(`--url ${error.issues[0]?.message ?? 'is wrong'}.`, EXIT.wrongUse);
  }
  if (data === null) {
    throw new CliError('Which server? Give --url, or set MEILI_URL.', EXIT.wrongUse);
  }
  return data;
}

/** Before anything is made there: a server that cannot be asked, or is too old, is said in words. */
async function versionOf(server: SearchConfig): Promise<string | null> {
  try {
    return await checkVersion(createMeilisearchClient(server));
  } catch (error) {
    throw new CliError(`${server.url} cannot be used. ${wordsOf(error)}`, EXIT.wrongUse);
  }
}

function readLinesOf<Item>(file: string, read: (ndjson: string) => Item[]): Item[] {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new CliError(`There is no file ${file}.`, EXIT.wrongUse);
  }
  try {
    const items = read(readFileSync(file, 'utf8'));
    if (items.length > 0) {
      return items;
    }
  } catch (error) {
    throw error instanceof BadLine ? new CliError(`${file}, ${error.message}`, EXIT.wrongUse) : error;
  }
  throw new CliError(`${file} holds no lines.`, EXIT.wrongUse);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
