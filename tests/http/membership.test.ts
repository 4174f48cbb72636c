import { beforeEach, describe, expect, test } from 'vitest';
import { now } from '#app/domain/clock';
import { appealMeasure, warnOrSilence } from '#app/domain/measures/commands.server';
import { suspendMember } from '#app/domain/members/administration.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

let statements = 0;
const plain = await testDatabase();
const counting = plain.$extends({
  query: {
    $allOperations({ args, query }) {
      statements += 1;
      return query(args);
    },
  },
});
// The extended client has the same models and methods; only its type differs.
withDatabase(counting as unknown as typeof plain);
const app = testApp();
const SOON = new Date(now().getTime() + 10 * 86_400_000);

let own: number;
let contact: { id: string; handle: string };

beforeEach(async () => {
  own = (await makeAuthority()).id;
  contact = await makeMember({ primaryContactFor: [own] });
});

describe('refused', () => {
  test('pages of contacts, moderators and administrators are for them alone', async () => {
    const member = await makeMember();
    const moderator = await makeMember({ role: 'moderator' });
    const statuses = async (path: string) => [
      (await app.send(path)).status,
      (await app.send(path, { as: member.id })).status,
      (await app.send(path, { as: moderator.id })).status,
    ];
    expect(await statuses(paths.confirmations())).toEqual([302, 404, 404]);
    expect(await statuses(paths.confirmations({ authority: own }))).toEqual([302, 404, 404]);
    expect(await statuses(paths.adminMeasures(contact.handle))).toEqual([302, 403, 200]);
    expect(await statuses(paths.adminImport())).toEqual([302, 403, 403]);
    expect(await statuses(paths.adminAccess())).toEqual([302, 403, 403]);
    expect((await app.send(paths.accessFile(), { as: moderator.id })).status).toBe(403);
    const form = { intent: 'apply', what: 'authorities', text: 'slug' };
    expect((await app.send(paths.adminImport(), { as: moderator.id, form })).status).toBe(403);
  });

  test('another authority’s people are not there for a contact', async () => {
    const { id: other } = await makeAuthority();
    const member = await makeMember({ authorityIds: [other], validUntil: SOON });
    for (const intent of ['confirm', 'letGo']) {
      const form = { intent, handle: member.handle, authority: String(other) };
      expect((await app.send(paths.confirmations(), { as: contact.id, form })).status).toBe(404);
    }
    expect(await plain.memberAuthority.count({ where: { memberId: member.id } })).toBe(1);
  });
});

test('a contact confirms one and lets another go, and who was let go is told on every page', async () => {
  const [stays, goes] = [
    await makeMember({ authorityIds: [own], validUntil: SOON }),
    await makeMember({ authorityIds: [own], validUntil: SOON }),
  ];
  const send = (intent: string, handle: string) =>
    app.send(paths.confirmations(), { as: contact.id, form: { intent, handle, authority: String(own) } });
  expect((await send('confirm', stays.handle)).headers.get('location')).toBe(paths.confirmations());
  expect((await send('letGo', goes.handle)).status).toBe(302);
  expect((await send('confirm', contact.handle)).status).toBe(422);
  expect(await (await app.send(paths.home(), { as: goes.id })).text()).toContain(paths.accountAuthorities());
  const asked = await app.send(paths.accountAuthorities(), {
    as: goes.id,
    form: { intent: 'ask', authority: String(own) },
  });
  expect(asked.headers.get('location')).toBe(paths.accountAuthorities());
  expect(await (await app.send(paths.approvals(), { as: contact.id })).text()).toContain(goes.name);
  const { id } = await plain.authorityRequest.findFirstOrThrow();
  const attach = { intent: 'attach', requestId: String(id) };
  expect((await app.send(paths.approvals(), { as: contact.id, form: attach })).status).toBe(302);
  expect((await app.send(paths.members(), { as: goes.id })).status).toBe(200);
});

test('in the grace every page says until when', async () => {
  const member = await makeMember({ authorityIds: [own], validUntil: new Date(now().getTime() - 86_400_000) });
  expect(await (await app.send(paths.threads(), { as: member.id })).text()).toContain('תוקף החברות הסתיים');
});

test('who is silenced reads, is told the day when writing, and appeals; who is suspended appeals too', async () => {
  const admin = await administrator();
  const [silenced, suspended] = [await makeMember(), await makeMember()];
  await warnOrSilence(admin, silenced.handle, { reason: 'לשון בוטה', until: '2099-05-05' });
  await suspendMember(admin, suspended.handle, 'התחזות');
  const page = await app.send(paths.threads(), { as: silenced.id });
  expect(await page.text()).toContain(paths.accountStanding());
  const form = { topic: 'cloud', label: 'GREEN', kind: 'question', title: 'שאלה ארוכה דיה', body: 'גוף' };
  const refusal = await app.send(paths.newThread(), { as: silenced.id, form });
  expect([refusal.status, (await refusal.text()).includes('2099')]).toEqual([403, true]);
  for (const [{ id }, reason] of [
    [silenced, 'לשון בוטה'],
    [suspended, 'התחזות'],
  ] as const) {
    expect(await (await app.send(paths.accountStanding(), { as: id })).text()).toContain(reason);
    const measure = String((await plain.measure.findFirstOrThrow({ where: { memberId: id } })).id);
    const appeal = { intent: 'appeal', measure, appeal: 'טעות' };
    expect((await app.send(paths.accountStanding(), { as: id, form: appeal })).status).toBe(302);
    expect((await app.send(paths.accountStanding(), { as: id, form: appeal })).status).toBe(409);
  }
});

test('the number of statements does not grow with people, grants or measures', async () => {
  const admin = await administrator();
  const subject = await makeMember({ authorityIds: [own], validUntil: SOON });
  const views: [string, string][] = [
    [paths.confirmations(), contact.id],
    [paths.adminAccess(), admin.memberId],
    [paths.adminMeasures(subject.handle), admin.memberId],
    [paths.accountStanding(), subject.id],
  ];
  const fill = async () => {
    await makeMember({ authorityIds: [own], primaryContactFor: [own], validUntil: SOON });
    await warnOrSilence(admin, subject.handle, { reason: 'סיבה' });
    const { id } = await plain.measure.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await appealMeasure(await viewerFor(subject.id), id, 'ערעור');
  };
  const count = async (path: string, as: string) => {
    await app.send(path, { as });
    statements = 0;
    expect((await app.send(path, { as })).status).toBe(200);
    return statements;
  };
  await fill();
  const few = [];
  for (const [path, as] of views) few.push(await count(path, as));
  for (let more = 0; more < 5; more += 1) await fill();
  const many = [];
  for (const [path, as] of views) many.push(await count(path, as));
  expect(many).toEqual(few);
});
