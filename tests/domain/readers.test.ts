import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { getPostHistory, getPostSource } from '#app/domain/posts/history.server';
import { searchForum } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusalCode } from '#tests/support/refusal';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());

let time = 0;
let asker: MemberViewer;
let colleague: MemberViewer;
let stranger: MemberViewer;

beforeEach(async () => {
  time = Date.parse('2026-03-01T08:00:00Z');
  setClock(() => time);
  const authority = await makeAuthority();
  const member = async (id: number) => viewerFor((await makeMember({ authorityIds: [id] })).id);
  asker = await member(authority.id);
  colleague = await member(authority.id);
  stranger = await member((await makeAuthority()).id);
});
afterEach(() => setClock());

function readers() {
  return database.threadReader.findMany({ orderBy: { threadId: 'asc' } });
}

describe('whoever is shown a text that is stricter than GREEN is written down', () => {
  const ways: [string, (viewer: Viewer, postId: number) => Promise<unknown>][] = [
    ['in its history', getPostHistory],
    ['in a quotation or a form', getPostSource],
  ];
  test.each(ways)('%s', async (_name, read) => {
    const threadId = await ask(asker, { label: 'AMBER' });
    const opening = await openingOf(threadId);
    expect(await refusalCode(read(stranger, opening))).toBe('not_found');
    expect(await readers()).toEqual([]);
    await read(colleague, await openingOf(await ask(asker, { label: 'GREEN' })));
    await read(GUEST, await openingOf(await ask(asker, { label: 'CLEAR' })));
    expect(await readers()).toEqual([]);
    const first = new Date(time);
    await read(colleague, opening);
    time += 60_000;
    await read(colleague, opening);
    const row = { threadId, memberId: colleague.memberId, brokeGlass: false };
    expect(await readers()).toEqual([{ ...row, firstAt: first, lastAt: new Date(time) }]);
  });

  test('among the results of a search, for each thread whose text is shown', async () => {
    const strict = [await ask(asker, { body: 'על אבטיחים', label: 'AMBER' }), await ask(asker, { label: 'GREEN' })];
    await answer(asker, strict[1] ?? 0, 'גם על אבטיחים', 'AMBER');
    await ask(asker, { body: 'על אבטיחים', label: 'GREEN' });
    await indexNow();
    const search = (viewer: Viewer) => searchForum(viewer, readSearchRequest(new URLSearchParams({ q: 'אבטיחים' })));
    expect((await search(stranger)).hits).toHaveLength(1);
    expect(await readers()).toEqual([]);
    expect((await search(colleague)).hits).toHaveLength(3);
    await search(colleague);
    expect((await readers()).map(({ threadId, memberId }) => [threadId, memberId])).toEqual(
      strict.map((threadId) => [threadId, colleague.memberId]),
    );
  });
});
