import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { cancelSession, changeSession, deleteSession, markHeld } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { listSessions } from '#app/domain/sessions/queries.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

let host: MemberViewer;
let otherHost: MemberViewer;
let guestOfHonour: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

function input(values: Parameters<typeof sessionForm>[0] = {}): SessionInput {
  return SessionInput.parse(sessionForm(values));
}

function noticesOf(viewer: MemberViewer): Promise<string[]> {
  return database.notification
    .findMany({ where: { memberId: viewer.memberId }, orderBy: { id: 'asc' } })
    .then((rows) => rows.map(({ kind }) => kind));
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  otherHost = await member({ role: 'host' });
  guestOfHonour = await member();
});
afterEach(() => setClock());

describe('who may', () => {
  test('plan: hosts alone', async () => {
    expect(await refusal(plan(GUEST))).toBe('forbidden forbidden');
    expect(await refusal(plan(guestOfHonour))).toBe('forbidden forbidden');
    expect(await database.session.count()).toBe(0);
    expect(await plan(host)).toBeGreaterThan(0);
  });

  test('change, cancel, hold, delete: its author and its hosts, not other hosts, not administrators', async () => {
    const id = await plan(host);
    const administrator = await member({ role: 'administrator' });
    for (const viewer of [otherHost, guestOfHonour, administrator]) {
      expect(await refusal(changeSession(viewer, id, input()))).toBe('forbidden forbidden');
      expect(await refusal(cancelSession(viewer, id, 'x'))).toBe('forbidden forbidden');
      expect(await refusal(markHeld(viewer, id))).toBe('forbidden forbidden');
      expect(await refusal(deleteSession(viewer, id))).toBe('forbidden forbidden');
      expect((await getSession(viewer, id)).can.manage).toBe(false);
    }
    expect(await refusal(changeSession(GUEST, id, input()))).toBe('forbidden signInFirst');
    await changeSession(host, id, input({ hosts: `@${otherHost.handle}` }));
    expect((await getSession(otherHost, id)).can.manage).toBe(true);
    await changeSession(otherHost, id, input({ hosts: otherHost.handle, title: 'כותרת של מארחת שנייה' }));
    expect((await getSession(host, id)).hosts.map(({ handle }) => handle)).toEqual([host.handle, otherHost.handle]);
  });

  test('reply: whom it is for; not guests, not after it ended, not when cancelled', async () => {
    const id = await plan(host);
    expect(await refusal(replyToSession(GUEST, id, 'going'))).toBe('forbidden signInFirst');
    const security = await member({ itRole: 'security_manager' });
    const forRoles = await plan(host, { audience: 'roles', roles: ['security_manager'] });
    expect(await refusal(replyToSession(guestOfHonour, forRoles, 'going'))).toBe('forbidden cannot_reply');
    expect(await replyToSession(security, forRoles, 'going')).toBe('going');
    const forInvited = await plan(host, { audience: 'invited', invited: guestOfHonour.handle });
    expect(await refusal(replyToSession(security, forInvited, 'going'))).toBe('forbidden cannot_reply');
    expect(await replyToSession(guestOfHonour, forInvited, 'going')).toBe('going');
    expect(await noticesOf(guestOfHonour)).toEqual(['session_invited']);
    await cancelSession(host, id, 'חג');
    expect(await refusal(replyToSession(guestOfHonour, id, 'going'))).toBe('forbidden cannot_reply');
    const later = Date.now() + 40 * 86_400_000;
    setClock(() => later);
    expect(await refusal(replyToSession(security, forRoles, 'no'))).toBe('forbidden cannot_reply');
  });

  test('names that nobody has are refused beside the field', async () => {
    expect(await refusal(plan(host, { hosts: 'nobody.here' }))).toBe('invalid handle_unknown hosts');
    expect(await refusal(plan(host, { audience: 'invited', invited: 'no.one' }))).toBe(
      'invalid handle_unknown invited',
    );
    expect(await refusal(plan(host, { audience: 'roles' }))).toBe('invalid choose_one roles');
    expect(await database.session.count()).toBe(0);
  });
});

describe('times', () => {
  test('one that the clock skips is refused, one that comes twice is asked', async () => {
    const spring = { date: '2027-03-26', startTime: '02:30', endTime: '04:00' };
    expect(await refusal(plan(host, spring))).toBe('invalid time_gap startTime');
    const autumn = { date: '2026-10-25', startTime: '01:30', endTime: '04:00' };
    expect(await refusal(plan(host, autumn))).toBe('invalid time_twice startTime');
    const first = await plan(host, { ...autumn, startFold: 'earlier' });
    const second = await plan(host, { ...autumn, startFold: 'later' });
    expect((await getSession(host, first)).startsAt).toBe('2026-10-24T22:30:00.000Z');
    expect((await getSession(host, second)).startsAt).toBe('2026-10-24T23:30:00.000Z');
  });

  test('the end is after the start, and within days', async () => {
    expect(await refusal(plan(host, { endTime: '10:00' }))).toBe('invalid ends_before endTime');
    expect(await refusal(plan(host, { endDate: dayFromNow(40) }))).toBe('invalid too_long_session endTime');
  });

  test('a month has what falls into it; lists run from now', async () => {
    const soon = await plan(host, { date: dayFromNow(3) });
    const later = await plan(host, { date: dayFromNow(60) });
    const past = await plan(host, { date: dayFromNow(-10) });
    const ids = async (filter: Parameters<typeof listSessions>[1]) =>
      (await listSessions(host, filter)).rows.map((row) => row.id);
    expect(await ids({ view: 'upcoming' })).toEqual([soon, later]);
    expect(await ids({ view: 'past' })).toEqual([past]);
    const from = new Date(Date.now() - 20 * 86_400_000);
    const to = new Date(Date.now() + 20 * 86_400_000);
    expect(await ids({ view: 'upcoming', between: { from, to } })).toEqual([past, soon]);
  });
});

describe('what is told', () => {
  test('a change of time or place tells those who replied, once; a change of words alone tells nobody', async () => {
    const id = await plan(host);
    const no = await member();
    await replyToSession(guestOfHonour, id, 'maybe');
    await replyToSession(no, id, 'no');
    await changeSession(host, id, input({ title: 'כותרת חדשה' }));
    expect(await noticesOf(guestOfHonour)).toEqual([]);
    await changeSession(host, id, input({ startTime: '11:00' }));
    await changeSession(host, id, input({ startTime: '11:00', place: 'אולם אחר' }));
    expect(await noticesOf(guestOfHonour)).toEqual(['session_changed']);
    expect(await noticesOf(no)).toEqual([]);
    expect(await noticesOf(host)).toEqual([]);
    expect(await database.session.findUnique({ where: { id } })).toMatchObject({ sequence: 3 });
  });

  test('cancelling tells them, says why, and is done once', async () => {
    const id = await plan(host);
    await replyToSession(guestOfHonour, id, 'going');
    await cancelSession(host, id, 'המנחה חולה');
    expect(await noticesOf(guestOfHonour)).toEqual(['session_cancelled']);
    expect(await getSession(guestOfHonour, id)).toMatchObject({ state: 'cancelled', cancelledReason: 'המנחה חולה' });
    expect(await refusal(cancelSession(host, id, 'שוב'))).toBe('conflict already_decided');
  });

  test('over a newer revision a change is a conflict, and nothing is lost', async () => {
    const id = await plan(host, { hosts: otherHost.handle });
    const { revision } = await getSession(host, id);
    await changeSession(otherHost, id, input({ title: 'של השנייה', hosts: otherHost.handle, revision: `${revision}` }));
    const mine = input({ title: 'של הראשונה', revision: `${revision}` });
    expect(await refusal(changeSession(host, id, mine))).toBe('conflict editConflict');
    expect((await getSession(host, id)).title).toBe('של השנייה');
  });
});

describe('places', () => {
  test('fill up, then wait; whoever waits longest moves up and is told', async () => {
    const id = await plan(host, { capacity: '2' });
    const [one, two, three, four] = [await member(), await member(), await member(), await member()];
    let at = Date.now();
    setClock(() => at);
    const states: string[] = [];
    for (const viewer of [one, two, three, four]) {
      at += 1_000;
      states.push(await replyToSession(viewer, id, 'going'));
    }
    expect(states).toEqual(['going', 'going', 'waiting', 'waiting']);
    expect(await getSession(four, id)).toMatchObject({ mine: 'waiting', turn: 2, going: 2, waiting: 2 });
    await replyToSession(one, id, 'no');
    expect(await getSession(three, id)).toMatchObject({ mine: 'going', turn: null });
    expect(await noticesOf(three)).toEqual(['session_place']);
    at += 1_000;
    expect(await replyToSession(one, id, 'going')).toBe('waiting');
    expect((await getSession(one, id)).turn).toBe(2);
    await changeSession(host, id, input({ capacity: '3' }));
    expect(await getSession(four, id)).toMatchObject({ mine: 'going', going: 3, waiting: 1 });
  });

  test('two hundred at once for twenty places: exactly twenty go, the others wait, each in a turn', async () => {
    const id = await plan(host, { capacity: '20' });
    const viewers: MemberViewer[] = [];
    for (let number = 0; number < 200; number += 1) {
      viewers.push(await viewerFor((await makeMember()).id));
    }
    const states = await Promise.all(viewers.map((viewer) => replyToSession(viewer, id, 'going')));
    expect(states.filter((state) => state === 'going').length).toBe(20);
    expect(states.filter((state) => state === 'waiting').length).toBe(180);
    expect(await getSession(host, id)).toMatchObject({ going: 20, waiting: 180 });
    const replies = await database.sessionReply.groupBy({ by: ['state'], _count: { _all: true } });
    expect(replies.map(({ state, _count }) => [state, _count._all]).sort()).toEqual([
      ['going', 20],
      ['waiting', 180],
    ]);
    // Ten leave at once: ten others take their places, none is lost and none given twice.
    const leaving = viewers.filter((_viewer, index) => states[index] === 'going').slice(0, 10);
    await Promise.all(leaving.map((viewer) => replyToSession(viewer, id, 'no')));
    expect(await getSession(host, id)).toMatchObject({ going: 20, waiting: 170 });
  });
});
