import { beforeEach, expect, test } from 'vitest';
import { deletePost } from '#app/domain/posts/verdicts.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { PDF, picture, upload } from '#tests/support/factories-files';
import { makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

withDatabase(await testDatabase());
const app = testApp();

let member: MemberViewer;
let other: MemberViewer;

beforeEach(async () => {
  member = await viewerFor((await makeMember()).id);
  other = await viewerFor((await makeMember()).id);
});

async function file(label: 'CLEAR' | 'GREEN' | 'AMBER', name = 'דו"ח שנתי.pdf', bytes: Uint8Array = PDF) {
  const id = await upload(member, 'thread:new', name, bytes);
  const thread = await ask(member, { label, upload: [id] });
  return { path: paths.file(id, name), thread };
}

test('not found, in the same words, for whoever may not see it and for what never was', async () => {
  const hidden = await file('AMBER');
  const waiting = await upload(member, 'thread:new');
  const deleted = await file('CLEAR');
  const opening = await getDb().post.findFirstOrThrow({ where: { threadId: deleted.thread } });
  await deletePost(member, opening.id, '');
  const bodies = new Set<string>();
  for (const path of [hidden.path, paths.file(waiting, 'a.pdf'), deleted.path, paths.file(99_999, 'a.pdf')]) {
    const response = await app.send(path, { as: other.memberId });
    expect(response.status, path).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
    bodies.add(await response.text());
  }
  expect(bodies.size).toBe(1);
  expect((await app.send(deleted.path, { as: member.memberId })).status).toBe(404);
  expect((await app.send(hidden.path)).status).toBe(404);
});

test('goes out as a download that nothing runs in, under its Hebrew name', async () => {
  const { path } = await file('GREEN');
  const response = await app.send(path, { as: other.memberId });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(PDF.length),
    'content-disposition': `attachment; filename="??\\"? ????.pdf"; filename*=UTF-8''${encodeURIComponent('דו"ח שנתי.pdf')}`,
    'content-security-policy':
      "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
  expect(await response.text()).toBe(PDF.toString());
});

test('its label decides who may keep it', async () => {
  const cache = async (path: string, as?: string) =>
    (await app.send(path, as ? { as } : {})).headers.get('cache-control');
  const clear = await file('CLEAR', 'a.png', await picture());
  expect(await cache(clear.path)).toBe('public, no-cache');
  expect(await cache(clear.path, other.memberId)).toBe('private, no-cache');
  expect(await cache((await file('AMBER')).path, member.memberId)).toBe('no-store');
});

test('an image may be shown; unchanged it is not sent again; HEAD has no body', async () => {
  const { path } = await file('CLEAR', 'a.png', await picture());
  const response = await app.send(path);
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename=/);
  const etag = response.headers.get('etag') ?? '';
  const again = await app.send(path, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await app.send(path, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});
