import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { listNotices } from '#app/domain/notifications/queries.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { breakGlass } from '#app/domain/threads/break-glass.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { getLabelView } from '#app/domain/threads/label-view.server';
import { listThreads } from '#app/domain/threads/list.server';
import { markThreadRead } from '#app/domain/threads/marks.server';
import { recordReader } from '#app/domain/threads/readers.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const ALL = { view: 'all', sort: 'active' } as const;
const WHY = 'נכתב שם משפחה';
const LONG_WHY = 'תלונה על פרסום פרטים של תושבת';

let asker: MemberViewer;
let colleague: MemberViewer;
let helper: MemberViewer;
let stranger: MemberViewer;
let moderator: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  asker = await member();
  colleague = await member({ authorityIds: asker.authorityIds });
  helper = await member();
  stranger = await member();
  moderator = await member({ role: 'moderator' });
});
afterEach(() => setClock());

describe('breaking the glass', () => {
  test('is refused to members and hosts, and an unknown number is written down', async () => {
    const threadId = await ask(asker, { label: 'RED' });
    const host = await member({ role: 'host' });
    expect(await refusalCode(breakGlass(stranger, { thread: threadId, reason: LONG_WHY }))).toBe('forbidden');
    expect(await refusalCode(breakGlass(host, { thread: threadId, reason: LONG_WHY }))).toBe('forbidden');
    expect(await refusalCode(breakGlass(moderator, { thread: 999_999, reason: LONG_WHY }))).toBe('invalid');
    expect(await refusalCode(getThread(moderator, threadId))).toBe('not_found');
    const entries = await database.auditEntry.findMany({ where: { action: 'thread.break_glass' } });
    expect(entries.map(({ outcome }) => outcome)).toEqual(['refused']);
  });

  test('opens one thread, to read only, for an hour; its author is told and sees why', async () => {
    const threadId = await ask(asker, { label: 'RED' });
    await answer(asker, threadId, 'גם זה', 'RED');
    await breakGlass(moderator, { thread: threadId, reason: LONG_WHY });
    const view = await getThread(moderator, threadId);
    expect(view.answers).toHaveLength(1);
    expect(view.can.answer).toBe(false);
    expect(view.opening.can).toMatchObject({ edit: false, remove: false, vote: false });
    expect(await refusalCode(answer(moderator, threadId))).toBe('not_found');
    expect((await listThreads(moderator, ALL)).rows).toEqual([]);
    expect((await listNotices(asker)).rows.map(({ kind }) => kind)).toEqual(['break_glass']);
    const page = await getLabelView(asker, await openingOf(threadId));
    expect(page.brokenGlass.map(({ reason }) => reason)).toEqual([LONG_WHY]);
    const later = now().getTime() + 3_600_001;
    setClock(() => later);
    expect(await refusalCode(getThread(moderator, threadId))).toBe('not_found');
  });
});

describe('who has read it', () => {
  test('is for the author alone, and says who no longer sees it', async () => {
    const threadId = await ask(asker, { label: 'AMBER', recipients: [helper.handle] });
    const opening = await openingOf(threadId);
    await recordReader(helper, threadId, false);
    await recordReader(colleague, threadId, false);
    expect((await getLabelView(colleague, opening)).readers).toBeNull();
    await changeLabel(asker, opening, { label: 'RED', reason: WHY });
    const readers = (await getLabelView(asker, opening)).readers ?? [];
    const now = Object.fromEntries(readers.map(({ person, seesItNow }) => [person.handle, seesItNow]));
    expect(now).toEqual({ [helper.handle]: true, [colleague.handle]: false });
  });

  test('counts those who read it while it was GREEN', async () => {
    const threadId = await ask(asker, { label: 'GREEN' });
    const opening = await openingOf(threadId);
    await markThreadRead(stranger, threadId, opening);
    await changeLabel(asker, opening, { label: 'RED', reason: WHY });
    const readers = (await getLabelView(asker, opening)).readers ?? [];
    expect(readers.map(({ person, seesItNow }) => [person.handle, seesItNow])).toEqual([[stranger.handle, false]]);
  });
});
