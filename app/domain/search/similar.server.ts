import { setTimeout as pause } from 'node:timers/promises';
import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { currentRevision } from '#app/domain/revision';
import { hiddenMeanwhile, idsOf } from '#app/domain/search/hidden.server';
import { type ThreadState, threadState } from '#app/domain/threads/model';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { audienceKeys } from '#app/domain/visibility';
import { getDb, getLog, getSearch } from '#app/instances.server';

/** A thread about the same as another. */
export interface SimilarThreadRow {
  id: number;
  title: string;
  label: Label;
  state: ThreadState;
  answerCount: number;
}

const THREAD_KINDS = ['question', 'discussion'];
const SIMILAR_MAX = 5;

/** Threads about the same as a title, those with an accepted answer first; as this viewer may see them now. */
export async function listSimilar(viewer: Viewer, title: string): Promise<SimilarThreadRow[]> {
  return title.trim() === '' ? [] : readThreads(viewer, await findSimilar(viewer, title, []));
}

async function findSimilar(viewer: Viewer, title: string, exclude: string[]): Promise<number[]> {
  const found = await getSearch().reader.similar({
    title,
    viewer: audienceKeys(viewer),
    kinds: THREAD_KINDS,
    exclude: [...(await hiddenMeanwhile()), ...exclude],
    limit: SIMILAR_MAX,
  });
  return idsOf(found, 'thread');
}

/** The threads among these that the viewer sees, in this order. */
async function readThreads(viewer: Viewer, ids: number[]): Promise<SimilarThreadRow[]> {
  if (ids.length === 0) {
    return [];
  }
  const rows = await getDb().thread.findMany({
    where: { AND: [visibleThreads(viewer), { id: { in: ids } }] },
    select: { id: true, title: true, label: true, kind: true, answered: true, answerCount: true },
  });
  const known = new Map(
    rows.map(({ kind, answered, ...row }) => [row.id, { ...row, state: threadState({ kind, answered }) }]),
  );
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** A thread's page does not wait longer for its neighbours. In milliseconds. */
const RELATED_WITHIN_MS = 150;
const KEPT_MAX = 2_000;
/** What other processes changed is looked for after this. In milliseconds. */
const FRESH_FOR_MS = 5_000;

interface Related {
  ids: number[];
  revision: number;
  atMs: number;
}

/** Of each thread and set of rights, the newest last. */
const kept = new Map<string, Related>();
const beingFound = new Map<string, Promise<number[] | null>>();

/**
 * The threads that a thread's page offers at its end. Which they are is kept in memory for readers with the same rights,
 * that there are none, too. When something changed since, the page comes with those that were known, and they are found
 * anew behind it: no page but the first waits for the search engine. What is shown of them is read each time, for their
 * labels may have changed. None when the engine does not answer the first in time.
 */
export async function listRelated(viewer: Viewer, thread: { id: number; title: string }): Promise<SimilarThreadRow[]> {
  const key = [thread.id, ...audienceKeys(viewer)].join(' ');
  const known = kept.get(key);
  if (known && known.revision === currentRevision() && now().getTime() - known.atMs <= FRESH_FOR_MS) {
    return readThreads(viewer, known.ids);
  }
  const found = findRelated(key, viewer, thread);
  return readThreads(viewer, known ? known.ids : ((await inTime(found)) ?? []));
}

async function inTime(found: Promise<number[] | null>): Promise<number[] | null> {
  const late = new AbortController();
  const ids = await Promise.race([found, pause(RELATED_WITHIN_MS, null, { signal: late.signal }).catch(() => null)]);
  late.abort();
  return ids;
}

/** Finds and keeps them; pages that ask at one moment ask once. Null when that failed. */
function findRelated(key: string, viewer: Viewer, thread: { id: number; title: string }): Promise<number[] | null> {
  const running = beingFound.get(key);
  if (running) {
    return running;
  }
  const made = { revision: currentRevision(), atMs: now().getTime() };
  const found = findSimilar(viewer, thread.title, [`thread:${thread.id}`])
    .then((ids) => {
      keep(key, { ids, ...made });
      return ids;
    })
    .catch((error: unknown) => {
      getLog().warn({ err: error }, 'related threads not found');
      return null;
    })
    .finally(() => beingFound.delete(key));
  beingFound.set(key, found);
  return found;
}

function keep(key: string, related: Related): void {
  kept.delete(key);
  kept.set(key, related);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) {
    kept.delete(oldest);
  }
}
