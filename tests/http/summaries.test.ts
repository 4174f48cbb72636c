import { beforeEach, describe, expect, test } from 'vitest';
import { startSummary } from '#app/domain/summaries/commands.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { holdSession, publish, SUMMARY_TEXT } from '#tests/support/factories-summaries';
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

const post = (viewer: MemberViewer, path: string, form: Record<string, string>) =>
  app.send(path, { as: viewer.memberId, form });

async function upload(viewer: MemberViewer, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  const body = new FormData();
  body.set('intent', 'import');
  body.set('body', '');
  body.set('file', new File([bytes], 'סיכום.md', { type: 'text/markdown' }));
  return app.send(path, { as: viewer.memberId, body });
}

describe('refusals', () => {
  test('from another site, by whom it does not concern, and of what is not understood: nothing is written', async () => {
    const id = await holdSession(host);
    const edit = paths.editSummary(id);
    const foreign = await app.send(edit, {
      as: host.memberId,
      form: { intent: 'start', locale: 'he' },
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    expect((await post(reader, edit, { intent: 'start', locale: 'he' })).status).toBe(403);
    expect((await app.send(edit, { form: { intent: 'start', locale: 'he' } })).status).toBe(403);
    expect((await app.send(edit, { as: reader.memberId })).status).toBe(403);
    expect((await post(host, edit, { intent: 'start', locale: 'fr' })).status).toBe(422);
    expect((await post(host, edit, { intent: 'nonsense' })).status).toBe(422);
    expect((await post(host, edit, { intent: 'import', body: '   ' })).status).toBe(422);
    expect((await upload(host, edit, Uint8Array.from([0xf9, 0xec, 0xe5, 0xed]))).status).toBe(422);
    expect((await app.send(paths.sessionSummary(id), { as: host.memberId })).status).toBe(404);
    expect(await getDb().summary.count()).toBe(0);
  });

  test('an amendment without a reason, or over a newer text, comes back with what was typed', async () => {
    const id = await publish(host);
    const edit = paths.editSummary(id);
    const form = { intent: 'amend', body: 'נוסח שהקלדתי', revision: '1', label: 'GREEN', reason: '' };
    const unreasoned = await post(host, edit, form);
    expect([unreasoned.status, (await unreasoned.text()).includes('נוסח שהקלדתי')]).toEqual([422, true]);
    const late = await post(host, edit, { ...form, reason: 'תיקון', revision: '7' });
    expect([late.status, (await late.text()).includes('נוסח שהקלדתי')]).toEqual([409, true]);
    expect((await getSummary(host, id)).revision).toBe(1);
  });

  test('under the Chatham House Rule the page shows the finding beside the box to confirm', async () => {
    const id = await holdSession(host, { chatham: true });
    await startSummary(host, id, { locale: 'he', markdown: `# ס\n\n## תובנות\n\n- ${reader.name} אמר\n` });
    const refused = await post(host, paths.editSummary(id), { intent: 'publish', revision: '1', label: 'GREEN' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('name="confirmed"');
    expect(page).toContain(`<mark><bdi>${reader.name}</bdi></mark>`);
  });

  test('a register’s broken cursor and unknown filters are no error', async () => {
    for (const query of [
      'after=x',
      'after=2026-99-99_1',
      'after=9999_99999999999',
      'view=nope&topic=nope&session=-1',
    ]) {
      for (const path of [paths.decisions(), paths.actions(), paths.questions()]) {
        expect((await app.send(`${path}?${query}`)).status).toBe(200);
      }
    }
  });
});

test('a file becomes the draft as it is; saved, published and read by forms alone', async () => {
  const id = await holdSession(host);
  const edit = paths.editSummary(id);
  const started = await upload(host, edit, new TextEncoder().encode(SUMMARY_TEXT.replace('OWNER', reader.handle)));
  expect([started.status, started.headers.get('location')]).toEqual([302, edit]);
  const desk = await (await app.send(edit, { as: host.memberId })).text();
  expect(desk).toContain('מתחילים בגיבוי יומי אחד');
  expect(desk).toContain('name="revision" value="1"');
  const body = SUMMARY_TEXT.replace('OWNER', reader.handle).replace('יומי אחד', 'יומי אחד בלבד');
  expect((await post(host, edit, { intent: 'save', body, revision: '1' })).status).toBe(302);
  const published = await post(host, edit, { intent: 'publish', revision: '2', label: 'GREEN' });
  expect(published.headers.get('location')).toBe(paths.sessionSummary(id));
  const page = await app.send(paths.sessionSummary(id), { as: reader.memberId });
  const html = await page.text();
  expect(page.headers.get('cache-control')).toContain('private');
  expect(html).toContain('id="part-1"');
  expect(html).toContain('יומי אחד בלבד');
  expect(html).toContain('TLP:GREEN');
  const [action] = (await getSummary(host, id)).records.filter(({ kind }) => kind === 'action');
  const closed = await post(reader, paths.actions({ view: 'mine' }), { intent: 'close', id: String(action?.id) });
  expect(closed.headers.get('location')).toBe(paths.actions({ view: 'mine' }));
  expect((await getSummary(host, id)).markdown).toContain('- [x] לאסוף מחירים');
});

test('a RED summary has nothing to copy or print on its page, and is kept nowhere', async () => {
  const id = await publish(host, { label: 'RED' });
  const page = await app.send(paths.sessionSummary(id), { as: host.memberId });
  const html = await page.text();
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(html).toContain('print-off');
  expect(html).not.toContain('## החלטות');
});

test('an open question becomes a thread by one press, and leads there', async () => {
  const id = await publish(host);
  const question = (await getSummary(host, id)).records.find(({ kind }) => kind === 'question');
  const asked = await post(reader, paths.questions(), { intent: 'thread', id: String(question?.id) });
  const thread = await getDb().thread.findFirstOrThrow();
  expect(asked.headers.get('location')).toBe(paths.thread(thread.id));
  const again = await post(reader, paths.questions(), { intent: 'thread', id: String(question?.id) });
  expect(again.headers.get('location')).toBe(paths.thread(thread.id));
  const page = await (await app.send(paths.thread(thread.id), { as: reader.memberId })).text();
  expect(page).toContain(paths.sessionSummary(id));
});

test('the home page names the newest summaries, to those who may read them', async () => {
  const id = await publish(host);
  const link = `href="${paths.sessionSummary(id)}"`;
  expect(await (await app.send(paths.home())).text()).not.toContain(link);
  expect(await (await app.send(paths.home(), { as: reader.memberId })).text()).toContain(link);
});
