import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { bumpRevision } from '#app/domain/revision';
import { Batch, type BatchOutcome } from '#app/domain/transfer/batch.server';
import { BadLine, parseThreadLine, type TopicRecord } from '#app/domain/transfer/format';
import type { Database } from '#prisma/client.server';

export interface ImportOptions {
  /** Only says what would happen. A thread that stands in the file twice is then counted twice. */
  dryRun?: boolean;
  /** Topics that a forum without any gets when a line names them. */
  startingTopics?: TopicRecord[];
  /** Called after each batch. */
  onProgress?: (soFar: ImportResult) => void;
}

/** What became of the lines. All are counted; of the errors, the first are kept. */
export interface ImportResult {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  /** Posts of threads created, openings included. */
  posts: number;
  errors: { line: number; reason: string }[];
  /** Authorities of which only the name was known: complete them. */
  incompleteAuthorities: string[];
}

// A batch is one transaction: large enough to be fast, small enough that a running server waits under a second.
const BATCH_THREADS = 250;
const BATCH_POSTS = 2_500;
const BATCH_CHARS = 8_000_000;
const ERRORS_KEPT = 1_000;

/**
 * Reads threads, one JSON object a line, and brings the forum to what they say (the format is in format.ts and
 * docs/OPERATING.md). A thread is known by its `externalId`: the same content again changes nothing, other content
 * updates it. A bad line is reported and the rest goes in. Memory does not grow with the number of lines.
 * What came of it is in the audit log, also when it was broken off.
 */
export async function importThreads(
  database: Database,
  lines: AsyncIterable<string>,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const result: ImportResult = {
    ...{ read: 0, created: 0, updated: 0, unchanged: 0, failed: 0, posts: 0 },
    errors: [],
    incompleteAuthorities: [],
  };
  try {
    await readAll(database, lines, options, result);
  } finally {
    if (!options.dryRun) {
      const { errors: _errors, incompleteAuthorities: _names, ...counts } = result;
      const detail = { ...counts, by: 'command line' };
      await recordAudit(database, { memberId: null, action: 'thread.import', detail });
    }
  }
  return result;
}

async function readAll(
  database: Database,
  lines: AsyncIterable<string>,
  options: ImportOptions,
  result: ImportResult,
): Promise<void> {
  const batch = await Batch.open(database, options.dryRun ?? false, options.startingTopics ?? []);
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') {
      continue;
    }
    result.read += 1;
    try {
      const record = parseThreadLine(line);
      if (batch.has(record.externalId)) {
        await flush(batch, result, options);
      }
      batch.add({ line: number, record, chars: line.length });
    } catch (error) {
      note(result, number, error);
    }
    if (batch.threads >= BATCH_THREADS || batch.posts >= BATCH_POSTS || batch.chars >= BATCH_CHARS) {
      await flush(batch, result, options);
    }
  }
  await flush(batch, result, options);
}

async function flush(batch: Batch, result: ImportResult, options: ImportOptions): Promise<void> {
  if (batch.threads > 0) {
    const outcome = await batch.write(now());
    add(result, outcome);
    result.incompleteAuthorities = batch.incompleteAuthorities();
    if (!options.dryRun) {
      bumpRevision();
    }
  }
  options.onProgress?.(result);
}

function add(result: ImportResult, outcome: BatchOutcome): void {
  result.created += outcome.created;
  result.updated += outcome.updated;
  result.unchanged += outcome.unchanged;
  result.posts += outcome.posts;
  for (const { line, error } of outcome.failed) {
    note(result, line, error);
  }
}

/** Counts a bad line. Anything but `BadLine` and what the database refused is a fault of ours and ends the import. */
function note(result: ImportResult, line: number, error: unknown): void {
  if (!(error instanceof BadLine)) {
    throw error;
  }
  result.failed += 1;
  if (result.errors.length < ERRORS_KEPT) {
    result.errors.push({ line, reason: error.message });
  }
}
