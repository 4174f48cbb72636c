import { expect, test } from 'vitest';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

withDatabase(await testDatabase());
const app = testApp();

test('letters of several bytes arrive whole, wherever they fall', async () => {
  const authority = await makeAuthority();
  const viewer = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  const text = 'שלום עולם, '.repeat(600);
  // One Latin letter more each time, so that the Hebrew falls on odd and even bytes.
  for (const shift of ['', 'a', 'ab', 'abc']) {
    const id = await ask(viewer, { title: `${shift} כותרת ארוכה דיה`, body: text });
    await answer(viewer, id, shift + text);
    const html = await (await app.send(paths.thread(id), { as: viewer.memberId })).text();
    expect(html).not.toMatch(/[\0\uFFFD]/);
    expect(html.split('שלום עולם').length).toBeGreaterThan(1_200);
  }
});
