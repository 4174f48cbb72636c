import { recordAudit } from '#app/domain/audit/commands.server';
import { exportLine, type Known } from '#app/domain/transfer/export-line';
import { exportBatch, exported } from '#app/domain/transfer/export-rows.server';
import type { Tx } from '#app/domain/tx';

const BATCH_THREADS = 100;

/** Threads that are TLP:RED, and such answers and comments in others. */
export async function countRed(database: Tx): Promise<{ threads: number; posts: number }> {
  const [threads, posts] = await Promise.all([
    database.thread.count({ where: { label: 'RED', mergedPostId: null } }),
    database.post.count({ where: { label: 'RED', thread: exported(false) } }),
  ]);
  return { threads, posts };
}

/**
 * Every thread of the forum (without `withRed`: but for what is TLP:RED) as a line of NDJSON (without line end), in the form `importThreads` reads, by thread id.
 * Bypasses visibility, hence the name: an administrator's tool at the command line, with the label in every record. The
 * same forum gives the same bytes; an import into an empty forum gives an equal one. Memory does not grow with the forum.
 * What was handed out is in the audit log, also when it was broken off.
 */
export async function* unsafeExportThreads(database: Tx, { withRed }: { withRed: boolean }): AsyncGenerator<string> {
  const known = await loadKnown(database);
  const handedOut = { threads: 0, posts: 0, complete: false };
  try {
    let afterId = 0;
    while (!handedOut.complete) {
      const batch = await exportBatch(database, { afterId, take: BATCH_THREADS, withRed });
      for (const thread of batch.threads) {
        handedOut.threads += 1;
        handedOut.posts += thread.posts.length;
        yield exportLine(thread, batch, known);
        afterId = thread.id;
      }
      handedOut.complete = batch.threads.length < BATCH_THREADS;
    }
  } finally {
    const detail = { ...handedOut, withRed, by: 'command line' };
    await recordAudit(database, { memberId: null, action: 'thread.export', detail });
  }
}

async function loadKnown(database: Tx): Promise<Known> {
  const [topics, authorities] = await Promise.all([
    database.topic.findMany({ select: { id: true, ...TOPIC } }),
    database.authority.findMany({ select: { id: true, ...AUTHORITY } }),
  ]);
  return {
    topics: new Map(topics.map(({ id, ...topic }) => [id, topic])),
    authorities: new Map(authorities.map(({ id, ...authority }) => [id, authority])),
    introduced: new Set(),
  };
}

const NAMES = { slug: true, nameHe: true, nameEn: true } as const;
const TOPIC = {
  ...NAMES,
  descriptionHe: true,
  descriptionEn: true,
  guideHe: true,
  guideEn: true,
  defaultLabel: true,
  hue: true,
  position: true,
} as const;
const AUTHORITY = { ...NAMES, kind: true, size: true, district: true, population: true } as const;
