import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { type Label, strictest } from '#app/domain/labels';
import type { Named } from '#app/domain/named';
import { canManage } from '#app/domain/sessions/policy';
import type { QuestionPlace } from '#app/domain/summaries/policy';
import { RECORD_SELECT, toRecordViews } from '#app/domain/summaries/record-views.server';
import type { RecordView } from '#app/domain/summaries/view';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { isoDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

const REGISTER_PAGE_SIZE = 30;

/** Of actions, of questions, of decisions. */
type RegisterViewName = 'open' | 'mine' | 'overdue' | 'done' | 'answered' | 'standing' | 'all';

export interface RegisterFilter {
  view?: RegisterViewName | undefined;
  topicId?: number | undefined;
  sessionId?: number | undefined;
  /** The place of the last row of the page before. */
  after?: RegisterPlace | undefined;
  limit?: number;
}

/** Where a row stands in its register: the day it goes by (`9999` for none), and its id. */
export interface RegisterPlace {
  day: string;
  id: number;
}

/** A record with what it came from. */
export interface RegisterRow extends RecordView {
  session: { id: number; title: string; startsAt: string; label: Label; chatham: boolean };
  topic: { slug: string; name: Named; hue: string };
}

export interface RegisterPage {
  rows: RegisterRow[];
  next: RegisterPlace | null;
}

const ROW_SELECT = {
  ...RECORD_SELECT,
  summary: {
    select: {
      label: true,
      session: {
        select: {
          id: true,
          title: true,
          label: true,
          startsAt: true,
          chatham: true,
          topicId: true,
          authorId: true,
          hosts: { select: { memberId: true } },
        },
      },
    },
  },
} as const satisfies Prisma.SummaryRecordSelect;

/** Days after every real one: rows without a due day come last. */
const NO_DAY = '9999';

/** Decisions of all published summaries the viewer may see, the latest session first. */
export function listDecisions(viewer: Viewer, filter: RegisterFilter): Promise<RegisterPage> {
  // A decision stands for whoever does not see what took its place.
  const newer = { supersededBy: { summary: visibleSummaries(viewer) } };
  const where: Prisma.SummaryRecordWhereInput =
    filter.view === 'all' ? {} : { OR: [{ supersededById: null }, { NOT: newer }] };
  return bySession(viewer, filter, { kind: 'decision', ...where });
}

/** Open questions, the latest session first. One is answered when it is ticked or when its thread is. */
export function listQuestions(viewer: Viewer, filter: RegisterFilter): Promise<RegisterPage> {
  const answered: Prisma.SummaryRecordWhereInput = {
    OR: [{ done: true }, { thread: { AND: [visibleThreads(viewer), { answered: true }] } }],
  };
  return bySession(viewer, filter, {
    kind: 'question',
    ...(filter.view === 'answered' ? answered : { NOT: answered }),
  });
}

/** Action items, the soonest due first. `mine` asks for a member. */
export async function listActions(viewer: Viewer, filter: RegisterFilter): Promise<RegisterPage> {
  const limit = filter.limit ?? REGISTER_PAGE_SIZE;
  const { after } = filter;
  const beyond: Prisma.SummaryRecordWhereInput =
    after === undefined
      ? {}
      : after.day === NO_DAY
        ? { due: null, id: { gt: after.id } }
        : { OR: [{ due: { gt: after.day } }, { due: after.day, id: { gt: after.id } }, { due: null }] };
  const found = await getDb().summaryRecord.findMany({
    where: { AND: [{ kind: 'action', summary: summariesOf(viewer, filter) }, actionsIn(viewer, filter.view), beyond] },
    orderBy: [{ due: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit + 1,
    select: ROW_SELECT,
  });
  return toPage(viewer, found, limit, (row) => row.due ?? NO_DAY);
}

function actionsIn(viewer: Viewer, view: RegisterFilter['view']): Prisma.SummaryRecordWhereInput {
  switch (view) {
    case 'mine':
      return { done: false, ownerId: requireReader(viewer).memberId };
    case 'overdue':
      return { done: false, due: { lt: isoDay(now()) } };
    case 'done':
      return { done: true };
    default:
      return { done: false };
  }
}

function summariesOf(viewer: Viewer, { topicId, sessionId }: RegisterFilter): Prisma.SummaryWhereInput {
  return {
    AND: [
      visibleSummaries(viewer),
      topicId === undefined ? {} : { session: { topicId } },
      sessionId === undefined ? {} : { sessionId },
    ],
  };
}

async function bySession(
  viewer: Viewer,
  filter: RegisterFilter,
  where: Prisma.SummaryRecordWhereInput,
): Promise<RegisterPage> {
  const limit = filter.limit ?? REGISTER_PAGE_SIZE;
  const { after } = filter;
  const startsAt = after === undefined ? undefined : new Date(after.day);
  const beyond: Prisma.SummaryRecordWhereInput =
    after === undefined || startsAt === undefined
      ? {}
      : {
          OR: [
            { summary: { session: { startsAt: { lt: startsAt } } } },
            { summary: { session: { startsAt } }, id: { gt: after.id } },
          ],
        };
  const found = await getDb().summaryRecord.findMany({
    where: { AND: [{ summary: summariesOf(viewer, filter) }, where, beyond] },
    orderBy: [{ summary: { session: { startsAt: 'desc' } } }, { id: 'asc' }],
    take: limit + 1,
    select: ROW_SELECT,
  });
  return toPage(viewer, found, limit, (row) => row.summary.session.startsAt.toISOString());
}

type FoundRow = Prisma.SummaryRecordGetPayload<{ select: typeof ROW_SELECT }>;

async function toPage(
  viewer: Viewer,
  found: FoundRow[],
  limit: number,
  dayOf: (row: FoundRow) => string,
): Promise<RegisterPage> {
  const page = found.slice(0, limit);
  const placeOf = ({ summary: { label, session } }: FoundRow): QuestionPlace => ({
    label: strictest(label, session.label),
    chatham: session.chatham,
    manages: canManage(viewer, { authorId: session.authorId, hostIds: session.hosts.map((host) => host.memberId) }),
  });
  const [views, topics] = await Promise.all([toRecordViews(viewer, page, placeOf), topicsById()]);
  const rows = views.flatMap((view, index): RegisterRow[] => {
    const row = page[index];
    const topic = row && topics.get(row.summary.session.topicId);
    if (!row || !topic) {
      return [];
    }
    const { id, title, label, startsAt, chatham } = row.summary.session;
    return [
      {
        ...view,
        session: { id, title, startsAt: startsAt.toISOString(), label: strictest(row.summary.label, label), chatham },
        topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
      },
    ];
  });
  const last = page.at(-1);
  return { rows, next: last && found.length > limit ? { day: dayOf(last), id: last.id } : null };
}
