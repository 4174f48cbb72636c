import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { calendarFeedSince } from '#app/domain/sessions/calendar-feed.server';
import type { SessionRow } from '#app/domain/sessions/model';
import { monthWeeks, readMonth, shiftMonth, weeksRange } from '#app/domain/sessions/month';
import { canPlan } from '#app/domain/sessions/policy';
import { listSessions } from '#app/domain/sessions/queries.server';
import { TAG_MAX_CHARS } from '#app/domain/threads/model';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { isoDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { paths } from '#app/paths';
import { presentSession } from '#app/routes/sessions/present.server';
import type { MonthDay } from '#app/ui/sessions/month-table';

const MONTH_MAX = 300;

/** Everything the page of sessions shows, and the labels on it, for the caching rule. */
export async function sessionsData(viewer: Viewer, query: URLSearchParams, locale: Locale) {
  const [topics, feedSince] = await Promise.all([listTopics(), calendarFeedSince(viewer)]);
  const topic = topics.find(({ slug }) => slug === query.get('topic'));
  const month = readMonth(query.get('month'));
  const view = query.get('view') === 'past' ? ('past' as const) : ('upcoming' as const);
  const tag = query.get('tag')?.slice(0, TAG_MAX_CHARS) || undefined;
  const narrowed = { view, ...(topic ? { topicId: topic.id } : {}), ...(tag ? { tag } : {}) };
  const kept = { topic: topic?.slug, tag };
  const shown = month === null ? await listPart(viewer, query, narrowed, kept, locale) : null;
  const calendar = month === null ? null : await monthPart(viewer, month, narrowed, kept, locale);
  return {
    labels: (shown ?? calendar)?.labels ?? [],
    data: {
      view: month === null ? view : ('month' as const),
      topic: topic?.slug ?? '',
      tag: tag ?? '',
      topics: topics.map(({ slug, name }) => ({ value: slug, label: localName(name, locale) })),
      list: shown?.list ?? null,
      month: calendar?.month ?? null,
      thisMonth: isoDay(now()).slice(0, 7),
      member: isMember(viewer),
      canPlan: canPlan(viewer),
      feedSince,
    },
  };
}

type Narrowed = Pick<Parameters<typeof listSessions>[1], 'view' | 'topicId' | 'tag'>;
/** What the addresses of other pages of the list keep. */
interface InAddress {
  topic: string | undefined;
  tag: string | undefined;
}

async function listPart(
  viewer: Viewer,
  query: URLSearchParams,
  filter: Narrowed,
  inAddress: InAddress,
  locale: Locale,
) {
  const after = readPlace(query.get('after'));
  const page = await listSessions(viewer, { ...filter, ...(after ? { after } : {}) });
  const kept = { view: filter.view === 'past' ? 'past' : undefined, ...inAddress };
  const { next } = page;
  return {
    labels: labelsOf(page.rows),
    list: {
      rows: page.rows.map((row) => presentSession(row, locale)),
      next: next && paths.sessions({ ...kept, after: `${next.startsAt}.${next.id}` }),
      first: after ? paths.sessions(kept) : null,
    },
  };
}

/** A place in the list, as `next` of the page before gave it; null for anything else. */
function readPlace(text: string | null): { startsAt: Date; id: number } | null {
  const [, iso = '', id = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(\d{1,9})$/.exec(text ?? '') ?? [];
  const startsAt = new Date(iso);
  return Number.isNaN(startsAt.getTime()) ? null : { startsAt, id: Number(id) };
}

async function monthPart(viewer: Viewer, month: string, filter: Narrowed, inAddress: InAddress, locale: Locale) {
  const weeks = monthWeeks(month);
  const { rows } = await listSessions(viewer, {
    ...filter,
    view: 'upcoming',
    between: weeksRange(weeks),
    limit: MONTH_MAX,
  });
  const today = isoDay(now());
  const sessions = rows.map((row) => presentSession(row, locale));
  const dayOf = (day: string): MonthDay => ({
    day,
    inMonth: day.startsWith(month),
    today: day === today,
    sessions: sessions.filter((session) => isoDay(new Date(session.startsAt)) === day),
  });
  const at = (by: number) => paths.sessions({ month: shiftMonth(month, by), ...inAddress });
  return {
    labels: labelsOf(rows),
    month: {
      month,
      weeks: weeks.map((week) => week.map(dayOf)),
      empty: rows.length === 0,
      previous: at(-1),
      next: at(1),
    },
  };
}

function labelsOf(rows: SessionRow[]): Label[] {
  return rows.map(({ label }) => label);
}
