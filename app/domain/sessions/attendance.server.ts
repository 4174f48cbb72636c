import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import type { Label } from '#app/domain/labels';
import type { ItRole } from '#app/domain/members/model';
import { shownRole } from '#app/domain/members/shown';
import type { Named } from '#app/domain/named';
import { bumpRevision } from '#app/domain/revision';
import { queueSearch } from '#app/domain/search/queue.server';
import { loadManaged, lockSession } from '#app/domain/sessions/load.server';
import type { SessionState } from '#app/domain/sessions/model';
import { firstAuthority, SERVED_SELECT } from '#app/domain/sessions/served';
import type { ReplyState } from '#app/domain/sessions/waiting-list';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** People come early: the list opens so long before the session. In hours. */
const OPENS_BEFORE_HOURS = 2;

/** A page of the list is one form, and has a field for each line. */
const PAGE_LINES = 200;

/** Somebody on the list of a session. */
export interface AttendanceLine {
  /** `m-` and the handle of a member who replied or was there, `a-` and a number for anybody else. */
  key: string;
  memberId: string | null;
  handle: string | null;
  name: Named;
  authority: Named;
  itRole: ItRole | null;
  /** Only where the host noted it: members' addresses are not handed out. */
  email: string;
  reply: ReplyState | null;
  host: boolean;
  /** Null: not noted. */
  attended: boolean | null;
}

export interface AttendanceList {
  id: number;
  title: string;
  label: Label;
  chatham: boolean;
  state: SessionState;
  /** False while it is too early to note who is there. */
  open: boolean;
  lines: AttendanceLine[];
}

/** The list of a session, for those who manage it alone: `forbidden` or `not_found` for everybody else. */
export async function getAttendance(viewer: Viewer, id: number): Promise<AttendanceList> {
  const { title, label, chatham, state, startsAt } = await loadManaged(getDb(), viewer, id);
  const lines = await linesOf(getDb(), id);
  return { id, title, label, chatham, state, open: isOpen(startsAt), lines };
}

/** One page of the list, from 1; the last one for a number beyond it. */
export async function getAttendancePage(
  viewer: Viewer,
  id: number,
  wanted: number,
): Promise<AttendanceList & { page: number; pageCount: number }> {
  const list = await getAttendance(viewer, id);
  const pageCount = Math.max(1, Math.ceil(list.lines.length / PAGE_LINES));
  const page = Math.min(wanted, pageCount);
  return { ...list, lines: list.lines.slice((page - 1) * PAGE_LINES, page * PAGE_LINES), page, pageCount };
}

function isOpen(startsAt: Date): boolean {
  return startsAt.getTime() - OPENS_BEFORE_HOURS * 3_600_000 <= now().getTime();
}

/** The keys of a page of the list: those shown on it, ticked when it was drawn, and ticked now. */
interface Marks {
  shown: string[];
  was: string[];
  there: string[];
}

/**
 * Notes who of those shown on the page was there: whoever is not ticked was not. Of those who are noted already only
 * what was changed on the page is written, so that what another host ticked meanwhile stays.
 */
export async function saveAttendance(viewer: Viewer, id: number, marks: Marks): Promise<void> {
  const [shown, was, there] = [new Set(marks.shown), new Set(marks.was), new Set(marks.there)];
  await changeAttendance(viewer, id, async (tx) => {
    const changed = (await linesOf(tx, id)).filter(
      ({ key, attended }) => shown.has(key) && (attended === null || was.has(key) !== there.has(key)),
    );
    for (const attended of [true, false]) {
      const lines = changed.filter((line) => there.has(line.key) === attended);
      await note(tx, id, lines, attended);
    }
  });
}

/** Runs a change of the list by somebody who manages the session, and brings everything that hangs on it up to date. */
export async function changeAttendance<T>(viewer: Viewer, id: number, change: (tx: Tx) => Promise<T>): Promise<T> {
  const at = now();
  const changed = await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    const session = await loadManaged(tx, viewer, id);
    if (session.state === 'cancelled') {
      throw new DomainError('conflict', 'already_decided');
    }
    if (!isOpen(session.startsAt)) {
      throw new DomainError('invalid', 'not_yet');
    }
    const value = await change(tx);
    await syncRecipients(tx, id);
    await tx.session.update({ where: { id }, data: { revision: { increment: 1 } } });
    // Who was there may see more, who was not less.
    await queueSearch(tx, [{ entity: 'session', id, hides: true }], at);
    return value;
  });
  bumpRevision();
  return changed;
}

/** Notes of these on the list that they were there, or were not. */
export async function note(tx: Tx, sessionId: number, lines: AttendanceLine[], attended: boolean): Promise<void> {
  for (const batch of inBatches(lines)) {
    const memberIds = batch.flatMap(({ memberId }) => memberId ?? []);
    const others = batch.flatMap(({ key, memberId }) => (memberId === null ? Number(key.slice(2)) : []));
    const ofMembers = { sessionId, memberId: { in: memberIds } };
    const noted = await tx.attendance.findMany({ where: ofMembers, select: { memberId: true } });
    const known = new Set(noted.map(({ memberId }) => memberId));
    await tx.attendance.updateMany({ where: ofMembers, data: { attended } });
    await tx.attendance.updateMany({ where: { sessionId, id: { in: others } }, data: { attended } });
    await tx.attendance.createMany({
      data: batch
        .filter(({ memberId }) => memberId !== null && !known.has(memberId))
        .map(({ memberId, name, authority }) => ({
          ...{ sessionId, memberId, name: name.he, authority: authority.he, attended },
        })),
    });
  }
}

/** Those who were there are recipients (DOMAIN 3); those who turn out not to have been are none, but for hosts and invited. */
async function syncRecipients(tx: Tx, sessionId: number): Promise<void> {
  const [attended, hosts] = await Promise.all([
    tx.attendance.findMany({
      where: { sessionId, attended: true, memberId: { not: null } },
      select: { memberId: true },
    }),
    tx.sessionHost.findMany({ where: { sessionId }, select: { memberId: true } }),
  ]);
  const keep = new Set([...attended, ...hosts].flatMap(({ memberId }) => memberId ?? []));
  const present = await tx.sessionRecipient.findMany({ where: { sessionId } });
  const gone = present.filter(({ memberId, invited }) => !invited && !keep.has(memberId));
  await tx.sessionRecipient.deleteMany({
    where: { sessionId, memberId: { in: gone.map(({ memberId }) => memberId) } },
  });
  const known = new Set(present.map(({ memberId }) => memberId));
  await tx.sessionRecipient.createMany({
    data: [...keep].filter((memberId) => !known.has(memberId)).map((memberId) => ({ sessionId, memberId })),
  });
}

const LINE_MEMBER = {
  select: {
    id: true,
    handle: true,
    name: true,
    nameEn: true,
    itRole: true,
    showsItRole: true,
    erasedAt: true,
    authorities: SERVED_SELECT,
  },
} as const;

/** The hosts, everybody who replied that they come, may come or wait, and everybody noted, by name. */
export async function linesOf(tx: Tx, sessionId: number): Promise<AttendanceLine[]> {
  const [replies, rows, hosts, authorities] = await Promise.all([
    tx.sessionReply.findMany({ where: { sessionId }, select: { state: true, member: LINE_MEMBER } }),
    tx.attendance.findMany({ where: { sessionId }, orderBy: { id: 'asc' }, include: { member: LINE_MEMBER } }),
    tx.sessionHost.findMany({ where: { sessionId }, select: { member: LINE_MEMBER } }),
    authoritiesById(),
  ]);
  const noted = new Map(rows.flatMap((row) => (row.memberId === null ? [] : [[row.memberId, row] as const])));
  const members = new Map(
    [...replies, ...rows, ...hosts].flatMap(({ member }) => (member ? [[member.id, member] as const] : [])),
  );
  const hosting = new Set(hosts.map(({ member }) => member.id));
  const replied = new Map(replies.map(({ state, member }) => [member.id, state]));
  const lines: AttendanceLine[] = [...members.values()]
    .filter(({ id, erasedAt }) => !erasedAt && (noted.has(id) || hosting.has(id) || replied.get(id) !== 'no'))
    .map((member) => ({
      key: `m-${member.handle}`,
      memberId: member.id,
      handle: member.handle,
      name: { he: member.name, en: member.nameEn ?? member.name },
      authority: authorities.get(firstAuthority(member) ?? 0)?.name ?? { he: '', en: '' },
      itRole: shownRole(member),
      email: noted.get(member.id)?.email ?? '',
      reply: replied.get(member.id) ?? null,
      host: hosting.has(member.id),
      attended: noted.get(member.id)?.attended ?? null,
    }));
  const others = rows
    .filter(({ memberId }) => memberId === null)
    .map(
      ({ id, name, authority, email, attended }): AttendanceLine => ({
        key: `a-${id}`,
        memberId: null,
        handle: null,
        name: { he: name, en: name },
        authority: { he: authority, en: authority },
        itRole: null,
        email,
        reply: null,
        host: false,
        attended,
      }),
    );
  return [...lines, ...others].sort((one, other) => one.name.he.localeCompare(other.name.he, 'he'));
}
