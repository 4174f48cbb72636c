import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { inviteMember } from '#app/domain/members/invitation.server';
import { bumpRevision } from '#app/domain/revision';
import type { MemberViewer } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const ABOUT = paths.editPage('about', 'he');
let admin: MemberViewer;

beforeEach(async () => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
  admin = await administrator();
});

function edit(fields: Record<string, string>, address = ABOUT) {
  return app.send(address, { as: admin.memberId, form: fields });
}

const read = async (address: string, as?: string) => (await app.send(address, as ? { as } : {})).text();

describe('writing the association’s pages', () => {
  test('is refused to all but administrators; pages and languages that are none are not there', async () => {
    const addresses = [paths.adminPages(), ABOUT, paths.pageHistory('about', 'he')];
    const moderator = await makeMember({ role: 'moderator' });
    for (const address of addresses) {
      expect((await app.send(address)).headers.get('location'), address).toContain(paths.signIn());
      expect((await app.send(address, { as: moderator.id })).status, address).toBe(403);
    }
    const form = { body: 'שלנו', base: '0' };
    expect((await app.send(ABOUT, { as: moderator.id, form })).status).toBe(403);
    const preview = { ...form, intent: 'preview' };
    expect((await app.send(ABOUT, { as: moderator.id, form: preview })).status).toBe(403);
    expect((await app.send(paths.adminPages(), { as: moderator.id, form: { email: 'a@example.org' } })).status).toBe(
      403,
    );
    for (const [page, locale] of [
      ['nothing', 'he'],
      ['about', 'fr'],
      ['__proto__', 'he'],
    ] as const) {
      expect((await app.send(paths.editPage(page, locale), { as: admin.memberId })).status).toBe(404);
      expect((await app.send(paths.editPage(page, locale), { as: admin.memberId, form })).status).toBe(404);
    }
    expect(await database.pageText.count()).toBe(0);
  });

  test('what is empty or too long is said beside the field, and what was typed is kept', async () => {
    const empty = await edit({ body: '  ', base: '0' });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('field-body-error');
    const long = await edit({ body: 'מילה '.repeat(5_000), base: '0', inStep: 'on' });
    const html = await long.text();
    expect(long.status).toBe(422);
    expect(html).toContain('20,000');
    expect(html).toContain('מילה מילה מילה');
    expect(await database.pageText.count()).toBe(0);
  });

  test('a guest sees the new text on the next request, and the page says when it was changed', async () => {
    const before = await read(paths.about());
    expect(before).not.toContain('שונה לאחרונה');
    expect(await read(paths.about())).toContain('<h2 dir="rtl">');
    const saved = await edit({ body: '## שלנו\n\nאנו {association}.', base: '0' });
    expect(saved.headers.get('location')).toBe(paths.adminPages());
    const after = await read(paths.about());
    expect(after).toContain('<h2 dir="rtl">שלנו</h2>');
    expect(after).toContain('שונה לאחרונה');
    const english = await (await app.send(paths.about(), { headers: { 'accept-language': 'en' } })).text();
    expect(english).toContain('What it is for');
    expect(await read(paths.adminPages(), admin.memberId)).toContain('ישן מהנוסח בשפה השנייה');
    const restored = await edit({ intent: 'restore', base: '1' });
    expect(restored.headers.get('location')).toBe(paths.adminPages());
    expect(await read(paths.about())).not.toContain('שלנו</h2>');
    const history = await read(paths.pageHistory('about', 'he'), admin.memberId);
    expect(history).toContain('<ins>');
    expect(history).toContain('חזרה לנוסח שהגיע עם התוכנה');
  });

  test('two at once: the slower sees both texts, also when the conflict comes after a preview', async () => {
    await edit({ body: 'של האחר', base: '0' });
    const preview = await edit({ intent: 'preview', body: '## שלי\n\n{association}', base: '0', inStep: 'on' });
    const seen = await preview.text();
    expect(preview.status).toBe(200);
    expect(seen).toContain('<h3 dir="rtl">שלי</h3>');
    // A preview is no look at what others saved: the form still says what it began from.
    expect(seen).toContain('name="base" value="0"');
    const late = await edit({ body: 'שלי', base: '0' });
    const html = await late.text();
    expect(late.status).toBe(409);
    expect(html).toContain('של האחר');
    expect(html).toContain('>שלי</textarea>');
    expect(html).toContain('name="base" value="1"');
    expect((await edit({ body: 'שלי', base: '1' })).status).toBe(302);
    expect(await database.pageText.findMany({ select: { body: true }, orderBy: { id: 'asc' } })).toEqual([
      { body: 'של האחר' },
      { body: 'שלי' },
    ]);
  });

  test('a statement of accessibility without a way to turn to somebody: the administrator is told', async () => {
    const warning = 'callout callout-warning';
    expect(await read(paths.adminPages(), admin.memberId)).toContain(warning);
    const alone = await app.send(paths.adminPages(), { as: admin.memberId, form: { nameHe: 'דנה' } });
    expect(alone.status).toBe(422);
    expect(await alone.text()).toContain('field-email-error');
    const form = { nameHe: 'רכזת הנגישות', nameEn: '', email: 'Access@Example.org', phone: '' };
    expect((await app.send(paths.adminPages(), { as: admin.memberId, form })).status).toBe(302);
    expect(await read(paths.adminPages(), admin.memberId)).not.toContain(warning);
    const statement = await read(paths.accessibility());
    expect(statement).toContain('רכזת הנגישות');
    expect(statement).toContain('mailto:access@example.org');
  });
});

describe('the notice at sign-up', () => {
  test('stands in both forms, before the box; an agreement to another text is refused', async () => {
    const authority = await makeAuthority();
    await edit({ body: 'ההודעה של **האיגוד**', base: '0' }, paths.editPage('notice', 'he'));
    const input = { email: 'new@example.org', authority: authority.id, role: 'member' as const };
    const { pathname } = new URL((await inviteMember(admin, input)).link);
    for (const address of [paths.apply(), pathname]) {
      const html = await read(address);
      expect(html, address).toMatch(/ההודעה של <strong>האיגוד<\/strong>[\s\S]*name="privacy"/);
      expect(html, address).toMatch(/name="notice" value="he-1-[0-9a-f]{8}"/);
    }
    const person = { name: 'דנה לוי', itRole: 'cio', employment: 'staff', privacy: 'on', notice: 'he-0-00000000' };
    const form = { ...person, email: 'dana@example.org', authority: String(authority.id) };
    const stale = await app.send(paths.apply(), { form });
    const html = await stale.text();
    expect(stale.status).toBe(409);
    expect(html).toContain('field-privacy-error');
    expect(html).not.toMatch(/<input[^>]*name="privacy"[^>]*checked/);
    const password = 'a long enough password';
    const late = await app.send(pathname, { form: { ...person, handle: 'dana', password } });
    expect(late.status).toBe(409);
    expect(await database.member.count({ where: { noticeAgreed: { not: null } } })).toBe(0);
    const notice = /name="notice" value="([^"]*)"/.exec(html)?.[1] ?? '';
    expect((await app.send(paths.apply(), { form: { ...form, notice } })).status).toBe(303);
    expect(await database.member.count({ where: { noticeAgreed: notice } })).toBe(1);
  });
});
