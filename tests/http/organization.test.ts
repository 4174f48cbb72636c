import { beforeEach, expect, test } from 'vitest';
import { bumpRevision } from '#app/domain/revision';
import type { MemberViewer } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
let admin: MemberViewer;

beforeEach(async () => {
  setInstances({ env, db: database });
  bumpRevision();
  admin = await administrator();
});

function set(as: string, fields: Record<string, string>) {
  return app.send(paths.adminSettings(), { as, form: { intent: 'organization', ...fields } });
}

test('another’s word on what "organization" means is refused, and so is a bad one, with what was typed', async () => {
  const moderator = await makeMember({ role: 'moderator' });
  expect((await set(moderator.id, { reading: 'employees' })).status).toBe(403);
  const bad = await set(admin.memberId, { reading: 'nobody', statementHe: 'הנוסח שלנו' });
  const html = await bad.text();
  expect(bad.status).toBe(422);
  expect(html).toContain('field-reading-error');
  expect(html).toContain('הנוסח שלנו</textarea>');
  const long = await set(admin.memberId, { reading: 'employees', statementEn: 'x'.repeat(501) });
  expect(long.status).toBe(422);
  expect(await long.text()).toContain('field-statementEn-error');
  expect(await database.setting.count({ where: { key: { startsWith: 'organization' } } })).toBe(0);
});

test('it holds from the next request on, and stands where labels are chosen and explained', async () => {
  const authorityIds = [(await makeAuthority()).id];
  const author = await viewerFor((await makeMember({ authorityIds, role: 'host' })).id);
  const outsourced = await makeMember({ authorityIds, employment: 'outsourced' });
  const threadId = await ask(author, { label: 'AMBER_STRICT' });
  const status = async () => (await app.send(paths.thread(threadId), { as: outsourced.id })).status;
  expect(await status()).toBe(200);
  const saved = await set(admin.memberId, { reading: 'employees', statementHe: 'הארגון הוא אנחנו.', statementEn: '' });
  expect(saved.headers.get('location')).toBe(paths.adminSettings());
  expect(await status()).toBe(404);
  expect((await app.send(paths.thread(threadId), { as: author.memberId })).status).toBe(200);
  const opening = await database.post.findFirstOrThrow({ where: { threadId } });
  for (const path of [paths.newThread(), paths.postLabel(opening.id), paths.newSession(), paths.hostGuide()]) {
    expect(await (await app.send(path, { as: author.memberId })).text(), path).toContain('הארגון הוא אנחנו.');
  }
  expect(await (await app.send(paths.hostGuide())).text()).toContain('הארגון הוא אנחנו.');
  await set(admin.memberId, { reading: 'authority', statementHe: '', statementEn: '' });
  expect(await status()).toBe(200);
});
