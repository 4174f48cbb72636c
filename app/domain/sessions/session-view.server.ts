import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { now } from '#app/domain/clock';
import { notFound, orNotFound } from '#app/domain/errors';
import type { ItRole } from '#app/domain/members/model';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { agendaStarts } from '#app/domain/sessions/agenda';
import type { Attendee, SessionView } from '#app/domain/sessions/model';
import { canManage, canReply, toOffered } from '#app/domain/sessions/policy';
import { ROW_SELECT, toRows } from '#app/domain/sessions/queries.server';
import { firstAuthority, SERVED_SELECT, type Served } from '#app/domain/sessions/served';
import { canSeeSession, SESSION_SUBJECT_SELECT, visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

const ATTENDEE_SELECT = {
  select: {
    ...PERSON_SELECT,
    authorities: SERVED_SELECT,
  },
} as const satisfies Prisma.MemberDefaultArgs;

const VIEW_SELECT = {
  ...ROW_SELECT,
  ...SESSION_SUBJECT_SELECT,
  purpose: true,
  audience: true,
  audienceRoles: true,
  cancelledReason: true,
  sequence: true,
  hosts: { orderBy: { position: 'asc' }, select: { memberId: true, member: { select: PERSON_SELECT } } },
  agenda: { orderBy: { position: 'asc' }, select: { title: true, minutes: true, presenter: true } },
  programme: { select: { id: true, kind: true, title: true } },
  replies: {
    orderBy: [{ since: 'asc' }, { memberId: 'asc' }],
    select: {
      memberId: true,
      state: true,
      member: ATTENDEE_SELECT,
    },
  },
  attendance: {
    where: { attended: true },
    orderBy: { id: 'asc' },
    select: { memberId: true, name: true, authority: true, member: ATTENDEE_SELECT },
  },
} as const satisfies Prisma.SessionSelect;
type FoundView = Prisma.SessionGetPayload<{ select: typeof VIEW_SELECT }>;

/** The session's page for this viewer. Throws not_found where it is absent or invisible, whichever it is. */
export async function getSession(viewer: Viewer, id: number): Promise<SessionView> {
  const session = orNotFound(await getDb().session.findUnique({ where: { id }, select: VIEW_SELECT }));
  if (!canSeeSession(viewer, session)) {
    throw notFound();
  }
  const [rows, threads, siblings, itRole, authorities] = await Promise.all([
    toRows(viewer, [session]),
    getDb().thread.findMany({
      where: { AND: [visibleThreads(viewer), { sessions: { some: { sessionId: id } } }] },
      orderBy: { id: 'desc' },
      take: 50,
      select: { id: true, title: true, label: true, answered: true },
    }),
    programmeSessions(viewer, session),
    ownRole(viewer),
    authoritiesById(),
  ]);
  const row = orNotFound(rows[0]);
  const offered = toOffered(session, now());
  const manages = canManage(viewer, offered);
  const mayReply = canReply(viewer, itRole, offered);
  const comes = row.mine === 'going' || row.mine === 'maybe';
  const starts = agendaStarts(session.startsAt, session.agenda);
  const knowsNames = isMember(viewer) && (!session.chatham || manages || wasThere(viewer, session));
  return {
    ...row,
    purpose: session.purpose,
    audience: session.audience,
    audienceRoles: offered.audienceRoles,
    videoUrl: (mayReply || comes || manages) && session.videoUrl !== '' ? session.videoUrl : null,
    cancelledReason: session.cancelledReason,
    hosts: session.hosts.map(({ member }) => toPersonRef(member)),
    agenda: session.agenda.map((item, index) => ({
      ...item,
      // Under the rule nobody learns who spoke but those who were there.
      presenter: knowsNames || !session.chatham ? item.presenter : '',
      startsAt: starts[index]?.toISOString() ?? null,
    })),
    programme: session.programme && {
      kind: session.programme.kind,
      title: session.programme.title,
      sessions: siblings,
    },
    attendees: knowsNames ? attendeesOf(session, authorities) : null,
    byRole: countByRole(session),
    threads,
    revision: session.sequence,
    begun: session.startsAt <= now(),
    over: session.endsAt <= now(),
    turn: turnOf(viewer, session),
    can: { reply: mayReply, manage: manages },
  };
}

/** Under the Chatham House Rule only they know who else was. A reply is no proof: anybody can give one to learn names. */
function wasThere(viewer: Viewer, { endsAt, attendance }: FoundView): boolean {
  return endsAt <= now() && isMember(viewer) && attendance.some(({ memberId }) => memberId === viewer.memberId);
}

/** Who comes; once it is over and noted, who was there. */
function attendeesOf(session: FoundView, authorities: Map<number, AuthorityRef>): Attendee[] {
  const authorityOf = (member: Served) => authorities.get(firstAuthority(member) ?? 0) ?? null;
  if (isNoted(session)) {
    return session.attendance.map(({ member, name, authority }) => ({
      person: member ? toPersonRef(member) : namedOnly(name),
      authority: member ? authorityOf(member) : null,
      authorityName: member ? '' : authority,
      state: 'going',
    }));
  }
  return session.replies
    .filter(({ state }) => state !== 'no')
    .map(({ member, state }) => ({
      person: toPersonRef(member),
      authority: authorityOf(member),
      authorityName: '',
      state,
    }));
}

function isNoted(session: FoundView): boolean {
  return session.endsAt <= now() && session.attendance.length > 0;
}

/** Somebody who was there and is no member. */
function namedOnly(name: string): PersonRef {
  return { handle: '', name: { he: name, en: name }, role: 'member', itRole: null, removed: false };
}

function countByRole(session: FoundView): { role: ItRole | null; count: number }[] {
  const people = isNoted(session) ? session.attendance : session.replies.filter(({ state }) => state === 'going');
  const counts = new Map<ItRole | null, number>();
  for (const { member } of people) {
    const role = member?.itRole ?? null;
    counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return [...counts].map(([role, count]) => ({ role, count })).sort((one, other) => other.count - one.count);
}

function turnOf(viewer: Viewer, { replies }: FoundView): number | null {
  const waiting = replies.filter(({ state }) => state === 'waiting');
  const turn = isMember(viewer) ? waiting.findIndex(({ memberId }) => memberId === viewer.memberId) : -1;
  return turn < 0 ? null : turn + 1;
}

async function programmeSessions(viewer: Viewer, { programme }: FoundView) {
  if (!programme) {
    return [];
  }
  const rows = await getDb().session.findMany({
    where: { AND: [visibleSessions(viewer), { programmeId: programme.id }] },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 100,
    select: { id: true, title: true, label: true, startsAt: true },
  });
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() }));
}

async function ownRole(viewer: Viewer): Promise<ItRole | null> {
  if (!isMember(viewer)) {
    return null;
  }
  const row = await getDb().member.findUnique({ where: { id: viewer.memberId }, select: { itRole: true } });
  return row?.itRole ?? null;
}
