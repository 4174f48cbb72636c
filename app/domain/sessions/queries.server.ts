import { now } from '#app/domain/clock';
import { spokeOfTag, tookPlace } from '#app/domain/sessions/discussed.server';
import type { SessionRow } from '#app/domain/sessions/model';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

export const SESSIONS_PAGE_SIZE = 30;

export interface SessionFilter {
  /** Sessions that are not over, soonest first; or those that are, latest first. */
  view: 'upcoming' | 'past';
  topicId?: number;
  /** Only those to which a thread with this tag is linked. */
  tag?: string;
  /** Without those that were cancelled. */
  planned?: boolean;
  /** Only those that fall into it, for a calendar's month. */
  between?: { from: Date; to: Date };
  limit?: number;
  /** The last session of the page before. */
  after?: { startsAt: Date; id: number };
}

export interface SessionPage {
  rows: SessionRow[];
  next: { startsAt: string; id: number } | null;
}

/** Sessions that the viewer may see. Cancelled ones stay in the list of what is to come, marked. */
export async function listSessions(viewer: Viewer, filter: SessionFilter): Promise<SessionPage> {
  const at = now();
  const upcoming = filter.view === 'upcoming';
  const direction = upcoming ? 'asc' : 'desc';
  const limit = filter.limit ?? SESSIONS_PAGE_SIZE;
  const where: Prisma.SessionWhereInput[] = [visibleSessions(viewer)];
  if (filter.between) {
    where.push({ startsAt: { gte: filter.between.from, lt: filter.between.to } });
  } else {
    where.push(upcoming ? { endsAt: { gt: at } } : tookPlace(at));
  }
  if (filter.planned) {
    where.push({ state: { not: 'cancelled' } });
  }
  if (filter.topicId !== undefined) {
    where.push({ topicId: filter.topicId });
  }
  if (filter.tag !== undefined) {
    where.push(spokeOfTag(viewer, filter.tag));
  }
  if (filter.after) {
    const { startsAt, id } = filter.after;
    const beyond = upcoming ? { gt: startsAt } : { lt: startsAt };
    where.push({ OR: [{ startsAt: beyond }, { startsAt, id: upcoming ? { gt: id } : { lt: id } }] });
  }
  const found = await getDb().session.findMany({
    where: { AND: where },
    orderBy: [{ startsAt: direction }, { id: direction }],
    take: limit + 1,
    select: ROW_SELECT,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: await toRows(viewer, page),
    next: last && found.length > limit ? { startsAt: last.startsAt.toISOString(), id: last.id } : null,
  };
}

export const ROW_SELECT = {
  id: true,
  title: true,
  kind: true,
  label: true,
  chatham: true,
  state: true,
  topicId: true,
  startsAt: true,
  endsAt: true,
  place: true,
  videoUrl: true,
  capacity: true,
  attendedCount: true,
  _count: { select: { hosts: true, attendance: { where: { attended: true } } } },
  summary: { select: { state: true } },
} as const satisfies Prisma.SessionSelect;
type FoundSession = Prisma.SessionGetPayload<{ select: typeof ROW_SELECT }>;

/** Turns found sessions into rows: a few look-ups for all of them. */
export async function toRows(viewer: Viewer, found: FoundSession[]): Promise<SessionRow[]> {
  if (found.length === 0) {
    return [];
  }
  const at = now();
  const ids = found.map(({ id }) => id);
  const [topics, counts, own, summarised] = await Promise.all([
    topicsById(),
    getDb().sessionReply.groupBy({
      by: ['sessionId', 'state'],
      where: { sessionId: { in: ids }, state: { not: 'no' } },
      _count: { _all: true },
    }),
    isMember(viewer)
      ? getDb().sessionReply.findMany({ where: { memberId: viewer.memberId, sessionId: { in: ids } } })
      : [],
    summarisedAmong(
      viewer,
      found.flatMap(({ id, summary }) => (summary?.state === 'published' ? [id] : [])),
    ),
  ]);
  const count = (id: number, state: 'going' | 'maybe' | 'waiting'): number =>
    counts.find((row) => row.sessionId === id && row.state === state)?._count._all ?? 0;
  return found.flatMap((row): SessionRow[] => {
    const topic = topics.get(row.topicId);
    if (!topic) {
      return [];
    }
    // Each by its name: a row that was found with more columns must not hand them on.
    const { id, title, kind, label, chatham, state, place, capacity, startsAt, endsAt, _count } = row;
    const noted = row.attendedCount ?? (_count.attendance > 0 ? _count.attendance : null);
    return [
      {
        ...{ id, title, kind, label, chatham, state, place, capacity },
        topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        hasVideo: row.videoUrl !== '',
        going: count(row.id, 'going'),
        maybe: count(row.id, 'maybe'),
        hostCount: _count.hosts,
        attendedCount: endsAt <= at ? noted : null,
        waiting: count(row.id, 'waiting'),
        mine: own.find((reply) => reply.sessionId === row.id)?.state ?? null,
        summarised: summarised.has(row.id),
      },
    ];
  });
}

/** Those of the sessions whose summary the viewer may read: a summary may be stricter than its session. */
async function summarisedAmong(viewer: Viewer, sessionIds: number[]): Promise<Set<number>> {
  if (sessionIds.length === 0) {
    return new Set();
  }
  const rows = await getDb().summary.findMany({
    where: { AND: [visibleSummaries(viewer), { sessionId: { in: sessionIds } }] },
    select: { sessionId: true },
  });
  return new Set(rows.map(({ sessionId }) => sessionId));
}
