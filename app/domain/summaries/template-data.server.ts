import { localName } from '#app/domain/named';
import { getSession } from '#app/domain/sessions/session-view.server';
import { toLocalTime } from '#app/domain/sessions/time';
import { summaryTemplate } from '#app/domain/summaries/template';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';

/** The text that a host starts from, filled with what is known of the session; names only where they may be told. */
export async function templateOf(viewer: Viewer, sessionId: number, locale: Locale): Promise<string> {
  const session = await getSession(viewer, sessionId);
  const t = translator(locale);
  const here = toLocalTime(new Date(session.startsAt));
  const came = await whoCame(getDb(), sessionId);
  const going = (session.attendees ?? []).filter(({ state }) => state === 'going');
  const names = came.length > 0 ? came : going.map(({ person }) => localName(person.name, locale));
  const next = session.programme?.sessions.find(({ startsAt }) => startsAt > session.startsAt);
  return summaryTemplate(
    {
      kind: session.kind,
      title: session.title,
      date: here.date,
      time: here.time,
      place: session.place === '' ? null : session.place,
      purpose: session.purpose === '' ? null : session.purpose,
      participants: {
        count: session.attendedCount ?? going.length,
        byRole: session.byRole.map(({ role, count }) => ({
          role: t(`roles.${role ?? 'member'}`),
          count,
        })),
        names: session.chatham ? [] : names.filter((name) => name !== ''),
      },
      chathamHouse: session.chatham,
      agenda: session.agenda.map(({ title, presenter }) => ({ title, presenter: presenter === '' ? null : presenter })),
      links: session.threads.map(({ id, title }) => ({ title, url: paths.thread(id) })),
      next: next ? { date: toLocalTime(new Date(next.startsAt)).date, title: next.title } : null,
    },
    locale,
  );
}

async function whoCame(tx: Tx, sessionId: number): Promise<string[]> {
  const rows = await tx.attendance.findMany({
    where: { sessionId, attended: true },
    orderBy: { id: 'asc' },
    take: 300,
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}
