import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { changeSession, deleteSession, linkThread, markHeld } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { listSessions } from '#app/domain/sessions/queries.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { ask } from '#tests/support/factories-threads';
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

beforeEach(async () => {
  host = await member({ role: 'host' });
  otherHost = await member({ role: 'host' });
  guestOfHonour = await member();
});
afterEach(() => setClock());

describe('labels', () => {
  test('RED: recipients alone; AMBER: their authorities too; both nobody else, whatever their role', async () => {
    const colleague = async (of: MemberViewer) =>
      viewerFor((await makeMember({ authorityIds: [...of.authorityIds] })).id);
    const readers = {
      host,
      invited: guestOfHonour,
      hostsColleague: await colleague(host),
      invitedsColleague: await colleague(guestOfHonour),
      stranger: await member(),
      moderator: await member({ role: 'moderator' }),
      administrator: await member({ role: 'administrator' }),
    };
    const seen = async (id: number) => {
      const may: string[] = [];
      for (const [name, viewer] of [...Object.entries(readers), ['guest', GUEST] as const]) {
        const page = (await refusal(getSession(viewer, id))).startsWith('no refusal');
        const list = (await listSessions(viewer, { view: 'upcoming' })).rows.some((row) => row.id === id);
        expect({ name, list }).toEqual({ name, list: page });
        if (page) {
          may.push(name);
        }
      }
      return may;
    };
    const invited = { audience: 'invited', invited: guestOfHonour.handle };
    expect(await seen(await plan(host, { ...invited, label: 'RED' }))).toEqual(['host', 'invited']);
    const own = ['host', 'invited', 'hostsColleague', 'invitedsColleague'];
    expect(await seen(await plan(host, { ...invited, label: 'AMBER' }))).toEqual(own);
    expect(await seen(await plan(host, { ...invited, label: 'AMBER_STRICT' }))).toEqual(own);
    expect(await seen(await plan(host, { label: 'GREEN' }))).toEqual(Object.keys(readers));
    expect(await seen(await plan(host, { label: 'CLEAR' }))).toEqual([...Object.keys(readers), 'guest']);
  });

  test('acting on what one may not see is not found', async () => {
    const id = await plan(host, { label: 'RED' });
    expect(await refusal(replyToSession(otherHost, id, 'going'))).toBe('not_found not_found');
    expect(await refusal(changeSession(otherHost, id, input()))).toBe('not_found not_found');
    expect(await refusal(deleteSession(otherHost, id))).toBe('not_found not_found');
  });

  test('only its author makes a label looser; any host makes it stricter', async () => {
    const id = await plan(host, { label: 'AMBER', hosts: otherHost.handle });
    const looser = input({ label: 'GREEN', hosts: otherHost.handle });
    expect(await refusal(changeSession(otherHost, id, looser))).toBe('invalid only_source_lowers label');
    await changeSession(otherHost, id, input({ label: 'RED', hosts: otherHost.handle }));
    await changeSession(host, id, looser);
    expect((await getSession(otherHost, id)).label).toBe('GREEN');
  });
});

describe('the rest', () => {
  test('deleting: only one that nobody replied to; then it is found nowhere', async () => {
    const id = await plan(host);
    await replyToSession(guestOfHonour, id, 'maybe');
    expect(await refusal(deleteSession(host, id))).toBe('conflict cancel_instead');
    const other = await plan(host);
    await deleteSession(host, other);
    expect((await listSessions(guestOfHonour, { view: 'upcoming' })).rows.map((row) => row.id)).toEqual([id]);
    expect(await refusal(getSession(guestOfHonour, other))).toBe('not_found not_found');
  });

  test('is held once it has begun', async () => {
    const id = await plan(host);
    expect(await refusal(markHeld(host, id))).toBe('invalid not_yet');
    const past = await plan(host, { date: dayFromNow(-2) });
    await markHeld(host, past);
    expect((await getSession(host, past)).state).toBe('held');
  });

  test('agenda items begin where the one before ends; a programme lists its sessions', async () => {
    const course = { programmeKind: 'course', programme: 'קורס ענן', kind: 'course' };
    const first = await plan(host, { ...course, date: dayFromNow(5), startTime: '09:00' });
    const second = await plan(host, { ...course, date: dayFromNow(12), title: 'מפגש שני' });
    const view = await getSession(guestOfHonour, first);
    expect(view.agenda.map(({ title, minutes, presenter }) => [title, minutes, presenter])).toEqual([
      ['פתיחה', 15, 'דנה'],
      ['סבב רשויות', 45, ''],
    ]);
    const starts = view.agenda.map(
      (item) => new Date(item.startsAt ?? 0).getTime() - new Date(view.startsAt).getTime(),
    );
    expect(starts).toEqual([0, 15 * 60_000]);
    expect(view.programme?.sessions.map(({ id }) => id)).toEqual([first, second]);
  });

  test('threads are linked by its managers alone, those they may see', async () => {
    const id = await plan(host);
    const threadId = await ask(guestOfHonour, { label: 'GREEN' });
    const hidden = await ask(guestOfHonour, { label: 'RED' });
    expect(await refusal(linkThread(guestOfHonour, id, threadId))).toBe('forbidden forbidden');
    expect(await refusal(linkThread(host, id, hidden))).toBe('not_found not_found');
    await linkThread(host, id, threadId);
    await linkThread(host, id, threadId);
    expect((await getSession(guestOfHonour, id)).threads.map((thread) => thread.id)).toEqual([threadId]);
    expect((await getSession(GUEST, await plan(host, { label: 'CLEAR' }))).threads).toEqual([]);
  });
});

describe('the Chatham House Rule', () => {
  test('before it is over names are known to its hosts alone; everybody else, who comes too, gets counts by role', async () => {
    const id = await plan(host, { chatham: 'on' });
    await replyToSession(guestOfHonour, id, 'going');
    const comes = await member();
    await replyToSession(comes, id, 'going');
    for (const outside of [await getSession(otherHost, id), await getSession(comes, id)]) {
      expect(outside).toMatchObject({ attendees: null, byRole: [{ role: 'cio', count: 2 }] });
      expect(outside.agenda.map(({ presenter }) => presenter)).toEqual(['', '']);
      // Nor anywhere else in what the page is given.
      expect(JSON.stringify(outside)).not.toContain(guestOfHonour.handle);
      expect(JSON.stringify(outside)).not.toContain(guestOfHonour.name);
    }
    expect((await getSession(host, id)).attendees?.map(({ person }) => person.handle)).toEqual([
      guestOfHonour.handle,
      comes.handle,
    ]);
    const plain = await plan(host, { label: 'CLEAR' });
    expect((await getSession(GUEST, plain)).attendees).toBeNull();
  });

  test('is not taken back once somebody said that they come, or was noted; it can still be turned on', async () => {
    const id = await plan(host, { chatham: 'on', hosts: otherHost.handle });
    const ruled = (chatham: string) => input({ chatham, hosts: otherHost.handle });
    await changeSession(otherHost, id, ruled(''));
    await replyToSession(guestOfHonour, id, 'going');
    await changeSession(otherHost, id, ruled('on'));
    for (const viewer of [otherHost, host]) {
      expect(await refusal(changeSession(viewer, id, ruled('')))).toBe('invalid chatham_stays chatham');
    }
    expect((await getSession(guestOfHonour, id)).chatham).toBe(true);
    await replyToSession(guestOfHonour, id, 'no');
    await changeSession(host, id, ruled(''));
    await changeSession(host, id, ruled('on'));
    await database.attendance.create({ data: { sessionId: id, name: 'אורחת', attended: true } });
    expect(await refusal(changeSession(host, id, ruled('')))).toBe('invalid chatham_stays chatham');
  });
});
