import { LABELS, type Label } from '#app/domain/labels';
import { editPost } from '#app/domain/posts/commands.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import { linkThread } from '#app/domain/sessions/commands.server';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { upload } from '#tests/support/factories-files';
import { plan } from '#tests/support/factories-sessions';
import { answer, ask, comment } from '#tests/support/factories-threads';

/** Where the canaries of one label sit. */
export interface Planted {
  label: Label;
  threadId: number;
  openingId: number;
  answerId: number;
  deletedId: number;
  /** A file under the answer. */
  fileId: number;
  /** Place → a word that stands there and nowhere else. */
  canaries: Record<'title' | 'body' | 'tag' | 'answer' | 'comment' | 'revision' | 'deleted' | 'file' | 'bytes', string>;
}

/** A session that everybody sees, linked to every thread planted. */
export const LINKED_SESSION_ID = 1;

const PLACES = ['title', 'body', 'tag', 'answer', 'comment', 'revision', 'deleted', 'file', 'bytes'] as const;

/** One thread a label, for one member by name, with a canary in each place that a text can be in. */
export async function plant(author: Viewer, recipientId: string): Promise<Planted[]> {
  const planted: Planted[] = [];
  const { handle } = await getDb().member.findUniqueOrThrow({ where: { id: recipientId }, select: { handle: true } });
  for (const label of LABELS) {
    const word = (place: string): string => `kanari${label.toLowerCase().replace('_', '')}${place}`;
    const canaries = Object.fromEntries(PLACES.map((place) => [place, word(place)])) as Planted['canaries'];
    const threadId = await ask(author, {
      label,
      title: `Title with ${canaries.title}`,
      body: `Body with ${canaries.body}`,
      tags: [canaries.tag],
      recipients: [handle],
    });
    const answerId = await answer(author, threadId, `Old ${canaries.revision}`);
    const fileName = `${canaries.file}.txt`;
    const fileId = await upload(author, `edit:${answerId}`, fileName, Buffer.from(`Bytes with ${canaries.bytes}`));
    const edit = { body: `Answer with ${canaries.answer}`, reason: '', revision: 1, upload: [fileId] };
    await editPost(author, answerId, edit);
    await comment(author, answerId, `Comment with ${canaries.comment}`);
    const deletedId = await answer(author, threadId, `Deleted ${canaries.deleted}`);
    await deletePost(author, deletedId, '');
    const opening = await getDb().post.findFirstOrThrow({ where: { threadId, kind: 'opening' }, select: { id: true } });
    planted.push({ label, threadId, openingId: opening.id, answerId, deletedId, fileId, canaries });
  }
  return planted;
}

/** Makes that session. For a database that has none yet. */
export async function plantLinkedSession(author: MemberViewer, planted: Planted[]): Promise<void> {
  const id = await plan({ ...author, role: 'host' }, { label: 'CLEAR', title: 'A session that everybody sees' });
  for (const { threadId } of planted) {
    await linkThread(author, id, threadId);
  }
}
