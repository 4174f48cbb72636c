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
/** What other processes changed shows after this at the latest. In milliseconds. */
const KEPT_FOR_MS = 5_000;
const kept = new Map<string, { ids: number[]; atMs: number }>();

/**
 * The threads that a thread's page offers at its end. Which they are is kept in memory for readers with the same rights
 * until anything changes, that there are none, too; what is shown of them is read each time, for another process may have changed their labels.
 * None when the search engine does not answer in time: the page comes all the same.
 */
export async function listRelated(viewer: Viewer, thread: { id: number; title: string }): Promise<SimilarThreadRow[]> {
  const key = [currentRevision(), thread.id, ...audienceKeys(viewer)].join(' ');
  const atMs = now().getTime();
  const known = kept.get(key);
  if (known && atMs - known.atMs <= KEPT_FOR_MS) {
    return readThreads(viewer, known.ids);
  }
  const late = new AbortController();
  const ids = await Promise.race([
    findSimilar(viewer, thread.title, [`thread:${thread.id}`]).catch((error: unknown) => {
      getLog().warn({ err: error }, 'related threads not found');
      return null;
    }),
    pause(RELATED_WITHIN_MS, null, { signal: late.signal }).catch(() => null),
  ]);
  late.abort();
  if (ids === null) {
    return [];
  }
  kept.delete(key);
  kept.set(key, { ids, atMs });
  if (kept.size > KEPT_MAX) {
    const [oldest] = kept.keys();
    kept.delete(oldest ?? key);
  }
  return readThreads(viewer, ids);
}
