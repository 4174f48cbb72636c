import { expect, test } from 'vitest';
import { setVote } from '#app/domain/posts/verdicts.server';
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

test('parts that are kept are each reader’s own: the asker’s buttons, the language, a vote', async () => {
  const authority = await makeAuthority();
  const [asker, other] = await Promise.all(
    ['', ''].map(async () => viewerFor((await makeMember({ authorityIds: [authority.id] })).id)),
  );
  const [askerId, otherId] = [asker?.memberId ?? '', other?.memberId ?? ''];
  if (!asker || !other) {
    throw new Error('There are two.');
  }
  const id = await ask(asker, { title: 'חלקים שנשמרים בזיכרון', body: 'גוף השאלה' });
  const answerId = await answer(other, id, 'תשובה אחת');
  const page = async (as: string) => {
    const html = await (await app.send(paths.thread(id), { as })).text();
    return html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  };
  const first = await page(askerId);
  expect(await page(askerId)).toBe(first);
  expect(first).toContain('value="accept"');
  const theirs = await page(otherId);
  expect(theirs).not.toContain('value="accept"');
  expect(theirs).toContain(paths.editPost(answerId));
  expect(first).not.toContain(paths.editPost(answerId));
  await setVote(asker, answerId, true);
  expect(await page(askerId)).toContain('value="unvote"');
  expect(await page(askerId)).not.toContain('data-part');
});
