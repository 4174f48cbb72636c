import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { countAct, forgetAllCounts } from '#app/domain/limits/counts.server';
import { LIMITS } from '#app/domain/limits/table';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { answer, ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
const app = testApp();
let nowMs = Date.parse('2026-11-24T08:00:00Z');
beforeEach(() => {
  withDatabase(database);
  forgetAllCounts();
  nowMs += 48 * 60 * 60_000;
  setClock(() => nowMs);
});
afterEach(() => setClock());

describe('a refused post', () => {
  test('says what, how much and when in both languages, and keeps what was typed', async () => {
    const member = await makeMember();
    const viewer = await viewerFor(member.id);
    const threadId = await ask(viewer);
    for (let each = 0; each < 60; each += 1) {
      await answer(viewer, threadId);
    }
    nowMs += 18 * 60_000;
    const form = { intent: 'answer', body: 'הטקסט שנכתב', label: 'GREEN' };
    const hebrew = await app.send(paths.thread(threadId), { as: member.id, form });
    expect([hebrew.status, hebrew.headers.get('retry-after')]).toEqual([429, String(42 * 60)]);
    const page = await hebrew.text();
    expect(page).toContain('אפשר לפרסם עד 60 תשובות והערות בשעה. אפשר שוב בעוד 42 דקות.');
    expect(page).toContain('הטקסט שנכתב');
    await database.member.update({ where: { id: member.id }, data: { locale: 'en' } });
    const english = await app.send(paths.thread(threadId), { as: member.id, form });
    expect(await english.text()).toContain(
      'You can post 60 answers and comments at most an hour. Possible again in 42 minutes.',
    );
  });

  test('a new thread with too many links is refused beside its text', async () => {
    await makeTopic();
    const { id } = await makeMember({ createdAt: new Date(nowMs) });
    const body = Array.from({ length: 6 }, (_each, number) => `https://site.example/${number}`).join(' ');
    const form = { title: 'כותרת שיש בה די אותיות', body, topic: 'cloud', label: 'GREEN', kind: 'question', tags: '' };
    const response = await app.send(paths.newThread(), { as: id, form });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('עד 5 קישורים לאתרים אחרים');
    expect(await database.thread.count({ where: { authorId: id } })).toBe(0);
  });
});

describe('exits without a form', () => {
  const suggest = `${paths.suggest()}?q=abc`;

  test('suggestions of a guest: 429 as JSON with Retry-After, for this address alone', async () => {
    const max = LIMITS.suggest.find(({ by }) => by === 'address')?.max ?? 0;
    for (let each = 1; each < max; each += 1) {
      countAct('suggest', { address: '127.0.0.1' });
    }
    expect((await app.send(suggest)).status).toBe(200);
    const refused = await app.send(suggest);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect(await refused.json()).toMatchObject({
      messageKey: 'limit',
      values: { what: 'suggest', by: 'address', max },
    });
    expect((await app.send(suggest, { ipAddress: '192.0.2.7' })).status).toBe(200);
    const { id } = await makeMember();
    expect((await app.send(suggest, { as: id })).status).toBe(200);
  });

  test('searching: a page that says how much and when; opening the page without a question is free', async () => {
    const { id } = await makeMember();
    const headers = { 'accept-language': 'en' };
    for (let each = 1; each < 300; each += 1) {
      countAct('search', { member: id });
    }
    expect((await app.send(`${paths.search()}?q=word`, { as: id })).status).toBe(200);
    const refused = await app.send(`${paths.search()}?q=word`, { as: id, headers });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect(await refused.text()).toContain('אפשר לחפש עד 300 פעמים');
    expect((await app.send(paths.search(), { as: id })).status).toBe(200);
  });
});

describe('the switch of the new members’ limits', () => {
  test('is not for members, and is switched on the settings page', async () => {
    const member = await makeMember();
    expect((await app.send(paths.adminSettings(), { as: member.id, form: { limited: 'no' } })).status).toBe(403);
    const admin = await makeMember({ role: 'administrator' });
    expect(await (await app.send(paths.adminSettings(), { as: admin.id })).text()).toContain('לכבות את המגבלות');
    expect((await app.send(paths.adminSettings(), { as: admin.id, form: { limited: 'no' } })).status).toBe(302);
    expect(await (await app.send(paths.adminSettings(), { as: admin.id })).text()).toContain('להפעיל את המגבלות');
  });
});
