import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv();
const app = testApp();

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
});

const PAGES = [paths.adminMembers(), paths.adminAuthorities(), paths.adminTopics(), paths.adminAudit()];

describe('refused', () => {
  test('to everybody but administrators, and written down', async () => {
    const authority = await makeAuthority();
    const member = await makeMember();
    const readers = [
      member,
      await makeMember({ role: 'host' }),
      await makeMember({ role: 'moderator' }),
      await makeMember({ primaryContactFor: [authority.id] }),
    ];
    const all = [...PAGES, paths.adminMember(member.handle)];
    for (const path of all) {
      expect((await app.send(path)).headers.get('location')).toBe(paths.signIn({ to: path }));
      for (const reader of readers) {
        expect((await app.send(path, { as: reader.id })).status, path).toBe(403);
      }
    }
    const entries = await database.auditEntry.findMany({ where: { action: 'request.refused', memberId: member.id } });
    expect(entries).toHaveLength(all.length);
    expect(entries[0]).toMatchObject({ outcome: 'refused' });
  });

  test('breaking the glass to members; moderators find it in their menu, administrators among the tabs', async () => {
    const link = `href="${paths.breakGlass()}"`;
    const html = async (path: string, as: string) => (await app.send(path, { as })).text();
    const host = await makeMember({ role: 'host' });
    expect((await app.send(paths.breakGlass(), { as: host.id })).status).toBe(403);
    expect(await html(paths.about(), host.id)).not.toContain(link);
    const moderator = await makeMember({ role: 'moderator' });
    expect(await html(paths.about(), moderator.id)).toContain(link);
    expect(await html(paths.breakGlass(), moderator.id)).not.toContain(paths.adminMembers());
    const administrator = await makeMember({ role: 'administrator' });
    expect(await html(paths.adminMembers(), administrator.id)).toContain(link);
    const tabs = (await html(paths.breakGlass(), administrator.id)).match(/<a [^>]*class="tab"[^>]*>/g) ?? [];
    expect(tabs.filter((tab) => tab.includes('aria-current'))).toEqual([expect.stringContaining(link)]);
  });

  test('every form of theirs too, and nothing changes', async () => {
    const moderator = await makeMember({ role: 'moderator' });
    const authority = await makeAuthority();
    const member = await makeMember();
    const page = paths.adminMember(member.handle);
    const forms: [string, Record<string, string>][] = [
      [page, { intent: 'role', role: 'administrator' }],
      [page, { intent: 'suspend', reason: 'why' }],
      [page, { intent: 'reinstate' }],
      [page, { intent: 'validity', validUntil: '2020-01-01' }],
      [page, { intent: 'authorities', authorities: String(authority.id) }],
      [paths.adminAuthorities(), authorityForm()],
      [paths.adminTopics(), topicForm()],
    ];
    for (const [path, form] of forms) {
      expect((await app.send(path, { as: moderator.id, form })).status, JSON.stringify(form)).toBe(403);
      expect((await app.send(path, { form })).status).toBe(302);
    }
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id }, include: { authorities: true } });
    expect(row).toMatchObject({ role: 'member', status: 'active', validUntil: null, authorities: [] });
    expect([await database.authority.count(), await database.topic.count()]).toEqual([1, 0]);
  });

  test('approvals are not found for whoever has nothing to decide', async () => {
    const applicant = await makeMember({ status: 'pending', authorityIds: [(await makeAuthority()).id] });
    const member = await makeMember();
    expect((await app.send(paths.approvals(), { as: member.id })).status).toBe(404);
    for (const intent of ['approve', 'refuse']) {
      const form = { intent, handle: applicant.handle };
      expect((await app.send(paths.approvals(), { as: member.id, form })).status).toBe(404);
    }
    const form = { intent: 'invite', email: 'x@example.org', authority: '1' };
    expect((await app.send(paths.approvals(), { as: member.id, form })).status).toBe(403);
  });

  test('an unknown form, an unknown member and unknown filters give clear answers', async () => {
    const { id } = await makeMember({ role: 'administrator' });
    expect((await app.send(paths.adminMember('nobody'), { as: id })).status).toBe(404);
    expect((await app.send(paths.adminMember('nobody'), { as: id, form: { intent: 'reinstate' } })).status).toBe(404);
    expect((await app.send(paths.approvals(), { as: id, form: { intent: 'x' } })).status).toBe(422);
    const odd = [
      '?action=x&outcome=y&member=%27&from=1&to=2&before=-1',
      '?before=99999999999999999999',
      '?status=x&role=y',
    ];
    for (const query of odd) {
      expect((await app.send(`${paths.adminAudit()}${query}`, { as: id })).status).toBe(200);
      expect((await app.send(`${paths.adminMembers()}${query}&authority=x&after=y`, { as: id })).status).toBe(200);
    }
  });

  test('the last administrator is told why not, with the form as it was', async () => {
    const boss = await makeMember({ role: 'administrator' });
    const form = { intent: 'role', role: 'member' };
    const response = await app.send(paths.adminMember(boss.handle), { as: boss.id, form });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('חייבת להישאר לפחות הרשאת ניהול אחת');
  });
});

function authorityForm() {
  return {
    nameHe: 'קריית עוז',
    nameEn: 'Kiryat Oz',
    slug: 'kiryat-oz',
    kind: 'municipality',
    district: 'north',
    population: '21000',
  };
}

function topicForm() {
  const words = { nameHe: 'נתונים', nameEn: 'Data', descriptionHe: 'תיאור', descriptionEn: 'Description' };
  return { ...words, slug: 'data', defaultLabel: 'AMBER', hue: 'neutral', position: '4' };
}

describe('administration', () => {
  test('every page opens, in both languages', async () => {
    const authority = await makeAuthority();
    const { id, handle } = await makeMember({ role: 'administrator', authorityIds: [authority.id] });
    await makeMember({ status: 'pending', authorityIds: [authority.id] });
    for (const path of [
      ...PAGES,
      paths.approvals(),
      paths.adminMember(handle),
      paths.adminAuthorities({ edit: authority.id }),
    ]) {
      for (const language of ['he', 'en']) {
        const response = await app.send(path, { as: id, headers: { cookie: `locale=${language}` } });
        expect(response.status, path).toBe(200);
        expect(response.headers.get('cache-control') ?? 'no-store').toContain('no-store');
        expect(await response.text()).not.toMatch(/\b(admin|audit|members|roles|authorities)\.[a-z]+[A-Z_a-z.]*</);
      }
    }
  });

  test('the forms of a member’s page do what they say', async () => {
    const { id } = await makeMember({ role: 'administrator' });
    const authority = await makeAuthority();
    const member = await makeMember();
    const send = (form: Record<string, string>) => app.send(paths.adminMember(member.handle), { as: id, form });
    expect((await send({ intent: 'suspend', reason: '' })).status).toBe(422);
    const forms: Record<string, string>[] = [
      { intent: 'role', role: 'host' },
      { intent: 'validity', validUntil: '2031-01-31' },
      { intent: 'authorities', authorities: String(authority.id), primaryContact: String(authority.id) },
      { intent: 'suspend', reason: 'left' },
    ];
    for (const form of forms) {
      expect((await send(form)).status, form.intent).toBe(302);
    }
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id }, include: { authorities: true } });
    expect(row).toMatchObject({ role: 'host', status: 'suspended', authorities: [{ primaryContact: true }] });
    expect(row.validUntil?.toISOString()).toBe('2031-01-31T22:00:00.000Z');
    expect((await send({ intent: 'reinstate' })).status).toBe(302);
  });

  test('authorities and topics are added and edited; a taken slug is said', async () => {
    const { id } = await makeMember({ role: 'administrator' });
    expect((await app.send(paths.adminAuthorities(), { as: id, form: authorityForm() })).status).toBe(302);
    expect((await app.send(paths.adminAuthorities(), { as: id, form: authorityForm() })).status).toBe(409);
    const row = await database.authority.findFirstOrThrow();
    expect(row).toMatchObject({ nameHe: 'קריית עוז', size: 'medium', population: 21_000 });
    const edit = { ...authorityForm(), id: String(row.id), population: '', size: 'large' };
    expect((await app.send(paths.adminAuthorities(), { as: id, form: edit })).status).toBe(302);
    expect(await database.authority.findFirst()).toMatchObject({ size: 'large', population: null });
    const missing = await app.send(paths.adminAuthorities(), { as: id, form: { ...edit, size: '', slug: 'Bad Slug' } });
    expect(missing.status).toBe(422);
    expect((await app.send(paths.adminTopics(), { as: id, form: topicForm() })).status).toBe(302);
    expect((await app.send(paths.adminTopics(), { as: id, form: topicForm() })).status).toBe(409);
    expect(await database.topic.findFirst()).toMatchObject({ slug: 'data', defaultLabel: 'AMBER', position: 4 });
  });

  test('the audit log shows what was done, filtered, page by page', async () => {
    const boss = await makeMember({ role: 'administrator' });
    const member = await makeMember({ name: 'דנה לוי' });
    for (let number = 0; number < 30; number += 1) {
      await app.send(paths.adminMember(member.handle), { as: boss.id, form: { intent: 'role', role: 'host' } });
      await app.send(paths.adminMember(member.handle), { as: member.id });
    }
    const text = async (query = {}) => (await app.send(paths.adminAudit(query), { as: boss.id })).text();
    const count = (html: string) => html.split('data-row=""').length - 1;
    const first = await text();
    expect(count(first)).toBe(50);
    const next = /before=(\d+)/.exec(first)?.[1] ?? '';
    expect(count(await text({ before: next }))).toBe(10);
    expect(count(await text({ action: 'member.role' }))).toBe(30);
    expect(count(await text({ outcome: 'refused' }))).toBe(30);
    expect(count(await text({ member: boss.handle }))).toBe(30);
    expect(count(await text({ member: 'nobody' }))).toBe(0);
    expect(count(await text({ to: '2020-01-01' }))).toBe(0);
    const file = await app.send(paths.auditFile({ action: 'member.role' }), { as: boss.id });
    expect((await file.text()).trim().split('\r\n')).toHaveLength(31);
  });
});

describe('approvals', () => {
  test('a primary contact lets people of the own authority in, invites, and takes back', async () => {
    const [own, foreign] = [await makeAuthority(), await makeAuthority()];
    const contact = await makeMember({ primaryContactFor: [own.id] });
    const waiting = await makeMember({ status: 'pending', authorityIds: [own.id], name: 'ממתינה אחת' });
    await makeMember({ status: 'pending', authorityIds: [foreign.id], name: 'ממתינה זרה' });
    const html = await (await app.send(paths.approvals(), { as: contact.id })).text();
    expect(html).toContain('ממתינה אחת');
    expect(html).not.toContain('ממתינה זרה');
    const send = (form: Record<string, string>) => app.send(paths.approvals(), { as: contact.id, form });
    expect((await send({ intent: 'approve', handle: waiting.handle })).status).toBe(302);
    expect((await send({ intent: 'approve', handle: waiting.handle })).status).toBe(409);
    const invited = await send({ intent: 'invite', email: 'new@example.org', authority: String(own.id) });
    const page = await invited.text();
    expect(invited.status).toBe(200);
    expect(page).toContain(`${env.appUrl}/invitations/`);
    const known = await send({ intent: 'invite', email: contact.email, authority: String(own.id) });
    expect(known.status).toBe(409);
    const { id } = await database.invitation.findFirstOrThrow();
    expect((await send({ intent: 'revoke', invitationId: String(id) })).status).toBe(302);
    expect(await database.invitation.count()).toBe(0);
  });
});
