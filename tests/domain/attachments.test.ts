import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_POST_FILES, MEMBER_QUOTA_BYTES } from '#app/domain/attachments/model';
import { getFile, listUploads } from '#app/domain/attachments/queries.server';
import { sweepFiles } from '#app/domain/attachments/sweep.server';
import { setClock } from '#app/domain/clock';
import { editPost, postAnswer, postComment } from '#app/domain/posts/commands.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost, restorePost } from '#app/domain/posts/verdicts.server';
import { breakGlass } from '#app/domain/threads/break-glass.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { getFileStore, getInstances, setInstances, stagingFolder } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { PDF, photo, upload } from '#tests/support/factories-files';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';
import { exportLines } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());
const DAY_MS = 86_400_000;

let asker: MemberViewer;
let other: MemberViewer;

async function member(): Promise<MemberViewer> {
  return viewerFor((await makeMember({ authorityIds: [(await makeAuthority()).id] })).id);
}

beforeEach(async () => {
  asker = await member();
  other = await member();
});

afterEach(() => {
  setClock();
  setInstances({ ...getInstances(), scanner: null });
});

/** A file of the asker's, and its id. */
async function smallest(): Promise<[{ sizeBytes: number }, number]> {
  const id = await upload(asker, 'thread:new');
  return [await database.attachment.findUniqueOrThrow({ where: { id }, select: { sizeBytes: true } }), id];
}

/** Names of the files under the opening, the answers and the comments, as this viewer's page shows them. */
async function shown(viewer: Viewer, threadId: number): Promise<string[]> {
  const { opening, answers } = await getThread(viewer, threadId);
  return [opening, ...answers]
    .flatMap((post) => [post, ...post.comments])
    .flatMap(({ files }) => files.map(({ name }) => name));
}

const opens = async (viewer: Viewer, id: number): Promise<boolean> =>
  (await refusal(getFile(viewer, id))) !== 'not_found not_found';

describe('refused', () => {
  test('whoever is no member uploads nothing', async () => {
    expect(await refusal(upload(GUEST, 'thread:new'))).toBe('forbidden signInFirst');
    expect(await refusal(upload(asker, 'no such form'))).toBe('invalid invalid');
    expect(await database.attachment.count()).toBe(0);
  });

  test('somebody else’s upload, one that is gone, one that belongs to a post: the post is not written', async () => {
    const threadId = await ask(asker);
    const foreign = await upload(other, `answer:${threadId}`);
    const used = await upload(asker, 'thread:new');
    await ask(asker, { upload: [used] });
    const posts = await database.post.count();
    for (const id of [foreign, used, 999_999]) {
      const act = postAnswer(asker, threadId, { body: 'x', label: 'GREEN', upload: [id] });
      expect(await refusal(act)).toBe('invalid fileGone files');
    }
    expect(await database.post.count()).toBe(posts);
    expect(await database.attachment.findUnique({ where: { id: foreign } })).toMatchObject({ postId: null });
  });

  test('taking away files of another post or another member does nothing', async () => {
    const file = await upload(asker, 'thread:new');
    const threadId = await ask(asker, { upload: [file] });
    const waiting = await upload(asker, 'thread:new');
    await postAnswer(other, threadId, { body: 'x', label: 'GREEN', drop: [file, waiting] });
    expect(await database.attachment.count()).toBe(2);
  });

  test('more than a post may have, in one form and by two', async () => {
    const ids: number[] = [];
    for (let number = 0; number < MAX_POST_FILES; number += 1) {
      ids.push(await upload(asker, 'thread:new'));
    }
    expect(await refusal(upload(asker, 'thread:new'))).toBe('invalid tooManyFiles files');
    const more = await upload(asker, 'answer:1');
    expect(await refusal(ask(asker, { upload: [...ids, more] }))).toBe('invalid tooManyFiles files');
    expect(await database.thread.count()).toBe(0);
  });

  test('more than a member may have', async () => {
    const id = await upload(asker, 'thread:new');
    await database.attachment.update({ where: { id }, data: { sizeBytes: MEMBER_QUOTA_BYTES - 10 } });
    expect(await refusal(upload(asker, 'answer:1'))).toBe('invalid fileQuota files');
    expect(await refusal(upload(other, 'answer:1'))).toBe('no refusal: null');
  });

  test('of several files sent at once only as many as there is room for', async () => {
    const [{ sizeBytes: size }, id] = await smallest();
    await database.attachment.update({ where: { id }, data: { sizeBytes: MEMBER_QUOTA_BYTES - 2 * size } });
    const sent = Array.from({ length: 8 }, (_each, number) => refusal(upload(asker, `answer:${number + 1}`)));
    const done = await Promise.all(sent);
    expect(done.filter((each) => each === 'invalid fileQuota files')).toHaveLength(6);
    expect(await database.attachment.count()).toBe(3);
  });

  test('infected, and not scanned because the scanner is away: neither is kept', async () => {
    setInstances({ ...getInstances(), scanner: async () => ({ is: 'infected', name: 'Eicar' }) });
    expect(await refusal(upload(asker, 'thread:new'))).toBe('invalid fileInfected files');
    setInstances({ ...getInstances(), scanner: async () => ({ is: 'unavailable', reason: 'no answer' }) });
    expect(await refusal(upload(asker, 'thread:new'))).toBe('unavailable fileNotScanned files');
    expect(await database.attachment.count()).toBe(0);
    expect(readdirSync(stagingFolder())).toEqual([]);
  });
});

describe('who may have a file', () => {
  test('not published: its uploader alone', async () => {
    const id = await upload(asker, 'thread:new');
    expect([await opens(asker, id), await opens(other, id), await opens(GUEST, id)]).toEqual([true, false, false]);
    expect([...(await listUploads(asker)).keys()]).toEqual(['thread:new']);
    expect((await listUploads(other)).size).toBe(0);
  });

  test('under an answer stricter than its thread: who sees the answer', async () => {
    const threadId = await ask(asker, { label: 'CLEAR' });
    const id = await upload(other, `answer:${threadId}`);
    await postAnswer(other, threadId, { body: 'x', label: 'RED', upload: [id] });
    const third = await member();
    const readers = [other, asker, third, GUEST];
    expect(await Promise.all(readers.map((reader) => opens(reader, id)))).toEqual([true, true, false, false]);
    expect(await shown(asker, threadId)).toEqual(['מפרט.pdf']);
    expect(await shown(third, threadId)).toEqual([]);
  });

  test('through broken glass: as the page; whoever reads what is stricter than GREEN is written down', async () => {
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    const id = await upload(asker, 'thread:new');
    const threadId = await ask(asker, { label: 'RED', upload: [id] });
    expect(await opens(administrator, id)).toBe(false);
    expect(await database.threadReader.count()).toBe(0);
    await breakGlass(administrator, { thread: threadId, reason: 'a court order, number 12' });
    expect([await opens(administrator, id), await opens(other, id)]).toEqual([true, false]);
    const { opening } = await getThread(administrator, threadId);
    expect(opening.files.map((file) => file.id)).toEqual([id]);
    expect(await database.threadReader.findMany()).toMatchObject([
      { memberId: administrator.memberId, brokeGlass: true },
    ]);
  });

  test('deleted: the post, the post above it, the thread: nobody, until it is restored', async () => {
    const id = await upload(asker, 'comment:1');
    const threadId = await ask(asker, { label: 'CLEAR' });
    const answerId = await answer(asker, threadId);
    const { postId } = await postComment(asker, { postId: answerId, body: 'x', upload: [id] });
    const opening = await database.post.findFirstOrThrow({ where: { threadId, kind: 'opening' } });
    expect(await opens(GUEST, id)).toBe(true);
    for (const post of [postId, answerId, opening.id]) {
      await deletePost(asker, post, '');
      expect([await opens(asker, id), await opens(GUEST, id)]).toEqual([false, false]);
      expect(await shown(asker, threadId)).toEqual([]);
      await restorePost(asker, post);
      expect(await opens(GUEST, id)).toBe(true);
    }
  });
});

test('from the form to the page: bytes, size and order are what they were; images are kept clean', async () => {
  const pdf = await upload(asker, 'thread:new', '../דו"ח\u202e שנתי.pdf');
  const image = await upload(asker, 'thread:new', 'צילום.jpg', await photo());
  const threadId = await ask(asker, { label: 'CLEAR', upload: [image, pdf] });
  const { opening } = await getThread(GUEST, threadId);
  expect(opening.files).toMatchObject([
    { id: pdf, name: 'דו"ח שנתי.pdf', mediaType: 'application/pdf', sizeBytes: PDF.length, width: null },
    { id: image, name: 'צילום.jpg', mediaType: 'image/jpeg', width: 40, height: 60 },
  ]);
  const file = await getFile(GUEST, pdf);
  expect(file.label).toBe('CLEAR');
  expect(await text(await file.open())).toBe(PDF.toString());
  expect(await text(await (await getFile(GUEST, image)).open())).not.toContain('SECRETCAMERA');
  expect((await exportLines(database)).join()).toContain('"attachments":[{"name":"דו\\"ח שנתי.pdf"');
  expect(readdirSync(stagingFolder())).toEqual([]);
});

test('an edit adds and takes away; what it does not name stays', async () => {
  const first = await upload(asker, 'thread:new', 'ראשון.pdf');
  const second = await upload(asker, 'thread:new', 'שני.pdf');
  const threadId = await ask(asker);
  const answerId = await postAnswer(asker, threadId, { body: 'x', label: 'GREEN', upload: [first, second] });
  await editPost(asker, answerId, { body: 'y', reason: '', revision: 1 });
  expect(await shown(other, threadId)).toEqual(['ראשון.pdf', 'שני.pdf']);
  const third = await upload(asker, `edit:${answerId}`, 'שלישי.pdf');
  await editPost(asker, answerId, {
    body: 'z',
    reason: '',
    revision: 2,
    upload: [first, second, third],
    drop: [first],
  });
  expect(await shown(other, threadId)).toEqual(['שני.pdf', 'שלישי.pdf']);
  expect(await opens(asker, first)).toBe(false);
});

test('the sweep takes what waited a day, and bytes without a row; nothing else', async () => {
  const kept = await upload(asker, 'thread:new');
  await ask(asker, { upload: [kept] });
  await upload(asker, 'answer:1');
  await comment(asker, (await database.post.findFirstOrThrow()).id);
  const stored = async () => {
    let count = 0;
    for await (const _entry of getFileStore().list()) {
      count += 1;
    }
    return count;
  };
  const before = await stored();
  await sweepFiles();
  expect(await stored()).toBe(before);
  setClock(() => Date.now() + DAY_MS + 60_000);
  expect(await sweepFiles()).toMatchObject({ unpublished: 1 });
  expect(await stored()).toBe(1);
  expect(await opens(asker, kept)).toBe(true);
  expect(await sweepFiles()).toEqual({ unpublished: 0, orphans: 0, staged: 0 });
});
