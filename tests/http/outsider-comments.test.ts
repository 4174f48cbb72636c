import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { setLocked } from '#app/domain/moderation/thread-acts.server';
import { setOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { changeLabel } from '#app/domain/threads/label.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testApp, testServer } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const app = testApp();
const FORM = {
  intent: 'outsider',
  name: 'רות כהן',
  email: 'ruth@example.org',
  body: 'גם אצלנו זה קרה.',
  rules: 'on',
  website: '',
};

let admin: MemberViewer;
let author: MemberViewer;
let moderator: MemberViewer;
let threadId: number;

async function member(role: 'member' | 'moderator' = 'member'): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], role })).id);
}

beforeEach(async () => {
  forgetAllCounts();
  await database.outsiderComment.deleteMany();
  admin = await administrator();
  author = await member();
  moderator = await member('moderator');
  threadId = await ask(author, { label: 'CLEAR' });
  await setOutsiderComments(admin, true);
});
afterEach(() => setClock());

const send = (form: Partial<typeof FORM> = {}, id = threadId) =>
  app.send(paths.thread(id), { form: { ...FORM, ...form } });
const kept = () => database.outsiderComment.count();
const page = async (as?: string, id = threadId) =>
  (await app.send(paths.thread(id), as === undefined ? {} : { as })).text();

describe('sending', () => {
  test('under GREEN, AMBER, RED and nothing at all is answered alike: not found', async () => {
    const plain = (text: string) =>
      text.replaceAll(/test-\d+/g, 'REQUEST').replaceAll(/threads(\/|%2F)\d+/g, 'ADDRESS');
    setClock(() => 1_800_000_000_000);
    const labels = ['GREEN', 'AMBER', 'RED'] as const;
    const hidden = await Promise.all(labels.map((label) => ask(author, { label })));
    // With and without a mistake in the form.
    for (const name of [FORM.name, '']) {
      const answers = new Set<string>();
      for (const id of [...hidden, 7_000_000]) {
        const response = await send({ name }, id);
        answers.add(`${response.status} ${plain(await response.text())}`);
      }
      expect([...answers].map((answer) => answer.slice(0, 4))).toEqual([name ? '404 ' : '422 ']);
      expect([...answers][0]).toContain('הדף לא נמצא');
    }
    expect(await kept()).toBe(0);
  });

  test('where it is switched off or locked there is no form, and what was typed is not lost', async () => {
    await setLocked(moderator, threadId, true, 'x');
    expect(await page()).not.toContain('name="website"');
    const locked = await send();
    expect([locked.status, (await locked.text()).includes(FORM.body)]).toEqual([409, true]);
    await setLocked(moderator, threadId, false, 'x');
    await setOutsiderComments(admin, false);
    expect(await page()).not.toContain('name="website"');
    const off = await send();
    expect([off.status, (await off.text()).includes(FORM.body)]).toEqual([409, true]);
    expect(await kept()).toBe(0);
  });

  test('by a member, or from another site, is refused', async () => {
    expect((await app.send(paths.thread(threadId), { as: author.memberId, form: FORM })).status).toBe(403);
    const foreign = { form: FORM, headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } };
    expect((await app.send(paths.thread(threadId), foreign)).status).toBe(403);
    expect(await page(author.memberId)).not.toContain('name="website"');
    expect(await kept()).toBe(0);
  });

  test.each<[string, Partial<typeof FORM>, string]>([
    ['name', { name: ' ' }, 'שדה חובה'],
    ['name', { name: 'בואו אל www.shop.example' }, 'בלי כתובות'],
    ['name', { name: 'א'.repeat(61) }, 'ארוך מדי'],
    ['email', { email: 'ruth@' }, 'אינה תקינה'],
    ['body', { body: '' }, 'שדה חובה'],
    ['body', { body: 'א'.repeat(3_001) }, 'ארוך מדי'],
    ['body', { body: 'https://a.example https://b.example https://c.example' }, 'יותר מדי קישורים'],
    ['rules', { rules: '' }, 'לאשר את הכללים'],
  ])('a mistake in %s is said beside the field, and everything typed stays', async (field, form, message) => {
    const response = await send(form);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(message);
    expect(html).toContain(`href="#field-${field}"`);
    expect(html).toMatch(/<details id="outsider"[^>]* open=""/);
    expect(html).toContain(form.email ?? FORM.email);
    expect(html).toContain(form.body ?? FORM.body);
    expect(await kept()).toBe(0);
  });

  test('the field that no person sees, filled in, is refused', async () => {
    const response = await send({ website: 'https://spam.example' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('כאילו תוכנה מילאה');
    expect(html).not.toMatch(/name="website"[^>]*value="https/);
    expect(await kept()).toBe(0);
  });

  test('takes invisible signs out of the name, keeps the comment, and shows it to nobody', async () => {
    const response = await send({ name: 'רות\u202e כהן\u2066' });
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      `${paths.thread(threadId, { commented: 1 })}#outsider`,
    ]);
    const row = await database.outsiderComment.findFirstOrThrow();
    expect(row).toMatchObject({ name: 'רות כהן', email: FORM.email, body: FORM.body, state: 'waiting' });
    const thanks = await (await app.send(paths.thread(threadId, { commented: 1 }))).text();
    expect(thanks).toContain('תודה, התגובה נשלחה');
    for (const html of [thanks, await page(), await page(author.memberId)]) {
      expect(html).not.toContain(FORM.body);
    }
  });

  test('from one e-mail five a day, from one network ten an hour; then it is possible again', async () => {
    for (let number = 0; number < 5; number += 1) {
      expect((await send()).status).toBe(302);
    }
    const sixth = await send();
    expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, String(24 * 60 * 60)]);
    expect(await sixth.text()).toContain('אפשר לשלוח עד 5 תגובות בלי חשבון ביממה');
    for (let number = 0; number < 5; number += 1) {
      expect((await send({ email: `other${number}@example.org` })).status).toBe(302);
    }
    expect((await send({ email: 'another@example.org' })).status).toBe(429);
    const later = now().getTime() + 60 * 60 * 1000 + 1;
    setClock(() => later);
    expect((await send({ email: 'another@example.org' })).status).toBe(302);
    expect(await kept()).toBe(11);
  });
});

describe('the queue and the page', () => {
  const queue = paths.moderationVisitors();

  test('is refused to members; a moderator’s menu and tabs lead there, and only there is the e-mail', async () => {
    await send();
    expect((await app.send(queue)).headers.get('location')).toBe(paths.signIn({ to: queue }));
    expect((await app.send(queue, { as: author.memberId })).status).toBe(403);
    const { id } = await database.outsiderComment.findFirstOrThrow();
    const approve = { id: String(id), outcome: 'approved' };
    expect((await app.send(queue, { as: author.memberId, form: approve })).status).toBe(403);
    const about = await (await app.send(paths.about(), { as: moderator.memberId })).text();
    expect(about).toContain(`href="${queue}"`);
    expect(about).toContain('תגובות מבקרים: אחת ממתינה');
    expect(await (await app.send(paths.moderation(), { as: moderator.memberId })).text()).toContain(`href="${queue}"`);
    const waiting = await app.send(queue, { as: moderator.memberId });
    expect(waiting.headers.get('cache-control')).toBe('no-store');
    const html = await waiting.text();
    expect(html).toContain(FORM.email);
    expect(html).toContain(FORM.body);
    await setOutsiderComments(admin, false);
    const off = await (await app.send(queue, { as: moderator.memberId })).text();
    expect(off).toContain('אינו מקבל תגובות מבקרים');
    expect(off).not.toContain(FORM.email);
  });

  test('declining needs a reason; a decision is made once; what is approved stands in the thread, and can be removed', async () => {
    await send();
    const { id } = await database.outsiderComment.findFirstOrThrow();
    const decide = (form: Record<string, string>) =>
      app.send(queue, { as: moderator.memberId, form: { id: String(id), ...form } });
    const bare = await decide({ outcome: 'declined', reason: ' ' });
    expect(bare.status).toBe(422);
    expect(await bare.text()).toContain(`href="#reason-${id}"`);
    expect((await decide({ outcome: 'approved' })).headers.get('location')).toBe(queue);
    expect((await decide({ outcome: 'declined', reason: 'x' })).status).toBe(409);
    for (const as of [undefined, author.memberId, moderator.memberId]) {
      const html = await page(as);
      expect(html).toContain(FORM.body);
      expect(html).toContain('שם לא מאומת');
      expect(html).not.toContain(FORM.email);
    }
    const removing = (reason: string, as: string) =>
      app.send(paths.thread(threadId), { as, form: { intent: 'outsiderRemove', id: String(id), reason } });
    expect((await removing('x', author.memberId)).status).toBe(403);
    const missing = await removing('', moderator.memberId);
    expect(missing.status).toBe(422);
    expect(await missing.text()).toContain(`href="#field-reason"`);
    expect((await removing('לבקשתה', moderator.memberId)).status).toBe(302);
    expect(await page()).not.toContain(FORM.body);
  });

  test('a kept page of guests is made anew by an approval and by a stricter label, and is the same for all', async () => {
    const server = await testServer();
    const read = async () => fetch(server.url + paths.thread(threadId), { headers: { 'accept-language': 'he' } });
    const [one, two] = [await read(), await read()];
    expect([one.headers.get('etag'), one.headers.get('cache-control')]).toEqual([
      two.headers.get('etag'),
      'public, no-cache',
    ]);
    expect(await one.text()).toContain('name="website"');
    await send();
    const { id } = await database.outsiderComment.findFirstOrThrow();
    const form = { id: String(id), outcome: 'approved' };
    await app.send(queue, { as: moderator.memberId, form });
    expect(await (await read()).text()).toContain(FORM.body);
    await changeLabel(author, await openingOf(threadId), { label: 'GREEN', reason: 'x' });
    expect((await read()).status).toBe(404);
    expect(await page(author.memberId)).not.toContain(FORM.body);
  });

  test('the author closes the thread to visitors and opens it again', async () => {
    const act = (intent: string, as: string) => app.send(paths.thread(threadId), { as, form: { intent } });
    const other = await member();
    expect((await act('outsidersClose', other.memberId)).status).toBe(403);
    expect((await act('outsidersClose', author.memberId)).status).toBe(302);
    expect(await page()).not.toContain('name="website"');
    expect(await page(author.memberId)).toContain('value="outsidersOpen"');
    expect((await act('outsidersOpen', author.memberId)).status).toBe(302);
    expect(await page()).toContain('name="website"');
  });
});

test('an administrator switches them in the settings; off at first', async () => {
  await setOutsiderComments(admin, false);
  const settings = await (await app.send(paths.adminSettings(), { as: admin.memberId })).text();
  expect(settings).toContain('לפתוח תגובות מבקרים');
  const refused = { as: moderator.memberId, form: { intent: 'outsiders', open: 'yes' } };
  expect((await app.send(paths.adminSettings(), refused)).status).toBe(403);
  await app.send(paths.adminSettings(), { as: admin.memberId, form: { intent: 'outsiders', open: 'yes' } });
  expect(await page()).toContain('name="website"');
});
