import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { importMinutes } from '#app/domain/minutes/import.server';
import {
  cancelSession,
  changeSession,
  deleteSession,
  linkThread,
  markHeld,
} from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { listSessions } from '#app/domain/sessions/queries.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan, sessionForm } from '#tests/support/factories-sessions';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

let host: MemberViewer;
let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  other = await member();
});
afterEach(() => setClock());

describe('once it has begun', () => {
  test('a session is neither cancelled nor deleted', async () => {
    const id = await plan(host);
    const { startsAt } = await getSession(host, id);
    setClock(() => Date.parse(startsAt));
    expect(await refusal(cancelSession(host, id, 'חרטה'))).toBe('conflict already_begun');
    expect(await refusal(deleteSession(host, id))).toBe('conflict already_begun');
    expect(await getSession(host, id)).toMatchObject({ state: 'planned', cancelledReason: null });
    setClock(() => Date.parse(startsAt) - 1);
    await cancelSession(host, id, 'חג');
    await deleteSession(host, id);
  });
});

describe('deleting', () => {
  test('not where somebody was noted, nor where a summary was begun', async () => {
    const noted = await plan(host);
    await database.attendance.create({ data: { sessionId: noted, name: 'אורחת', attended: true } });
    expect(await refusal(deleteSession(host, noted))).toBe('conflict cancel_instead');
    const summarised = await plan(host);
    const summary = { label: 'GREEN' as const, body: '# סיכום', authorId: host.memberId };
    const at = { createdAt: new Date(), updatedAt: new Date() };
    await database.summary.create({ data: { ...summary, ...at, sessionId: summarised } });
    expect(await refusal(deleteSession(host, summarised))).toBe('conflict cancel_instead');
    expect((await listSessions(host, { view: 'upcoming' })).rows).toHaveLength(2);
  });

  test('a deleted one is there for nobody: not for its author, not for moderators; nothing is done with it', async () => {
    const id = await plan(host);
    const threadId = await ask(host);
    await deleteSession(host, id);
    const input = SessionInput.parse(sessionForm());
    for (const viewer of [host, other, await member({ role: 'moderator' })]) {
      expect(await refusal(getSession(viewer, id))).toBe('not_found not_found');
      expect(await refusal(replyToSession(viewer, id, 'going'))).toBe('not_found not_found');
      expect(await refusal(changeSession(viewer, id, input))).toBe('not_found not_found');
      expect(await refusal(cancelSession(viewer, id, 'x'))).toBe('not_found not_found');
      expect(await refusal(markHeld(viewer, id))).toBe('not_found not_found');
      expect(await refusal(deleteSession(viewer, id))).toBe('not_found not_found');
      expect(await refusal(linkThread(viewer, id, threadId))).toBe('not_found not_found');
    }
    expect(await database.sessionReply.count()).toBe(0);
  });

  test('minutes of a deleted session that are imported again bring it back', async () => {
    const topic = await makeTopic();
    const bytes = new TextEncoder().encode('# שולחן עגול: גיבוי\n\n## החלטות\n\n- גיבוי יומי\n');
    const wanted = {
      topic: { id: topic.id, slug: topic.slug },
      host: { memberId: host.memberId, authorityId: null },
      ...{ label: 'GREEN' as const, kind: null, dryRun: false },
    };
    const bring = () => importMinutes(database, { name: '2026-02-10-backup.md', bytes }, wanted);
    const { sessionId, outcome } = await bring();
    const id = sessionId ?? 0;
    expect([outcome, (await bring()).outcome]).toEqual(['created', 'unchanged']);
    await database.session.update({ where: { id }, data: { deletedAt: new Date() } });
    expect(await refusal(getSummary(host, id))).toBe('not_found not_found');
    expect(await bring()).toMatchObject({ outcome: 'updated', sessionId: id });
    expect((await getSummary(other, id)).records.map(({ text }) => text)).toEqual(['גיבוי יומי']);
    expect((await bring()).outcome).toBe('unchanged');
  });
});
