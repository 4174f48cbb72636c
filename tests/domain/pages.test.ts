import { beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '#app/domain/login/model';
import { applyForMembership } from '#app/domain/members/application.server';
import { acceptInvitation, inviteMember } from '#app/domain/members/invitation.server';
import { getPageHistory, getPageSource, listPages } from '#app/domain/pages/administration.server';
import { restorePage, savePage } from '#app/domain/pages/commands.server';
import { setPageContact } from '#app/domain/pages/contact.server';
import { ContactInput, pageInput } from '#app/domain/pages/input';
import { namesWayToReach, type PageKey } from '#app/domain/pages/model';
import { getPage } from '#app/domain/pages/texts.server';
import { bumpRevision } from '#app/domain/revision';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const ABOUT: PageKey = { page: 'about', locale: 'he' };
const ABOUT_EN: PageKey = { page: 'about', locale: 'en' };
const NOBODY = { nameHe: '', nameEn: '', email: '', phone: '' };
let admin: MemberViewer;

beforeEach(async () => {
  admin = await administrator();
});

function save(key: PageKey, body: string, base: number, inStep = false) {
  return savePage(admin, key, { body, base, inStep });
}

async function older(page: PageKey['page']): Promise<string[]> {
  const { lines } = await listPages(admin);
  return lines.filter((line) => line.page === page && line.older).map(({ locale }) => locale);
}

describe('a page’s text', () => {
  test('is an administrator’s to write, see the history of and take back; nobody else’s', async () => {
    const moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
    for (const viewer of [GUEST, moderator]) {
      expect(await refusalCode(savePage(viewer, ABOUT, { body: 'x', base: 0, inStep: false }))).toBe('forbidden');
      expect(await refusalCode(restorePage(viewer, ABOUT, 0))).toBe('forbidden');
      expect(await refusalCode(setPageContact(viewer, NOBODY))).toBe('forbidden');
      expect(await refusalCode(getPageSource(viewer, ABOUT))).toBe('forbidden');
      expect(await refusalCode(getPageHistory(viewer, ABOUT))).toBe('forbidden');
      expect(await refusalCode(listPages(viewer))).toBe('forbidden');
    }
    expect(await database.pageText.count()).toBe(0);
  });

  test('is neither empty nor longer than its page takes', () => {
    const wrong = (page: PageKey['page'], body: string) =>
      pageInput(page).safeParse({ body, base: '0' }).error?.issues[0]?.message;
    expect(wrong('about', ' \u202e\n ')).toBe('required');
    expect(wrong('about', 'a'.repeat(20_001))).toBe('tooLong');
    expect(wrong('notice', 'a'.repeat(2_001))).toBe('tooLong');
    expect(wrong('about', 'a'.repeat(20_000))).toBeUndefined();
    expect(pageInput('about').safeParse({ body: 'x', base: '-1' }).success).toBe(false);
  });

  test('is shown at once, with names filled in, and else the one that comes with the software', async () => {
    const before = await getPage(ABOUT);
    expect(before.html).toContain('<h2');
    expect(before.changedAt).toBeNull();
    await save(ABOUT, '## כותרת\n\n- {association}\n- ![תמונה](https://example.org/a.png)\n\nEnglish here.', 0);
    const { html, changedAt } = await getPage(ABOUT);
    expect(html).toContain('<h2 dir="rtl">כותרת</h2>');
    expect(html).not.toContain('{association}');
    expect(html).not.toContain('<img');
    expect(html).toContain('dir="ltr">English here.');
    expect(changedAt).not.toBeNull();
    expect((await getPage(ABOUT_EN)).changedAt).toBeNull();
    await restorePage(admin, ABOUT, 1);
    expect(await getPage(ABOUT)).toMatchObject({ html: before.html, changedAt: null });
  });

  test('an association’s name is text, whatever it looks like', async () => {
    const updatedAt = new Date(0);
    const value = '<b>[x](/y)</b> *{contact}* $& @admin';
    await database.setting.create({ data: { key: 'association.name.he', value, updatedAt } });
    bumpRevision();
    await save(ABOUT, 'אנו {association} ולא {other}', 0);
    const { html } = await getPage(ABOUT);
    expect(html).toContain('&lt;b&gt;[x](/y)&lt;/b&gt; *{contact}* $&amp; @admin ולא {other}');
  });

  test('each change is in the history and in the audit log; the same text again is none', async () => {
    await save(ABOUT, 'one', 0);
    await save(ABOUT, 'one', 1);
    await save(ABOUT, 'one two', 1);
    await restorePage(admin, ABOUT, 2);
    await restorePage(admin, ABOUT, 3);
    const history = await getPageHistory(admin, ABOUT);
    expect(history.map(({ number, builtIn }) => [number, builtIn])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(history[1]?.diff).toEqual([
      { kind: 'same', text: 'one' },
      { kind: 'added', text: ' two' },
    ]);
    expect(history[0]?.editor.handle).toBe(admin.handle);
    const entries = await database.auditEntry.findMany({
      where: { subjectType: 'page' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action, subjectId, detail }) => [action, subjectId, detail])).toEqual([
      ['page.edit', 'about-he', '{"number":1}'],
      ['page.edit', 'about-he', '{"number":2}'],
      ['page.restore', 'about-he', '{"number":3}'],
    ]);
  });

  test('of two who save at once the slower is told, and neither text is lost', async () => {
    await save(ABOUT, 'first', 0);
    expect(await refusal(save(ABOUT, 'from the beginning', 0))).toBe('conflict editConflict');
    expect(await refusal(restorePage(admin, ABOUT, 0))).toBe('conflict editConflict');
    const texts = Array.from({ length: 6 }, (_, index) => `at once ${index}`);
    const outcomes = await Promise.allSettled(texts.map((text) => save(ABOUT, text, 1)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const rows = await database.pageText.findMany({ where: ABOUT, orderBy: { number: 'asc' } });
    expect(rows.map(({ number }) => number)).toEqual([1, 2]);
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.messageKey)] : []));
    expect(new Set(codes)).toEqual(new Set(['editConflict']));
  });

  test('the language that was left behind is known, until somebody says that both are in step', async () => {
    expect(await older('about')).toEqual([]);
    await save(ABOUT, 'חדש', 0);
    expect(await older('about')).toEqual(['en']);
    await save(ABOUT, 'חדש יותר', 1);
    expect(await older('about')).toEqual(['en']);
    await save(ABOUT_EN, 'new', 0, true);
    expect(await older('about')).toEqual([]);
    await save(ABOUT_EN, 'newer', 1);
    expect(await older('about')).toEqual(['he']);
    // The Hebrew fits as it stands: the same text, with that word.
    await save(ABOUT, 'חדש יותר', 2, true);
    expect(await older('about')).toEqual([]);
    await restorePage(admin, ABOUT, 3);
    expect(await older('about')).toEqual(['en']);
    await restorePage(admin, ABOUT_EN, 2);
    expect(await older('about')).toEqual([]);
  });
});

describe('whom to turn to about accessibility', () => {
  const lacks = async () =>
    (await listPages(admin)).lines.filter((line) => line.lacksContact).map(({ locale }) => locale);

  test('a name alone is refused, and what is no number', () => {
    const issue = (fields: object) => ContactInput.safeParse({ ...NOBODY, ...fields }).error?.issues[0];
    expect(issue({ nameHe: 'דנה' })).toMatchObject({ path: ['email'], message: 'contact_way' });
    expect(issue({ phone: 'call me' })?.message).toBe('phone_invalid');
    expect(issue({ email: 'nobody' })?.message).toBe('email_invalid');
    expect(issue({})).toBeUndefined();
  });

  test('the administrator is told while nobody can be reached; then the statement says it in both languages', async () => {
    expect(await lacks()).toEqual(['he', 'en']);
    await setPageContact(admin, { nameHe: 'דנה_לוי', nameEn: '', email: 'a.b@example.org', phone: '+972 3-123 4567' });
    expect(await lacks()).toEqual([]);
    const { html } = await getPage({ page: 'accessibility', locale: 'he' });
    expect(html).toContain('דנה_לוי');
    expect(html).toContain('href="mailto:a.b@example.org"');
    expect(html).toContain('href="tel:+97231234567"');
    const [entry] = await database.auditEntry.findMany({ where: { action: 'page.contact' } });
    expect(entry?.detail).toBe('{"changed":"nameHe, email, phone"}');
    await savePage(admin, { page: 'accessibility', locale: 'en' }, { body: 'Ask us.', base: 0, inStep: true });
    expect(await lacks()).toEqual(['en']);
    await savePage(admin, { page: 'accessibility', locale: 'en' }, { body: 'Ask {contact}', base: 1, inStep: true });
    expect(await lacks()).toEqual([]);
  });

  test('an address or a number within the text will do', () => {
    for (const text of ['write to a@example.org', 'call 03-123-4567', 'טלפון \u200e+972 3 1234567', 'מוקד *2450']) {
      expect(namesWayToReach(text), text).toBe(true);
    }
    for (const text of ['WCAG 2.2', 'תקן 5568 חלק 2', 'at 200%', 'see @dana']) {
      expect(namesWayToReach(text), text).toBe(false);
    }
  });
});

describe('the notice at sign-up', () => {
  const NOTICE: PageKey = { page: 'notice', locale: 'he' };
  const person = { name: 'דנה לוי', nameEn: null, itRole: 'cio', employment: 'staff', privacy: true } as const;

  test('of a text that is no longer in force nobody agrees; else which text is kept', async () => {
    const authority = await makeAuthority();
    const { version } = await getPage(NOTICE);
    await save(NOTICE, 'נוסח אחר', 0);
    const input = { ...person, email: 'dana@example.org', authority: authority.id };
    expect(await refusal(applyForMembership(GUEST, { ...input, notice: version }, 'he'))).toBe(
      'conflict notice_changed privacy',
    );
    expect(await database.member.count({ where: { email: input.email } })).toBe(0);
    const { version: current } = await getPage(NOTICE);
    expect(current).toMatch(/^he-1-[0-9a-f]{8}$/);
    await applyForMembership(GUEST, { ...input, notice: current }, 'he');
    const row = await database.member.findUniqueOrThrow({ where: { email: input.email } });
    expect(row.noticeAgreed).toBe(current);
    expect(row.noticeAgreedAt).not.toBeNull();
  });

  test('also by an invitation, in the language it was read in', async () => {
    const authority = await makeAuthority();
    const { link } = await inviteMember(admin, { email: 'new@example.org', authority: authority.id, role: 'member' });
    const token = link.split('/').at(-1) ?? '';
    const input = { ...person, token, handle: 'dana', password: 'a long enough pass phrase' };
    const client: Client = { ipAddress: '192.0.2.7', userAgent: 'test', loginToken: null };
    await acceptInvitation(GUEST, input, client, 'en');
    const row = await database.member.findUniqueOrThrow({ where: { email: 'new@example.org' } });
    expect(row.noticeAgreed).toMatch(/^en-0-/);
  });
});
