import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { cachedByRevision } from '#app/domain/revision';
import { listThreads, type ThreadPage } from '#app/domain/threads/list.server';
import type { ThreadRow } from '#app/domain/threads/model';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** What the home page shows: "what is going on around the table". */
export interface HomeView {
  /** Questions nobody answered, those of the viewer's kind of authority first. */
  unanswered: ThreadRow[];
  stream: ThreadPage;
  /** Threads with something new since the last visit; null for guests and on a first visit. */
  newSince: { count: number; since: string } | null;
  /** How many authorities and members sit at the table. */
  table: { authorities: number; members: number };
}

const UNANSWERED_ON_HOME = 5;

const countMembers = cachedByRevision(() => getDb().member.count({ where: { status: 'active', erasedAt: null } }));

export async function getHome(viewer: Viewer, cursor: string | null): Promise<HomeView> {
  const [waiting, stream, newSince, authorities, members] = await Promise.all([
    listThreads(viewer, { view: 'unanswered', sort: 'active' }, null, UNANSWERED_ON_HOME * 3),
    listThreads(viewer, { view: 'all', sort: 'active' }, cursor),
    findNewSince(viewer),
    authoritiesById(),
    countMembers(),
  ]);
  return {
    unanswered: await fitFirst(viewer, waiting.rows),
    stream,
    newSince,
    table: { authorities: authorities.size, members },
  };
}

/** Questions from authorities of the viewer's own size first: they ask alike. */
async function fitFirst(viewer: Viewer, rows: ThreadRow[]): Promise<ThreadRow[]> {
  const others = rows.filter((row) => !isMember(viewer) || row.author.handle !== viewer.handle);
  if (!isMember(viewer)) {
    return others.slice(0, UNANSWERED_ON_HOME);
  }
  const authorities = await authoritiesById();
  const sizes = new Set(viewer.authorityIds.map((id) => authorities.get(id)?.size));
  const fits = (row: ThreadRow): number => (row.authority && sizes.has(row.authority.size) ? 0 : 1);
  return others.sort((a, b) => fits(a) - fits(b)).slice(0, UNANSWERED_ON_HOME);
}

async function findNewSince(viewer: Viewer): Promise<HomeView['newSince']> {
  if (!isMember(viewer) || viewer.newSince === null) {
    return null;
  }
  const count = await getDb().thread.count({
    where: { AND: [visibleThreads(viewer), { lastActivityAt: { gt: new Date(viewer.newSince) } }] },
  });
  return { count, since: viewer.newSince };
}
