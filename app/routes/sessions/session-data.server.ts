import { renderBodies } from '#app/domain/posts/render.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { isMember } from '#app/domain/viewer';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { extractText } from '#app/markdown/extract';
import { paths } from '#app/paths';
import { presentAttendees, presentRoles, presentSession } from '#app/routes/sessions/present.server';
import { presentPerson } from '#app/routes/threads/present.server';

const DESCRIPTION_MAX_CHARS = 160;

/** Everything a session's page shows, in the reader's language. */
export async function sessionData(args: RouteArgs, id: number) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const view = await getSession(viewer, id);
  const [purpose] = await renderBodies([{ idPrefix: `s${id}-`, body: view.purpose }]);
  const t = translator(locale);
  const { programme, threads } = view;
  const labels = [view, ...threads, ...(programme?.sessions ?? [])].map(({ label }) => label);
  cacheByLabels(args.context, viewer, labels);
  return {
    ...presentSession(view, locale),
    documentTitle: `${view.title} · ${t('app.name')}`,
    /** Null where nothing of the text may go into a link preview: everything above TLP:CLEAR. */
    description: view.label === 'CLEAR' ? extractText(view.purpose, DESCRIPTION_MAX_CHARS) : null,
    topicHref: paths.topic(view.topic.slug),
    purpose: view.purpose === '' ? '' : (purpose?.html ?? ''),
    audience: view.audience,
    roles: view.audienceRoles.map((role) => t(`roles.${role}`)).join(' · '),
    videoUrl: view.videoUrl,
    cancelledReason: view.cancelledReason,
    hostNames: view.hosts.map((host) => presentPerson(host, null, locale)),
    agenda: view.agenda.map((item) => ({ ...item, dir: titleDirection(item.title) })),
    programme: programme && {
      ...programme,
      sessions: programme.sessions.map((session) => ({
        ...session,
        href: paths.session(session.id),
        current: session.id === id,
      })),
    },
    attendees: view.attendees && presentAttendees(view.attendees, view.hosts, locale),
    byRole: presentRoles(view.byRole, locale),
    threads: threads.map((thread) => ({
      ...thread,
      href: paths.thread(thread.id),
      dir: titleDirection(thread.title),
    })),
    askHref: paths.newThread({ topic: view.topic.slug, session: view.can.manage ? id : undefined }),
    member: isMember(viewer),
    begun: view.begun,
    over: view.over,
    turn: view.turn,
    can: view.can,
  };
}
