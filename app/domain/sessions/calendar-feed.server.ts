import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { notFound, orNotFound } from '#app/domain/errors';
import { newOneTimeValue, oneTimeHash } from '#app/domain/login/one-time.server';
import { unsafeViewerOfMember } from '#app/domain/members/as-viewer.server';
import { localName } from '#app/domain/named';
import {
  type CalendarOptions,
  type CalendarSession,
  feedCalendar,
  sessionCalendar,
} from '#app/domain/sessions/calendar';
import { loadSession } from '#app/domain/sessions/load.server';
import { canManage, canReply, toOffered } from '#app/domain/sessions/policy';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { plainText } from '#app/markdown/extract';
import { paths } from '#app/paths';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** How far a feed looks back, so that what was is still in the calendar for a while. */
const BACK_DAYS = 90;
const FEED_MAX = 500;
const REFRESH_HOURS = 4;
const DAY_MS = 86_400_000;

/** Since when the member has a feed; null for none. */
export async function calendarFeedSince(viewer: Viewer): Promise<string | null> {
  if (!isMember(viewer)) {
    return null;
  }
  const feed = await getDb().calendarFeed.findUnique({ where: { memberId: viewer.memberId } });
  return feed?.createdAt.toISOString() ?? null;
}

/** Makes the member's feed, or a new address for it: the one before no longer works. Returns the secret, once. */
export async function resetCalendarFeed(viewer: Viewer): Promise<string> {
  const { memberId } = requireReader(viewer);
  const token = newOneTimeValue();
  const data = { tokenHash: oneTimeHash(token), createdAt: now() };
  await getDb().calendarFeed.upsert({ where: { memberId }, create: { memberId, ...data }, update: data });
  return token;
}

export async function removeCalendarFeed(viewer: Viewer): Promise<void> {
  const { memberId } = requireReader(viewer);
  await getDb().calendarFeed.deleteMany({ where: { memberId } });
}

/**
 * The calendar of whoever has this secret: CLEAR and GREEN sessions that its owner may see now (DOMAIN 3), but for those
 * they said no to. Not found for an unknown secret, and while its owner's membership is not in force.
 */
export async function readCalendarFeed(token: string): Promise<string> {
  const feed = orNotFound(await getDb().calendarFeed.findUnique({ where: { tokenHash: oneTimeHash(token) } }));
  const owner = orNotFound(await unsafeViewerOfMember(feed.memberId));
  const from = new Date(now().getTime() - BACK_DAYS * DAY_MS);
  const refused = { replies: { some: { memberId: owner.memberId, state: 'no' as const } } };
  const where = { label: { in: ['CLEAR', 'GREEN'] }, startsAt: { gt: from }, NOT: refused } satisfies FeedWhere;
  const found = await getDb().session.findMany({
    where: { AND: [visibleSessions(owner), where] },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: FEED_MAX,
    select: { ...CALENDAR_SELECT, ...ownPart(owner) },
  });
  const { locale } = owner;
  const sessions = await Promise.all(
    found.map(({ replies, hosts, ...row }) => toCalendar(row, locale, replies.length + hosts.length > 0)),
  );
  return feedCalendar(sessions, { locale, name: translator(locale)('app.name'), refreshHours: REFRESH_HOURS });
}
type FeedWhere = Prisma.SessionWhereInput;

/**
 * One session as a calendar file, for whoever sees its page. TLP:RED is not found: it is not to be exported (DOMAIN 3).
 */
export async function readSessionCalendar(
  viewer: Viewer,
  id: number,
  locale: Locale,
  publisher?: CalendarOptions['publisher'],
) {
  const seen = await loadSession(getDb(), viewer, id);
  if (seen.label === 'RED') {
    throw notFound();
  }
  const [row, withVideo] = await Promise.all([
    getDb().session.findUnique({ where: { id }, select: CALENDAR_SELECT }),
    knowsWayIn(viewer, seen),
  ]);
  const session = await toCalendar(orNotFound(row), locale, withVideo);
  return {
    label: seen.label,
    text: sessionCalendar(session, { locale, withClass: true, ...(publisher ? { publisher } : {}) }),
  };
}

/** The way in to the video call is for those who come, or may: as on the session's page, without all that is on it. */
async function knowsWayIn(viewer: Viewer, session: Awaited<ReturnType<typeof loadSession>>): Promise<boolean> {
  const offered = toOffered(session, now());
  if (!isMember(viewer) || canManage(viewer, offered)) {
    return isMember(viewer);
  }
  const { memberId } = viewer;
  const member = await getDb().member.findUniqueOrThrow({
    where: { id: memberId },
    select: { itRole: true, replies: { where: { sessionId: session.id }, select: { state: true } } },
  });
  const comes = member.replies.some(({ state }) => state === 'going' || state === 'maybe');
  return comes || canReply(viewer, member.itRole, offered);
}

const CALENDAR_SELECT = {
  id: true,
  sequence: true,
  title: true,
  purpose: true,
  startsAt: true,
  endsAt: true,
  place: true,
  videoUrl: true,
  label: true,
  chatham: true,
  state: true,
  createdAt: true,
  updatedAt: true,
  topicId: true,
} as const satisfies Prisma.SessionSelect;
type CalendarRow = Prisma.SessionGetPayload<{ select: typeof CALENDAR_SELECT }>;

/** What the owner has to do with it: the way in to the video call is for those who come. */
function ownPart({ memberId }: MemberViewer) {
  return {
    replies: { where: { memberId, state: { in: ['going' as const, 'maybe' as const] } }, select: { memberId: true } },
    hosts: { where: { memberId }, select: { memberId: true } },
  };
}

async function toCalendar(row: CalendarRow, locale: Locale, withVideo: boolean): Promise<CalendarSession> {
  const { id, purpose, chatham, place, videoUrl, topicId, ...kept } = row;
  const { appUrl } = getEnv();
  const topic = (await topicsById()).get(topicId);
  return {
    ...kept,
    uid: `session-${id}@${new URL(appUrl).hostname}`,
    place: place === '' ? null : place,
    videoLink: withVideo && videoUrl !== '' ? videoUrl : null,
    url: new URL(paths.session(id), appUrl).href,
    description: plainText(purpose),
    chathamHouse: chatham,
    topic: topic ? localName(topic.name, locale) : null,
  };
}
