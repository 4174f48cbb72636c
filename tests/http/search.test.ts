import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { tellSavedSearches } from '#app/domain/search/saved.server';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

let member: string;
let other: string;
let administrator: string;
let cloudId: number;

beforeAll(async () => {
  const authority = await makeAuthority();
  member = (await makeMember({ authorityIds: [authority.id] })).id;
  other = (await makeMember({ authorityIds: [authority.id] })).id;
  administrator = (await makeMember({ role: 'administrator' })).id;
  const viewer = await viewerFor(member);
  cloudId = await ask(viewer, { title: 'מכרז נימבוס: מי חותם ברשות?', label: 'CLEAR', tags: ['nimbus'] });
  await answer(viewer, cloudId, 'אצלנו הגזברית אישרה את המעבר לענן אחרי שהמנמ"ר הציג תקציב.', 'CLEAR');
  await ask(viewer, { title: 'Immutable backup on a small budget', topic: 'cyber', kind: 'discussion' });
  await indexNow();
});
afterEach(() => setClock());

async function page(path: string, as: string | undefined = member): Promise<string> {
  const response = await app.send(path, as === undefined ? {} : { as });
  expect(response.status, path).toBe(200);
  return response.text();
}

interface Loaded {
  hits: { title: { text: string; mark: boolean }[]; passage: { in: string; stretches: { text: string }[] } | null }[];
  total: { value: number };
  facets: { name: string; options: { value: string; count: number; chosen: boolean; href: string }[] }[];
  didYouMean: { text: string; href: string } | null;
  saved: { id: number; name: string; notify: boolean }[];
}

async function load(path: string, as: string | undefined = member): Promise<Loaded> {
  const query = path.includes('?') ? '&' : '?';
  return JSON.parse(await page(`${path}${query}_data=routes%2Fsearch%2Fsearch`, as));
}

describe('whether there is an accepted answer', () => {
  const stateOf = ({ facets }: Loaded) =>
    facets.find(({ name }) => name === 'answered')?.options.map(({ value, count }) => [value, count]) ?? [];

  test('is asked of questions alone: discussions, members and authorities neither have nor lack one', async () => {
    expect(stateOf(await load(paths.search({ q: 'backup' })))).toEqual([]);
    expect((await load(paths.search({ q: 'backup', answered: 'false' }))).total.value).toBe(0);
    expect((await load(paths.search({ q: 'רשות', answered: 'false', kind: 'authority' }))).total.value).toBe(0);
    const authorities = await load(paths.search({ q: 'רשות' }));
    expect(authorities.total.value).toBeGreaterThan(1);
    expect(stateOf(authorities)).toEqual([['false', 1]]);
    const open = await load(paths.search({ q: 'רשות', answered: 'false' }));
    expect([open.total.value, stateOf(open)]).toEqual([1, [['false', 1]]]);
  });
});

describe('bad input gives a normal page', () => {
  test.each([
    ['quotes only', '""""\'׳״"'],
    ['operators only', '- -- topic: tag: "" from: before:'],
    ['control and bidi characters', '\u0000\u0007\u202Eענן\u2066'],
    ['emoji', '🙂🙃👩‍👩‍👧'],
    ['SQL', "'; DROP TABLE thread; --"],
    ['full text syntax', 'NEAR(a b) OR AND NOT * ^ t0:x'],
    ['filter syntax', 'x" OR audience = "members'],
    ['ten thousand characters', 'ענן '.repeat(2_500)],
  ])('%s', async (_name, q) => {
    expect(await page(paths.search({ q }))).toContain('</html>');
  });

  test('200 facets, unknown values, impossible pages and dates', async () => {
    const many = Array.from({ length: 200 }, (_, each) => `topic=t${each}&tag=%ED%A0%80${each}`).join('&');
    expect(await page(`/search?${many}&page=-7&sort=no&year=99999&label=WHITE&from:x`)).toContain('</html>');
    expect(await page('/search?q=from:99999-99 before:x&page=1e9')).toContain('</html>');
    expect(await page('/search?q=%ED%A0%80%ff%00')).toContain('</html>');
  });

  test('whatever is typed, in the box and in the facets', async () => {
    const typed = fc.string({ unit: 'binary', maxLength: 80 });
    const facet = fc.constantFrom('topic', 'kind', 'answered', 'tag', 'size', 'year', 'label', 'page', 'sort');
    await fc.assert(
      fc.asyncProperty(typed, fc.array(fc.tuple(facet, typed), { maxLength: 5 }), async (q, facets) => {
        const query = new URLSearchParams([['q', q], ...facets]);
        const response = await app.send(`/search?${query}`, { as: member });
        expect(response.status).toBe(200);
        expect((await app.send(paths.suggest({ q }), { as: member })).status).toBe(200);
        expect((await app.send(paths.similar({ title: q }), { as: member })).status).toBe(200);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the page without JavaScript', () => {
  test.each(['ענן', 'הענן', 'לענן', 'cloud', 'מנמ״ר', 'CIO', '"מכרז נימבוס"'])('finds and marks %s', async (q) => {
    const { hits } = await load(paths.search({ q }));
    expect(hits.length).toBeGreaterThan(0);
    expect(hits[0]?.title.map(({ text }) => text).join('')).toContain('נימבוס');
    expect(await page(paths.search({ q }))).toContain('<mark>');
  });

  test('shows the passage that answers, and says where it stands', async () => {
    const { hits } = await load(paths.search({ q: 'גזברית' }));
    expect(hits[0]?.passage?.in).toBe('answer');
    expect(hits[0]?.passage?.stretches.map(({ text }) => text).join('')).toContain('הגזברית אישרה');
  });

  test('what is typed never becomes markup', async () => {
    const html = await page(paths.search({ q: '<script>alert(1)</script>' }));
    expect(html).not.toContain('<script>alert(1)');
  });

  test('facets count, choose and take back by links; a chosen facet still offers its others', async () => {
    const all = await load(paths.search({ q: 'נימבוס backup' }));
    const topic = all.facets.find(({ name }) => name === 'topic');
    expect(topic?.options.map(({ value, count }) => [value, count]).sort()).toEqual([
      ['cloud', 1],
      ['cyber', 1],
    ]);
    const chosen = await load(topic?.options.find(({ value }) => value === 'cyber')?.href ?? '');
    expect(chosen.total.value).toBe(1);
    const after = chosen.facets.find(({ name }) => name === 'topic')?.options;
    expect(after?.find(({ value }) => value === 'cyber')).toMatchObject({ chosen: true, count: 1 });
    expect(after?.find(({ value }) => value === 'cloud')).toMatchObject({ chosen: false, count: 1 });
    expect(after?.find(({ value }) => value === 'cyber')?.href).toBe(paths.search({ q: 'נימבוס backup' }));
  });

  test('filters can be written in words, in both languages', async () => {
    expect((await load(paths.search({ q: 'נימבוס נושא:cyber' }))).total.value).toBe(0);
    expect((await load(paths.search({ q: 'נימבוס topic:cloud' }))).total.value).toBe(1);
    expect((await load(paths.search({ q: 'נימבוס תגית:nimbus' }))).total.value).toBe(1);
    expect((await load(paths.search({ q: 'נימבוס -גזברית' }))).total.value).toBe(0);
    expect((await load(paths.search({ q: 'נימבוס before:2020' }))).total.value).toBe(0);
  });

  test('a misspelt word gets a correction that leads to its results', async () => {
    const { didYouMean } = await load(paths.search({ q: 'bakcup' }));
    expect(didYouMean?.text).toBe('backup');
    expect((await load(didYouMean?.href ?? '')).total.value).toBe(1);
  });

  test('nothing found: offers to ask it, with the words in the title', async () => {
    const html = await page(paths.search({ q: 'זזזזזז' }));
    expect(html).toContain(`href="${paths.newThread({ title: 'זזזזזז' })}"`);
    expect(await page(paths.newThread({ title: 'מכרז נימבוס' }))).toContain('מי חותם ברשות?');
  });

  test('a guest finds what is public alone', async () => {
    const response = await app.send(`${paths.search({ q: 'נימבוס backup' })}&_data=routes%2Fsearch%2Fsearch`);
    const { hits, total } = JSON.parse(await response.text());
    expect({ hits: hits.length, total: total.value }).toEqual({ hits: 1, total: 1 });
  });
});

describe('saved searches', () => {
  test('are one’s own: guests cannot, others’ are not found, an empty one is refused', async () => {
    const form = { intent: 'save', query: 'q=ענן' };
    expect((await app.send(paths.search(), { form })).status).toBe(403);
    expect((await app.send(paths.search(), { as: member, form: { intent: 'save', query: 'sort=date' } })).status).toBe(
      422,
    );
    expect((await app.send(paths.search(), { as: member, form })).status).toBe(302);
    const [saved] = (await load(paths.search())).saved;
    const id = String(saved?.id);
    for (const intent of ['forget', 'notify']) {
      expect((await app.send(paths.search(), { as: other, form: { intent, id } })).status).toBe(404);
    }
    expect((await load(paths.search())).saved).toMatchObject([{ name: 'ענן', notify: true }]);
    expect((await load(paths.search(), other)).saved).toEqual([]);
    await app.send(paths.search(), { as: member, form: { intent: 'forget', id } });
    expect((await load(paths.search())).saved).toEqual([]);
  });

  test('tell of what others wrote, once, and never of what their owner may not see', async () => {
    const start = Date.now();
    setClock(() => start);
    await app.send(paths.search(), { as: member, form: { intent: 'save', query: 'q=צפרדעים' } });
    const author = await viewerFor(other);
    setClock(() => start + 60_000);
    await ask(author, { title: 'צפרדעים אדומות', label: 'RED' });
    await ask(await viewerFor(member), { title: 'צפרדעים שלי' });
    await indexNow();
    setClock(() => start + 16 * 60_000);
    expect(await tellSavedSearches()).toBe(1);
    expect(await getDb().notification.count({ where: { kind: 'saved_search' } })).toBe(0);
    await ask(author, { title: 'צפרדעים בענן' });
    await indexNow();
    setClock(() => start + 33 * 60_000);
    await tellSavedSearches();
    await tellSavedSearches();
    const notices = await getDb().notification.findMany({ where: { kind: 'saved_search' } });
    expect(notices).toMatchObject([{ memberId: member }]);
    expect(await page(paths.notifications())).toContain('צפרדעים');
  });
});

describe('administration', () => {
  test('is the administrators’ alone', async () => {
    for (const path of [paths.adminSearch(), paths.adminSynonyms()]) {
      expect((await app.send(path, { as: member })).status).toBe(403);
      expect((await app.send(path, { as: member, form: { terms: 'אבג, דהו', index: 'x' } })).status).toBe(403);
    }
    expect(await getDb().synonymGroup.count()).toBe(0);
  });

  test('synonyms take effect at once and are marked', async () => {
    const q = 'הגביע הקדוש';
    expect((await load(paths.search({ q }))).total.value).toBe(0);
    const one = await app.send(paths.adminSynonyms(), { as: administrator, form: { terms: 'לבד' } });
    expect(one.status).toBe(422);
    const form = { terms: 'הגביע הקדוש\nנימבוס' };
    expect((await app.send(paths.adminSynonyms(), { as: administrator, form })).status).toBe(302);
    const { hits } = await load(paths.search({ q }));
    expect(hits[0]?.title).toContainEqual({ text: 'נימבוס', mark: true });
    const { id } = await getDb().synonymGroup.findFirstOrThrow();
    await app.send(paths.adminSynonyms(), { as: administrator, form: { intent: 'delete', id: String(id) } });
    expect((await load(paths.search({ q }))).total.value).toBe(0);
  });

  test('shows the index and takes the wish for a rebuild', async () => {
    const html = await page(paths.adminSearch(), administrator);
    const { id } = await getDb().searchIndex.findFirstOrThrow();
    expect(html).toContain(id);
    const form = { intent: 'rebuild', index: id };
    expect((await app.send(paths.adminSearch(), { as: administrator, form: { ...form, index: 'no' } })).status).toBe(
      404,
    );
    expect((await app.send(paths.adminSearch(), { as: administrator, form })).status).toBe(302);
    await indexNow();
    expect(await getDb().searchIndex.findFirst()).toMatchObject({ rebuildRequestedAt: null });
    expect((await load(paths.search({ q: 'נימבוס' }))).total.value).toBe(1);
  });
});
