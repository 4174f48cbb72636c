import { exportLine, type Known } from '#app/domain/transfer/export-line';
import { exportBatch } from '#app/domain/transfer/export-rows.server';
import type { Tx } from '#app/domain/tx';

const BATCH_THREADS = 100;

/**
 * Every thread of the forum as a line of NDJSON (without line end), in the form `importThreads` reads, by thread id.
 * Bypasses visibility, hence the name: an administrator's tool at the command line, with the label in every record. The
 * same forum gives the same bytes; an import into an empty forum gives an equal one. Memory does not grow with the forum.
 */
export async function* unsafeExportThreads(database: Tx): AsyncGenerator<string> {
  const known = await loadKnown(database);
  let afterId = 0;
  for (;;) {
    const batch = await exportBatch(database, afterId, BATCH_THREADS);
    for (const thread of batch.threads) {
      yield exportLine(thread, batch, known);
      afterId = thread.id;
    }
    if (batch.threads.length < BATCH_THREADS) {
      return;
    }
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
