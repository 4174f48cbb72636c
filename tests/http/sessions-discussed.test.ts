import { beforeAll, describe, expect, test } from 'vitest';
import { linkThread } from '#app/domain/sessions/commands.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testServer } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession } from '#tests/support/factories-summaries';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
withDatabase(database);
const { url } = await testServer();

let host: MemberViewer;

beforeAll(async () => {
  const authority = await makeAuthority();
  host = await viewerFor((await makeMember({ role: 'host', authorityIds: [authority.id] })).id);
  await makeTopic();
  await ask(host, { label: 'CLEAR', tags: ['dr'] });
});

async function page(path: string, locale = 'he'): Promise<string> {
  const response = await fetch(url + path, { headers: { 'accept-language': locale } });
  expect(response.status, path).toBe(200);
  return response.text();
}

async function discuss(title: string): Promise<void> {
  const id = await holdSession(host, { label: 'CLEAR', title });
  await linkThread(host, id, await ask(host, { label: 'CLEAR', tags: ['dr'] }));
}

describe('"discussed in"', () => {
  test('is not said of what was never discussed; kept pages say it as soon as it was', async () => {
    const pages = [paths.topic('cloud'), paths.topics(), paths.threads({ tag: 'dr' })];
    for (const path of pages) {
      expect(await page(path), path).not.toContain('נדון');
    }
    await discuss('שולחן על שחזור');
    for (const path of pages) {
      expect(await page(path), path).toContain('נדון במפגש אחד');
    }
    await discuss('שולחן על גיבוי');
    for (const path of pages) {
      expect(await page(path), path).toContain('נדון בשני מפגשים');
      expect(await page(path, 'en'), path).toContain('Discussed in 2 sessions');
    }
  });

  test('leads to the list of just those sessions, which leads back to all', async () => {
    await holdSession(host, { label: 'CLEAR', title: 'שולחן על משהו אחר', topic: 'digital' });
    const links = [paths.sessions({ view: 'past', topic: 'cloud' }), paths.sessions({ view: 'past', tag: 'dr' })];
    expect(await page(paths.topic('cloud'))).toContain(links[0]?.replace('&', '&amp;'));
    expect(await page(paths.threads({ tag: 'dr' }))).toContain(links[1]?.replace('&', '&amp;'));
    for (const link of links) {
      const html = await page(link);
      expect(html).toContain('שולחן על שחזור');
      expect(html).not.toContain('שולחן על משהו אחר');
    }
    const tagged = await page(paths.sessions({ view: 'past', tag: 'dr' }));
    expect(tagged).toContain(paths.sessions({ tag: 'dr' }).replace('&', '&amp;'));
    expect(tagged).toContain(`href="${paths.sessions({ view: 'past' })}"`);
    expect(await page(paths.sessions({ view: 'past', tag: 'no-such-tag' }))).not.toContain('שולחן על שחזור');
  });
});
