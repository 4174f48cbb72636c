import { notFound, orNotFound } from '#app/domain/errors';
import { writeAgenda } from '#app/domain/sessions/agenda';
import { loadManaged } from '#app/domain/sessions/load.server';
import { readRoles } from '#app/domain/sessions/roles';
import { fromLocalTime, toLocalTime } from '#app/domain/sessions/time';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** What stands in a session's form, each as the form sends it. */
export type SessionFormValues = Record<string, string | string[]>;

/**
 * The form of a session that is there. Throws `not_found` or `forbidden` for whoever does not manage it.
 */
export async function getSessionForm(viewer: Viewer, id: number): Promise<SessionFormValues> {
  const db = getDb();
  await loadManaged(db, viewer, id);
  const session = orNotFound(
    await db.session.findUnique({
      where: { id },
      include: {
        topic: { select: { slug: true } },
        programme: { select: { kind: true, title: true } },
        agenda: { orderBy: { position: 'asc' } },
        hosts: { orderBy: { position: 'asc' }, select: { memberId: true, member: { select: { handle: true } } } },
        recipients: { where: { invited: true }, select: { member: { select: { handle: true } } } },
      },
    }),
  );
  const [start, end] = [toLocalTime(session.startsAt), toLocalTime(session.endsAt)];
  return {
    kind: session.kind,
    topic: session.topic.slug,
    title: session.title,
    purpose: session.purpose,
    label: session.label,
    chatham: session.chatham ? 'on' : '',
    date: start.date,
    startTime: start.time,
    startFold: foldOf(session.startsAt),
    endDate: end.date === start.date ? '' : end.date,
    endTime: end.time,
    endFold: foldOf(session.endsAt),
    place: session.place,
    videoUrl: session.videoUrl,
    audience: session.audience,
    roles: readRoles(session.audienceRoles),
    invited: session.recipients.map(({ member }) => member.handle).join('\n'),
    hosts: session.hosts
      .filter(({ memberId }) => memberId !== session.authorId)
      .map(({ member }) => member.handle)
      .join('\n'),
    capacity: session.capacity === null ? '' : String(session.capacity),
    agenda: writeAgenda(session.agenda),
    programmeKind: session.programme?.kind ?? '',
    programme: session.programme?.title ?? '',
    revision: String(session.sequence),
  };
}

/** The form of a new session like an earlier one that the viewer manages: everything but its day. */
export async function getDuplicateForm(viewer: Viewer, id: number): Promise<SessionFormValues> {
  const {
    revision: _revision,
    date: _date,
    endDate: _end,
    startFold: _one,
    endFold: _other,
    ...kept
  } = await getSessionForm(viewer, id);
  if (!isMember(viewer)) {
    throw notFound();
  }
  const hosts = String(kept.hosts)
    .split('\n')
    .filter((handle) => handle !== viewer.handle);
  return { ...kept, hosts: hosts.join('\n') };
}

/** Which of two equal times an instant is; empty where there is only one. */
function foldOf(instant: Date): string {
  const meaning = fromLocalTime(toLocalTime(instant));
  if (meaning.kind !== 'ambiguous') {
    return '';
  }
  return meaning.earlier.getTime() === instant.getTime() ? 'earlier' : 'later';
}
