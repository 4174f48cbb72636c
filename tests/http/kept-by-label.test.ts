import { beforeAll, expect, test } from 'vitest';
import { saveDraft } from '#app/domain/drafts/commands.server';
import { switchLimitsOff } from '#app/domain/limits/counts.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

// One author opens more threads here than anybody may in an hour.
switchLimitsOff();
const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

let author: MemberViewer;
let colleague: MemberViewer;

beforeAll(async () => {
  const authority = await makeAuthority();
  author = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  colleague = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
});

async function kept(path: string): Promise<string | null> {
  const response = await app.send(path, { as: colleague.memberId });
  expect(response.status, path).toBe(200);
  return response.headers.get('cache-control');
}

test('a thread page with a stricter quotation or draft in its answer box is kept nowhere', async () => {
  const open = await ask(author, { title: 'שאלה פתוחה', label: 'GREEN' });
  const strict = await ask(author, { title: 'עניין סגור', label: 'AMBER' });
  expect(await kept(paths.thread(open))).toBe('private, no-cache');
  expect(await kept(`${paths.thread(open)}?quote=${await openingOf(strict)}`)).toBe('no-store');
  await saveDraft(colleague, `answer:${open}`, { body: 'סוד', label: 'AMBER' }, 0);
  expect(await kept(paths.thread(open))).toBe('no-store');
});

test('a page of results that counts something stricter is kept nowhere, wherever the hit itself stands', async () => {
  for (let each = 0; each < 21; each += 1) {
    await ask(author, { title: `אבטיחים ${each}`, label: 'GREEN' });
  }
  await indexNow();
  expect(await kept(paths.search({ q: 'אבטיחים' }))).toBe('private, no-cache');
  await ask(author, { title: 'אבטיחים סגורים', label: 'AMBER' });
  await indexNow();
  for (const page of [1, 2]) {
    expect(await kept(`${paths.search({ q: 'אבטיחים' })}&page=${page}`), `page ${page}`).toBe('no-store');
  }
});
