import type { DatabaseTransaction, Prisma } from '../client.server';
import { jerusalemTime } from './jerusalem-time';
import { known, type SeededPeople } from './people';
import type { SeedSession } from './session-content';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long before a session it is planned, and how long before the seed at least. */
const PLANNED_DAYS_BEFORE = 30;

type SessionRow = Prisma.SessionCreateManyInput & { id: number; createdAt: Date };

interface SeededSession {
  seed: SeedSession;
  row: SessionRow;
  /** Of its hosts, the first its author. */
  hostIds: string[];
  idOf: (handle: string) => string;
}

/** Rows of all sessions, their days moved off Friday and Saturday. */
export function sessionRows(sessions: SeedSession[], people: SeededPeople, now: Date): SeededSession[] {
  const programmes = programmeNames(sessions);
  return sessions.map((seed, index) => {
    const idOf = (handle: string) => known(people.members, handle).id;
    const author = known(people.members, seed.hosts[0] ?? '');
    const startsAt = onWorkday(now, seed.at.days, seed.at.time);
    const createdAt = new Date(Math.min(startsAt.getTime() - PLANNED_DAYS_BEFORE * DAY_MS, now.getTime() - 2 * DAY_MS));
    const { kind, label, chatham, title, purpose, place, audience, capacity, cancelled } = seed;
    const row: SessionRow = {
      ...{ kind, label, chatham, title, purpose, place, audience, capacity },
      id: index + 1,
      topicId: known(people.topicIds, seed.topic),
      state: cancelled === null ? (seed.held ? 'held' : 'planned') : 'cancelled',
      cancelledReason: cancelled,
      sequence: cancelled === null ? 0 : 1,
      startsAt,
      endsAt: new Date(startsAt.getTime() + seed.minutes * MINUTE_MS),
      videoUrl: seed.video,
      programmeId: seed.programme === null ? null : programmes.indexOf(seed.programme) + 1,
      position: index,
      authorId: author.id,
      authorityId: author.authorityIds[0] ?? null,
      createdAt,
      updatedAt: createdAt,
    };
    return { seed, row, hostIds: seed.hosts.map(idOf), idOf };
  });
}

/** Nobody meets on Friday and Saturday: what was is moved before them, what comes after. */
function onWorkday(now: Date, days: number, time: string): Date {
  const wanted = jerusalemTime(now, days, time);
  // Meetings are by day, when the day in Israel is also the day in UTC.
  const weekday = wanted.getUTCDay();
  const forward = weekday === 5 ? 2 : weekday === 6 ? 1 : 0;
  const back = weekday === 5 ? -1 : weekday === 6 ? -2 : 0;
  return jerusalemTime(now, days + (days < 0 ? back : forward), time);
}

function programmeNames(sessions: SeedSession[]): string[] {
  return [...new Set(sessions.flatMap(({ programme }) => programme ?? []))];
}

export async function writeSessions(transaction: DatabaseTransaction, sessions: SeededSession[]): Promise<void> {
  const programmes = programmeNames(sessions.map(({ seed }) => seed));
  await transaction.programme.createMany({
    data: programmes.map((title, index) => {
      const first = sessions.find(({ seed }) => seed.programme === title);
      return {
        id: index + 1,
        kind: first?.seed.programmeKind ?? ('course' as const),
        title,
        authorId: first?.row.authorId ?? '',
        createdAt: first?.row.createdAt ?? new Date(0),
      };
    }),
  });
  await transaction.session.createMany({ data: sessions.map(({ row }) => row) });
  await transaction.agendaItem.createMany({
    data: sessions.flatMap(({ seed, row }) =>
      seed.agenda.map((item, position) => ({ ...item, sessionId: row.id, position })),
    ),
  });
  await transaction.sessionHost.createMany({
    data: sessions.flatMap(({ row, hostIds }) =>
      hostIds.map((memberId, position) => ({ sessionId: row.id, memberId, position })),
    ),
  });
  await transaction.sessionReply.createMany({ data: sessions.flatMap(replies) });
  await transaction.attendance.createMany({ data: await attendance(transaction, sessions) });
  await transaction.sessionRecipient.createMany({ data: sessions.flatMap(recipients) });
  await transaction.sessionThread.createMany({
    data: sessions.flatMap(({ seed, row }) => seed.threads.map((threadId) => ({ sessionId: row.id, threadId }))),
  });
  await transaction.outbox.createMany({
    data: sessions.map(({ row }) => ({
      queue: 'search',
      entityType: 'session',
      entityId: String(row.id),
      createdAt: row.createdAt,
      availableAt: row.createdAt,
    })),
  });
}

function replies({ seed, row, idOf }: SeededSession): Prisma.SessionReplyCreateManyInput[] {
  const states = ['going', 'maybe', 'waiting'] as const;
  return states
    .flatMap((state) => seed[state].map((handle) => ({ state, memberId: idOf(handle) })))
    .map((reply, index) => {
      const at = new Date(row.createdAt.getTime() + (index + 1) * 47 * MINUTE_MS);
      return { ...reply, sessionId: row.id, since: at, repliedAt: at };
    });
}

/** Names are kept as they were on the day. */
async function attendance(transaction: DatabaseTransaction, sessions: SeededSession[]) {
  const members = await transaction.member.findMany({ select: { id: true, name: true } });
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return sessions.flatMap(({ seed, row, idOf }): Prisma.AttendanceCreateManyInput[] => [
    ...seed.attended.map((handle) => {
      const memberId = idOf(handle);
      return { sessionId: row.id, memberId, name: names.get(memberId) ?? '', attended: true };
    }),
    ...seed.walkIns.map((walkIn) => ({ ...walkIn, sessionId: row.id, attended: true })),
  ]);
}

/** Hosts, those invited, those who were there (DOMAIN 3). */
function recipients({ seed, row, hostIds, idOf }: SeededSession): Prisma.SessionRecipientCreateManyInput[] {
  const invited = new Set(seed.invited.map(idOf));
  const all = new Set([...hostIds, ...invited, ...seed.attended.map(idOf)]);
  return [...all].map((memberId) => ({ sessionId: row.id, memberId, invited: invited.has(memberId) }));
}
