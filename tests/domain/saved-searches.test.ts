import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { listSavedSearches, SAVED_MAX, saveSearch, tellSavedSearches } from '#app/domain/search/saved.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { publish } from '#tests/support/factories-summaries';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusalCode } from '#tests/support/refusal';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());

const MINUTE_MS = 60_000;

let time = 0;
let member: MemberViewer;
let host: MemberViewer;

beforeEach(async () => {
  time = Date.parse('2026-03-01T08:00:00Z');
  setClock(() => time);
  host = await viewerFor((await makeMember({ role: 'host' })).id);
  member = await viewerFor((await makeMember()).id);
});

afterEach(() => setClock());

describe('saving a search', () => {
  test('is refused beyond the limit; the same one again changes nothing, at the limit too', async () => {
    for (let each = 0; each < SAVED_MAX; each += 1) {
      await saveSearch(member, { query: `q=${each}` });
    }
    expect(await refusalCode(saveSearch(member, { query: 'q=more' }))).toBe('invalid');
    expect(await refusalCode(saveSearch(member, { query: 'q=0' }))).toBeNull();
    expect(await listSavedSearches(member)).toHaveLength(SAVED_MAX);
  });
});

describe('a saved search tells', () => {
  const BODY = '# סיכום\n\n## החלטות\n\n- קונים אבטיחים\n\n## שאלות פתוחות\n\n- מי מביא אבטיחים?\n';
  const news: [string, string, (viewer: MemberViewer) => Promise<number>][] = [
    ['a thread', 'q=אבטיחים', (viewer) => ask(viewer, { title: 'אבטיחים' })],
    ['a session that is to come', 'q=אבטיחים', (viewer) => plan(viewer, { title: 'מפגש אבטיחים' })],
    ['a summary of a session long ago', 'q=אבטיחים', (viewer) => publish(viewer, { body: BODY })],
    ['a decision', 'q=אבטיחים&kind=decision', (viewer) => publish(viewer, { body: BODY })],
  ];

  async function told(): Promise<number> {
    await indexNow();
    time += 16 * MINUTE_MS;
    await tellSavedSearches();
    return database.notification.count({ where: { kind: 'saved_search', memberId: member.memberId } });
  }

  test.each(news)('of %s, once', async (_what, query, write) => {
    await write(host);
    time += MINUTE_MS;
    await saveSearch(member, { query });
    expect(await told(), 'what was there before').toBe(0);
    await write(host);
    expect(await told()).toBe(1);
    await database.notification.deleteMany();
    expect(await told()).toBe(0);
  });

  test('of nothing that is one’s own, for somebody else, or of another kind', async () => {
    await saveSearch(host, { query: 'q=אבטיחים' });
    await saveSearch(member, { query: 'q=אבטיחים&kind=question' });
    await publish(host, { body: BODY });
    await plan(host, { title: 'מפגש אבטיחים' });
    expect(await told()).toBe(0);
    await saveSearch(member, { query: 'q=אבטיחים' });
    time += MINUTE_MS;
    await plan(host, { title: 'אבטיחים סגורים', label: 'RED' });
    expect(await told()).toBe(0);
    expect(await database.notification.count({ where: { kind: 'saved_search' } })).toBe(0);
  });
});
