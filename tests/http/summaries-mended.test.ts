import { beforeEach, expect, test } from 'vitest';
import { startSummary } from '#app/domain/summaries/commands.server';
import { supersedeDecision } from '#app/domain/summaries/edit-record.server';
import { amendSummary, publishSummary } from '#app/domain/summaries/publish.server';
import { openQuestionThread } from '#app/domain/summaries/question-thread.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import { changeLabel } from '#app/domain/threads/label.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { holdSession, publish } from '#tests/support/factories-summaries';
import { openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

withDatabase(await testDatabase());
const app = testApp();

let host: MemberViewer;
let reader: MemberViewer;

beforeEach(async () => {
  host = await viewerFor((await makeMember({ role: 'host' })).id);
  reader = await viewerFor((await makeMember()).id);
});

test('a guest finds nothing in the history of what was taken out before the label was lowered', async () => {
  const secret = 'ספק שדלף ממנו מידע';
  const id = await publish(host, { label: 'CLEAR', summaryLabel: 'AMBER', body: `# ס\n\n${secret}\n` });
  const amendment = { revision: 1, reason: 'לפרסום', label: 'CLEAR' as const, confirmed: false };
  await amendSummary(host, id, { ...amendment, body: '# ס\n\nכללי\n' });
  const history = await app.send(paths.summaryHistory(id));
  expect([history.status, (await history.text()).includes(secret)]).toEqual([200, false]);
  const mine = await app.send(paths.summaryHistory(id), { as: host.memberId });
  expect([mine.headers.get('cache-control'), (await mine.text()).includes(secret)]).toEqual(['no-store', true]);
});

test('what the check finds in an amendment comes back with it, and is confirmed for that text', async () => {
  const id = await holdSession(host, { chatham: true });
  await startSummary(host, id, { locale: 'he', markdown: '# ס\n\n- בלי\n' });
  await publishSummary(host, id, { revision: 1, label: 'GREEN', confirmed: false });
  const edit = paths.editSummary(id);
  const markIn = (page: string) => /name="checked" value="([^"]*)"/.exec(page)?.[1] ?? 'none';
  const shown = await (await app.send(edit, { as: host.memberId })).text();
  const form = {
    ...{ intent: 'amend', revision: '1', reason: 'השלמה', label: 'GREEN', confirmed: 'on' },
    body: `# ס\r\n\r\n- ${reader.name} אמר\r\n`,
  };
  const refused = await app.send(edit, { as: host.memberId, form: { ...form, checked: markIn(shown) } });
  const page = await refused.text();
  expect(refused.status).toBe(422);
  expect(page).toContain(`<mark><bdi>${reader.name}</bdi></mark>`);
  const agreed = await app.send(edit, { as: host.memberId, form: { ...form, checked: markIn(page) } });
  expect(agreed.headers.get('location')).toBe(paths.sessionSummary(id));
  expect((await getSummary(host, id)).markdown).toContain(reader.name);
});

test('a page that shows what stands beside a record under a stricter label is kept as that one', async () => {
  const id = await publish(host, { label: 'CLEAR', body: '# ס\n\n## החלטות\n\n- ישנה\n' });
  const strict = await publish(host, { label: 'AMBER', body: '# ס\n\n## החלטות\n\n- סודית\n', there: [reader] });
  const idOf = async (of: number) => (await getSummary(host, of)).records[0]?.id ?? 0;
  await supersedeDecision(host, await idOf(id), await idOf(strict));
  const other = await viewerFor((await makeMember()).id);
  const kept = async (path: string, as: MemberViewer) => {
    const response = await app.send(path, { as: as.memberId });
    const page = await response.text();
    const beside = /record-facts.*?<\/div>/s.exec(page)?.[0] ?? '';
    return [response.headers.get('cache-control'), beside.includes('סודית'), beside.includes('TLP:AMBER')];
  };
  expect(await kept(paths.sessionSummary(id), reader)).toEqual(['no-store', true, true]);
  expect(await kept(paths.sessionSummary(id), other)).toEqual(['private, no-cache', false, false]);
  expect((await kept(paths.decisions({ view: 'all' }), other))[0]).toBe('private, no-cache');
});

test('a register is kept as strictly as the threads it names', async () => {
  const id = await publish(host, { label: 'GREEN' });
  const question = (await getSummary(host, id)).records.find(({ kind }) => kind === 'question')?.id ?? 0;
  const threadId = await openQuestionThread(host, question);
  const kept = async () => (await app.send(paths.questions(), { as: host.memberId })).headers.get('cache-control');
  expect(await kept()).toBe('private, no-cache');
  await changeLabel(host, await openingOf(threadId), { label: 'AMBER', reason: 'שם ספק' });
  expect(await kept()).toBe('no-store');
});
