import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { unsafeViewerOfMember } from '#app/domain/members/as-viewer.server';
import type { SavedSearchInput } from '#app/domain/search/input';
import { findsNew } from '#app/domain/search/news.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

export interface SavedSearchRow {
  id: number;
  /** The search page's query string. */
  query: string;
  notify: boolean;
}

export const SAVED_MAX = 30;

/** One's saved searches, newest first; none for guests. */
export async function listSavedSearches(viewer: Viewer): Promise<SavedSearchRow[]> {
  if (!isMember(viewer)) {
    return [];
  }
  return getDb().savedSearch.findMany({
    where: { memberId: viewer.memberId },
    orderBy: { id: 'desc' },
    select: { id: true, query: true, notify: true },
  });
}

/** Keeps a search; the same one again changes nothing. Throws `invalid` beyond `SAVED_MAX`. */
export async function saveSearch(viewer: Viewer, { query }: SavedSearchInput): Promise<void> {
  const { memberId } = requireReader(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const others = await tx.savedSearch.count({ where: { memberId, NOT: { query } } });
    if (others >= SAVED_MAX) {
      throw new DomainError('invalid', 'too_many_saved');
    }
    await tx.savedSearch.upsert({
      where: { memberId_query: { memberId, query } },
      create: { memberId, query, toldUntil: at, createdAt: at },
      update: {},
    });
  });
}

/** Whether to be told of new hits. Another's search is not found. */
export async function setSavedNotify(viewer: Viewer, id: number, notify: boolean): Promise<void> {
  const { memberId } = requireReader(viewer);
  const changed = await getDb().savedSearch.updateMany({
    where: { id, memberId },
    // What came while nobody wanted to know is not told afterwards.
    data: notify ? { notify, toldUntil: now() } : { notify },
  });
  orNotFound(changed.count === 1 ? changed : null);
}

/** Forgets a saved search. Another's is not found. */
export async function deleteSavedSearch(viewer: Viewer, id: number): Promise<void> {
  const { memberId } = requireReader(viewer);
  const deleted = await getDb().savedSearch.deleteMany({ where: { id, memberId } });
  orNotFound(deleted.count === 1 ? deleted : null);
}

/** A saved search is looked at this often. In milliseconds. */
export const TELL_EVERY_MS = 15 * 60 * 1000;
/** What is younger may not be in the index yet: it is told of with the next round. In milliseconds. */
const SETTLED_AFTER_MS = 2 * 60 * 1000;
const BATCH = 20;

/** Tells members of new hits of their saved searches, as they may see them now. Returns how many it looked at. */
export async function tellSavedSearches(): Promise<number> {
  const at = now();
  const until = new Date(at.getTime() - SETTLED_AFTER_MS);
  const due = await getDb().savedSearch.findMany({
    where: { notify: true, toldUntil: { lte: new Date(at.getTime() - TELL_EVERY_MS) } },
    orderBy: { toldUntil: 'asc' },
    take: BATCH,
  });
  for (const { id, memberId, query, toldUntil } of due) {
    const viewer = await unsafeViewerOfMember(memberId);
    const isNews = viewer !== null && (await findsNew(viewer, query, { since: toldUntil, until }));
    await getDb().$transaction(async (tx) => {
      // Only one of several processes comes first; one that is asked for again meanwhile is left alone.
      const taken = await tx.savedSearch.updateMany({ where: { id, toldUntil }, data: { toldUntil: until } });
      if (!isNews || taken.count !== 1) {
        return;
      }
      const unread = await tx.notification.count({ where: { savedSearchId: id, readAt: null } });
      if (unread === 0) {
        await tx.notification.create({ data: { memberId, kind: 'saved_search', savedSearchId: id, createdAt: at } });
      }
    });
  }
  return due.length;
}
