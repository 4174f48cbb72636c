import { labelsFrom, strictness } from '#app/domain/labels';
import { closeUnder } from '#app/domain/posts/former-texts';
import { refreshThread } from '#app/domain/threads/counts.server';
import { type Dialect, insertRows, reserveIds } from '#app/domain/transfer/bulk.server';
import type { Changes, TextChange } from '#app/domain/transfer/changes';
import type { ExistingThread } from '#app/domain/transfer/existing.server';
import type { ThreadRecord } from '#app/domain/transfer/format';
import {
  addPost,
  addSame,
  emptyRows,
  type Making,
  removal,
  threadChanged,
  votersOf,
} from '#app/domain/transfer/new-threads';
import type { Tx } from '#app/domain/tx';

/** Writes what changed in a thread the forum has: texts as new revisions, new posts at its end. Deletes nothing. */
export async function updateThread(
  tx: Tx,
  dialect: Dialect,
  record: ThreadRecord,
  existing: ExistingThread,
  changes: Changes,
  making: Making,
): Promise<void> {
  const threadId = existing.id;
  if (Object.keys(changes.thread).length > 0) {
    await tx.thread.update({ where: { id: threadId }, data: changes.thread });
  }
  for (const change of changes.texts) {
    await updateText(tx, change, existing, record, making);
  }
  if (changes.tags) {
    await tx.threadTag.deleteMany({ where: { threadId } });
    await insertRows(
      tx,
      dialect,
      'ThreadTag',
      changes.tags.map((tag) => ({ threadId, tagId: making.tagId(tag) })),
    );
  }
  const ids = await addPosts(tx, dialect, record, existing, changes, making);
  await addSameMarks(tx, dialect, threadId, changes, making);
  await setRecipients(tx, threadId, changes, making);
  if (changes.accepted !== null) {
    await tx.thread.update({ where: { id: threadId }, data: { acceptedPostId: ids[changes.accepted] ?? null } });
  }
  await raiseLabels(tx, threadId, record);
  await refreshThread(tx, threadId);
  await insertRows(tx, dialect, 'Outbox', [threadChanged(threadId, making.at, true)]);
}

async function updateText(
  tx: Tx,
  change: TextChange,
  existing: ExistingThread,
  record: ThreadRecord,
  making: Making,
): Promise<void> {
  const { post, label, deleted } = change;
  const isOpening = post.kind === 'opening';
  const voters = votersOf(change.votes, making);
  const gone = deleted === undefined ? {} : removal(deleted, making);
  const text =
    change.body === null && change.title === null
      ? {}
      : await addRevision(tx, change, isOpening ? record.title : null, making);
  await tx.vote.createMany({
    data: [...voters].map(([memberId, createdAt]) => ({ memberId, postId: post.id, createdAt })),
  });
  const score = post.votes.length + voters.size;
  if (label && strictness(label) < strictness(post.label)) {
    const former = closeUnder(post.label);
    await tx.postRevision.updateMany({ ...former, where: { ...former.where, postId: post.id } });
  }
  await tx.post.update({ where: { id: post.id }, data: { ...text, ...gone, ...(label && { label }), score } });
  if (isOpening && deleted !== undefined) {
    await tx.thread.update({ where: { id: existing.id }, data: gone });
  }
}

async function addRevision(tx: Tx, { post, body, author, editedAt }: TextChange, title: string | null, making: Making) {
  const number = post.revision + 1;
  const changedAt = editedAt ?? making.at;
  const text = body ?? post.body;
  await tx.postRevision.create({
    data: {
      postId: post.id,
      number,
      title,
      body: text,
      editorId: making.writer(author).memberId,
      reason: 'import',
      createdAt: changedAt,
    },
  });
  return { body: text, html: '', rendererVersion: 0, revision: number, editedAt: changedAt };
}

/** Writes posts the forum does not have. Returns the ids of all the record's posts, in its order. */
async function addPosts(
  tx: Tx,
  dialect: Dialect,
  record: ThreadRecord,
  existing: ExistingThread,
  changes: Changes,
  making: Making,
): Promise<number[]> {
  const fresh = await reserveIds(tx, dialect, 'Post', changes.added.length);
  const ids = record.posts.map(
    (post) => existing.posts.get(post.externalId)?.id ?? fresh[changes.added.indexOf(record.posts.indexOf(post))] ?? 0,
  );
  const rows = emptyRows();
  for (const index of changes.added) {
    const post = record.posts[index];
    if (post) {
      const parent = post.parentIndex === null ? existing.opening.id : (ids[post.parentIndex] ?? existing.opening.id);
      const place = { id: ids[index] ?? 0, threadId: existing.id, threadExternalId: record.externalId, title: null };
      addPost(rows, post, { ...place, parentId: post.kind === 'comment' ? parent : null }, making);
    }
  }
  await insertRows(tx, dialect, 'Post', rows.posts);
  await insertRows(tx, dialect, 'PostRevision', rows.revisions);
  await insertRows(tx, dialect, 'Vote', rows.votes, 'skip');
  return ids;
}

async function addSameMarks(
  tx: Tx,
  dialect: Dialect,
  threadId: number,
  changes: Changes,
  making: Making,
): Promise<void> {
  if (changes.same.length === 0) {
    return;
  }
  const rows = emptyRows();
  addSame(rows, threadId, changes.same, making);
  await insertRows(tx, dialect, 'SameQuestion', rows.same, 'skip');
  const all = await tx.sameQuestion.findMany({ where: { threadId }, select: { authorityId: true, memberId: true } });
  const sameCount = new Set(all.map((mark) => mark.authorityId ?? mark.memberId)).size;
  await tx.thread.update({ where: { id: threadId }, data: { sameCount } });
}

/** The list becomes what the line says: whoever is on it and not in the line sees the thread no more. */
async function setRecipients(tx: Tx, threadId: number, { recipients }: Changes, making: Making): Promise<void> {
  if (recipients === null) {
    return;
  }
  await tx.threadRecipient.deleteMany({ where: { threadId, memberId: { notIn: [...recipients.keys()] } } });
  const left = await tx.threadRecipient.findMany({ where: { threadId }, select: { memberId: true } });
  const there = new Set(left.map(({ memberId }) => memberId));
  const added = [...recipients].filter(([memberId]) => !there.has(memberId));
  await tx.threadRecipient.createMany({
    data: added.map(([memberId, at]) => ({ threadId, memberId, addedById: null, createdAt: at ?? making.at })),
  });
}

/** A stricter thread takes along the posts that the file does not know: none may be less strict than its thread. */
async function raiseLabels(tx: Tx, threadId: number, record: ThreadRecord): Promise<void> {
  await tx.post.updateMany({
    where: { threadId, label: { notIn: labelsFrom(record.label) } },
    data: { label: record.label },
  });
}
