import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { now, setClock } from '#app/domain/clock';
import { saveDraft } from '#app/domain/drafts/commands.server';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { exportOwnData } from '#app/domain/own-data/export.server';
import type { Proof } from '#app/domain/own-data/prove.server';
import { ALL_GROUPS, getOwnData } from '#app/domain/own-data/queries.server';
import { DATA_SOURCES } from '#app/domain/own-data/sources.server';
import { setVote } from '#app/domain/posts/verdicts.server';
import { setBookmark } from '#app/domain/threads/marks.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { PDF, upload } from '#tests/support/factories-files';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const PASSWORD = 'a long enough pass phrase';
const PROOF: Proof = { password: PASSWORD, loginToken: null };
let me: MemberViewer;
let other: MemberViewer;

beforeEach(async () => {
  const authority = await makeAuthority();
  me = await viewerFor((await makeMember({ authorityIds: [authority.id], password: PASSWORD })).id);
  other = await viewerFor((await makeMember({ authorityIds: [authority.id], name: 'שם אחר לגמרי' })).id);
});
afterEach(() => setClock());

/** The archive's entries, by name. */
async function unpack(viewer: Viewer, proof = PROOF): Promise<Map<string, string>> {
  const bytes = await buffer(await exportOwnData(viewer, proof, 'en'));
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file)));
  });
  const entries = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve());
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        void buffer(stream).then((content) => {
          entries.set(entry.fileName, content.toString());
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return entries;
}

describe('who may take their data', () => {
  test('no guest, nobody without their password, and a refusal is written down', async () => {
    expect(await refusalCode(getOwnData(GUEST))).toBe('forbidden');
    expect(await refusalCode(exportOwnData(GUEST, PROOF, 'he'))).toBe('forbidden');
    expect(await refusal(exportOwnData(me, { ...PROOF, password: 'another' }, 'he'))).toBe(
      'invalid password_wrong password',
    );
    const [entry] = await database.auditEntry.findMany({ where: { action: 'data.export' } });
    expect(entry).toMatchObject({ outcome: 'refused', memberId: me.memberId });
  });

  test('whoever has no password must have signed in just now, in this browser', async () => {
    const { id } = await makeMember();
    const loginToken = await loginTokenFor(id);
    const viewer = await viewerOfToken(loginToken);
    expect(await refusal(exportOwnData(viewer, { password: '', loginToken: null }, 'he'))).toBe(
      'invalid sign_in_again password',
    );
    expect((await unpack(viewer, { password: '', loginToken })).has('README.md')).toBe(true);
    const later = now().getTime() + 11 * 60_000;
    setClock(() => later);
    expect(await refusalCode(exportOwnData(viewer, { password: '', loginToken }, 'he'))).toBe('invalid');
  });

  test('a membership that has run out takes its data all the same', async () => {
    await ask(me, { title: 'שאלה של מי שעזב' });
    await database.member.update({ where: { id: me.memberId }, data: { validUntil: new Date(0) } });
    const viewer = await viewerOfToken(await loginTokenFor(me.memberId));
    expect(viewer.kind).toBe('guest');
    const entries = await unpack(viewer);
    expect(entries.get('data/threads.json')).toContain('שאלה של מי שעזב');
  });
});

describe('what is in it', () => {
  test('every group, counted as on the page, and no field without its explanation', async () => {
    const mine = await ask(me);
    const theirs = await ask(other);
    await answer(me, theirs);
    await setVote(me, await openingOf(theirs), true);
    await setBookmark(me, mine, true);
    const data = await getOwnData(me);
    const entries = await unpack(me);
    const ran = new Set(['audit']);
    for (const { group, count } of data.groups) {
      const rows: unknown = JSON.parse(entries.get(`data/${group}.json`) ?? 'null');
      expect(Array.isArray(rows), group).toBe(true);
      const list = Array.isArray(rows) ? rows : [];
      // The export itself is in the log.
      expect(list.length, group).toBe(count + (ran.has(group) ? 1 : 0));
      for (const row of list) {
        expect(Object.keys(row).sort(), group).toEqual(Object.keys(DATA_SOURCES[group].fields).sort());
      }
    }
    expect(data.groups.map(({ group }) => group)).toEqual(ALL_GROUPS);
    const counts = Object.fromEntries(data.groups.map(({ group, count }) => [group, count]));
    expect(counts).toMatchObject({ profile: 1, authorities: 1, threads: 1, posts: 2, votes: 1, bookmarks: 1 });
  });

  test('texts begin with their label; AMBER ends with it too; RED and AMBER of another authority stay behind', async () => {
    const elsewhere = await makeAuthority();
    const clear = await ask(me, { label: 'CLEAR', body: 'גלוי לכול' });
    const amber = await ask(me, { label: 'AMBER', body: 'ענבר שלנו' });
    const red = await ask(me, { label: 'RED', body: 'אדום לגמרי', title: 'כותרת אדומה מאוד' });
    const left = await ask(me, { label: 'AMBER', body: 'ענבר ישן', title: 'כותרת של רשות קודמת' });
    await database.post.updateMany({ where: { threadId: left }, data: { authorityId: elsewhere.id } });
    await database.thread.update({ where: { id: left }, data: { authorityId: elsewhere.id } });
    const file = await upload(me, `answer:${red}`, 'סודי.pdf');
    await upload(me, `answer:${clear}`, 'גלוי.pdf');
    await saveDraft(me, `answer:${red}`, { body: 'טיוטה אדומה' }, 0);
    const entries = await unpack(me);
    const text = async (thread: number) => entries.get(`posts/${thread}-${await openingOf(thread)}.md`);
    expect((await text(clear))?.split('\n')[0]).toBe('TLP:CLEAR');
    expect(await text(amber)).toMatch(/^TLP:AMBER\n[\s\S]*ענבר שלנו\n\nTLP:AMBER\n$/);
    expect(await text(red)).toBeUndefined();
    expect(await text(left)).toBeUndefined();
    const everything = [...entries].flat().join('\n');
    for (const secret of [
      'אדום לגמרי',
      'כותרת אדומה',
      'ענבר ישן',
      'רשות קודמת',
      'טיוטה אדומה',
      'סודי',
      `files/${file}`,
    ]) {
      expect(everything).not.toContain(secret);
    }
    const kept = [...entries].find(([name]) => name.endsWith('גלוי.pdf'));
    expect(kept?.[1]).toBe(PDF.toString());
  });

  test('nothing of others but the title of a thread that a page shows', async () => {
    const hers = await ask(other, { label: 'GREEN', title: 'שאלה פתוחה לכולם', body: 'מילים של מישהי אחרת' });
    await answer(me, hers, 'מה שאני עניתי');
    const closed = await ask(other, { label: 'GREEN', title: 'כותרת שנסגרה' });
    await answer(me, closed, 'עניתי גם כאן', 'GREEN');
    await database.thread.update({ where: { id: closed }, data: { label: 'RED' } });
    const everything = [...(await unpack(me))].flat().join('\n');
    expect(everything).toContain('# שאלה פתוחה לכולם');
    expect(everything).toContain('מה שאני עניתי');
    expect(everything).toContain('עניתי גם כאן');
    for (const theirs of ['מילים של מישהי', 'שם אחר לגמרי', other.handle, 'כותרת שנסגרה']) {
      expect(everything).not.toContain(theirs);
    }
  });
});
