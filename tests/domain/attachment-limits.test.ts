import { beforeEach, expect, test } from 'vitest';
import { MAX_POST_FILES } from '#app/domain/attachments/model';
import { unsafeFilesOfPost } from '#app/domain/attachments/queries.server';
import { editPost, postAnswer } from '#app/domain/posts/commands.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { upload } from '#tests/support/factories-files';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

withDatabase(await testDatabase());

let author: MemberViewer;
let other: MemberViewer;
let full: { postId: number; files: number[] };

async function member(): Promise<MemberViewer> {
  return viewerFor((await makeMember({ authorityIds: [(await makeAuthority()).id] })).id);
}

async function uploads(viewer: MemberViewer, form: string, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let number = 0; number < count; number += 1) {
    ids.push(await upload(viewer, form));
  }
  return ids;
}

/** A post only its author sees, with all the files it may have. */
beforeEach(async () => {
  author = await member();
  other = await member();
  const threadId = await ask(author);
  const files = await uploads(author, `answer:${threadId}`, MAX_POST_FILES);
  const postId = await postAnswer(author, threadId, { body: 'x', label: 'RED', upload: files });
  full = { postId, files };
});

test('uploading into the edit of a post one does not see tells nothing of its files', async () => {
  const form = `edit:${full.postId}`;
  const absent = `edit:${full.postId + 1_000}`;
  for (const key of [form, absent]) {
    await uploads(other, key, MAX_POST_FILES);
    expect(await refusal(upload(other, key))).toBe('invalid tooManyFiles files');
  }
});

test('an edit may take one file for another where the post is full, and is refused one more', async () => {
  const fresh = await upload(author, `edit:${full.postId}`);
  const edit = { body: 'y', reason: '', revision: 1 };
  expect(await refusal(editPost(author, full.postId, { ...edit, upload: [fresh] }))).toBe('invalid tooManyFiles files');
  expect(await unsafeFilesOfPost(full.postId)).toHaveLength(MAX_POST_FILES);
  await editPost(author, full.postId, { ...edit, upload: [fresh], drop: full.files.slice(0, 1) });
  const kept = (await unsafeFilesOfPost(full.postId)).map(({ id }) => id);
  expect(kept).toEqual([...full.files.slice(1), fresh]);
});
