import { setImmediate as nextTurn } from 'node:timers/promises';
import { renderBodies } from '#app/domain/posts/render.server';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';

/** Small, because rendering keeps the process busy: some milliseconds, then requests have their turn. */
const BATCH_POSTS = 20;
/** Ids looked through at a time. */
const WINDOW_IDS = 2_000;
/** Everything up to this id was looked at. */
let cursor = 0;

/** Makes the next tick begin with the first post again: for texts that changed behind what was looked at. */
export function restartRendering(): void {
  cursor = 0;
}

/**
 * Renders a batch of posts that were stored without HTML (imported, seeded) or with that of an older renderer, and stores
 * it. Returns how many; 0 when it came to the last post, and then only newer posts are looked at. What pages show does not
 * change (they render stale posts themselves), so the threads' revisions stay.
 */
export async function tickRender(): Promise<number> {
  if (!(await isAnyStale())) {
    return 0;
  }
  const last = await getDb().post.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  const end = last?.id ?? 0;
  while (cursor < end) {
    const until = Math.min(cursor + WINDOW_IDS, end);
    const stale = await findStale(cursor, until);
    // Moved on before the work: a post that cannot be rendered does not hold up those behind it.
    cursor = stale.length < BATCH_POSTS ? until : (stale.at(-1)?.id ?? until);
    if (stale.length > 0) {
      await renderAll(stale);
      return stale.length;
    }
    await nextTurn();
  }
  return 0;
}

/** By the index, so that the usual start and the usual tick read no post. As two ranges: no index knows of "not". */
async function isAnyStale(): Promise<boolean> {
  const stale = await getDb().post.findFirst({
    where: { OR: [{ rendererVersion: { lt: RENDERER_VERSION } }, { rendererVersion: { gt: RENDERER_VERSION } }] },
    select: { id: true },
  });
  return stale !== null;
}

interface StalePost {
  id: number;
  body: string;
  revision: number;
}

function findStale(afterId: number, untilId: number): Promise<StalePost[]> {
  return getDb().post.findMany({
    where: { id: { gt: afterId, lte: untilId }, rendererVersion: { not: RENDERER_VERSION } },
    orderBy: { id: 'asc' },
    take: BATCH_POSTS,
    select: { id: true, body: true, revision: true },
  });
}

async function renderAll(stale: StalePost[]): Promise<void> {
  const rendered = await renderBodies(stale.map(({ id, body }) => ({ idPrefix: `post-${id}-`, body })));
  const database = getDb();
  await database.$transaction(
    stale.map(({ id, revision }, index) =>
      // Only the revision that was rendered: an edit in between has stored its own.
      database.post.updateMany({
        where: { id, revision, rendererVersion: { not: RENDERER_VERSION } },
        data: { html: rendered[index]?.html ?? '', rendererVersion: RENDERER_VERSION },
      }),
    ),
  );
}
