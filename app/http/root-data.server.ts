import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { now } from '#app/domain/clock';
import { associationName } from '#app/domain/members/association.server';
import { canSeeApprovals } from '#app/domain/members/policy';
import { canModerate } from '#app/domain/moderation/policy';
import { countQueue } from '#app/domain/moderation/queue.server';
import { localName } from '#app/domain/named';
import { countUnreadNotices } from '#app/domain/notifications/queries.server';
import { countWaitingOutsiders } from '#app/domain/outsider-comments/queue.server';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { type Flash, takeFlash } from '#app/http/flash.server';
import { getPreferences } from '#app/http/locale.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { longDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import type { RootData, RootViewer } from '#app/ui/layout/root-data';

/** What every page needs of its frame, and the header that ends a toast once it is shown. */
export async function rootData(args: RouteArgs): Promise<{ data: RootData; headers: Headers }> {
  const viewer = await getViewer(args);
  const preferences = getPreferences(args.request, viewer);
  const { locale } = preferences;
  const [rootViewer, association, topics, { flash, headers }] = await Promise.all([
    presentViewer(viewer, locale),
    associationName(),
    listTopics(),
    takeFlash(args.request),
  ]);
  const url = new URL(args.request.url);
  const data: RootData = {
    ...preferences,
    viewer: rootViewer,
    associationName: association ? localName(association, locale) : translator(locale)('app.name'),
    topics: topics.map((topic) => ({ slug: topic.slug, name: localName(topic.name, locale), hue: topic.hue })),
    path: `${url.pathname}${url.search}`,
    nowMs: now().getTime(),
    toast: flash ? presentFlash(flash, locale) : null,
  };
  return { data, headers };
}

async function presentViewer(viewer: Viewer, locale: Locale): Promise<RootViewer> {
  if (!isMember(viewer)) {
    const limited = viewer.limited ? { reason: viewer.limited.reason, name: viewer.limited.name } : null;
    return { kind: 'guest', limited };
  }
  const [authorities, unread, queues] = await Promise.all([
    authoritiesById(),
    countUnreadNotices(viewer),
    presentQueues(viewer, locale),
  ]);
  const own = authorities.get(viewer.authorityIds[0] ?? 0);
  return {
    kind: 'member',
    name: viewer.name,
    handle: viewer.handle,
    role: viewer.role,
    authorityName: own ? localName(own.name, locale) : null,
    unread,
    ...(queues && { queues }),
    approves: canSeeApprovals(viewer),
    ...(viewer.withheldRole && { owesFactor: true }),
    ...(viewer.silencedUntil && {
      silenced: translator(locale)('nav.silenced', { date: longDay(locale, lastMoment(viewer.silencedUntil)) }),
    }),
    ...(viewer.graceUntil && {
      grace: translator(locale)('nav.grace', { date: longDay(locale, viewer.graceUntil) }),
    }),
  };
}

/** A moderator's queues: the one of flags always, the one of outsiders' comments where some wait. */
async function presentQueues(viewer: MemberViewer, locale: Locale) {
  if (!canModerate(viewer)) {
    return null;
  }
  const t = translator(locale);
  const [flags, outsiders] = await Promise.all([countQueue(viewer), countWaitingOutsiders(viewer)]);
  const waiting = { href: paths.moderationVisitors(), text: t('outsiders.waiting', { count: outsiders }) };
  return [
    { href: paths.moderation(), text: t('nav.moderation', { count: flags }) },
    ...(outsiders > 0 ? [waiting] : []),
  ];
}

/** A day that ends at midnight is the one before it. */
function lastMoment(iso: string): string {
  return new Date(Date.parse(iso) - 1).toISOString();
}

function presentFlash(flash: Flash, locale: Locale): RootData['toast'] {
  const t = translator(locale);
  const key = flash.key as Parameters<typeof t>[0];
  return {
    tone: flash.tone === 'neutral' ? 'positive' : flash.tone,
    text: t.has(key) ? t(key, flash.values as never) : '',
  };
}
