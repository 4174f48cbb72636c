import { beforeEach, expect, test } from 'vitest';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

withDatabase(await testDatabase());
const app = testApp();

let reader: string;
beforeEach(async () => {
  reader = (await makeMember()).id;
});

const ABOUT = 'מספר על עצמי באריכות';

async function makeShown(chosen: string[]) {
  const { id: authority } = await makeAuthority();
  const member = await makeMember({ authorityIds: [authority], employment: 'outsourced', name: 'גליה אורן' });
  const form = {
    ...{ name: 'גליה אורן', itRole: 'security_manager', employment: 'outsourced', about: ABOUT },
    ...{ locale: 'he', theme: 'system', density: 'comfortable' },
    ...Object.fromEntries(chosen.map((name) => [name, 'on'])),
  };
  expect((await app.send(paths.account(), { as: member.id, form })).status).toBe(302);
  const thread = await ask(await viewerFor(member.id));
  await indexNow();
  const texts = [];
  for (const path of [
    paths.members({ authority }),
    paths.member(member.handle),
    paths.search({ q: 'גליה' }),
    paths.thread(thread),
  ]) {
    const response = await app.send(path, { as: reader });
    expect(response.status).toBe(200);
    // The page and, within it, the data of its loaders.
    texts.push(await response.text());
  }
  return { all: texts.join('\n'), member };
}

test('what is not chosen comes out nowhere: page, data, directory, search, threads', async () => {
  const { all, member } = await makeShown([]);
  for (const word of [member.email, ABOUT, 'ניהול אבטחת מידע', 'outsourced', 'security_manager']) {
    expect(all).not.toContain(word);
  }
});

test('what is chosen is shown', async () => {
  const { all, member } = await makeShown(['showsItRole', 'showsEmployment', 'showsAbout', 'showsEmail']);
  for (const word of [member.email, ABOUT, 'ניהול אבטחת מידע', 'outsourced']) {
    expect(all).toContain(word);
  }
});
