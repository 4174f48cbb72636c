import { LABELS, type Label } from '#app/domain/labels';
import { editPost } from '#app/domain/posts/commands.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { answer, ask, comment } from '#tests/support/factories-threads';

/** Where the canaries of one label sit. */
export interface Planted {
  label: Label;
  threadId: number;
  openingId: number;
  answerId: number;
  deletedId: number;
  /** Place → a word that stands there and nowhere else. */
  canaries: Record<'title' | 'body' | 'tag' | 'answer' | 'comment' | 'revision' | 'deleted', string>;
}

const PLACES = ['title', 'body', 'tag', 'answer', 'comment', 'revision', 'deleted'] as const;

/** One thread a label, with a canary in each place that a text can be in. */
export async function plant(author: Viewer): Promise<Planted[]> {
  const planted: Planted[] = [];
  for (const label of LABELS) {
    const word = (place: string): string => `kanari${label.toLowerCase().replace('_', '')}${place}`;
    const canaries = Object.fromEntries(PLACES.map((place) => [place, word(place)])) as Planted['canaries'];
    const threadId = await ask(author, {
      label,
      title: `Title with ${canaries.title}`,
      body: `Body with ${canaries.body}`,
      tags: [canaries.tag],
    });
    const answerId = await answer(author, threadId, `Old ${canaries.revision}`);
    await editPost(author, answerId, { body: `Answer with ${canaries.answer}`, reason: '', revision: 1 });
    await comment(author, answerId, `Comment with ${canaries.comment}`);
    const deletedId = await answer(author, threadId, `Deleted ${canaries.deleted}`);
    await deletePost(author, deletedId, '');
    const opening = await getDb().post.findFirstOrThrow({ where: { threadId, kind: 'opening' }, select: { id: true } });
    planted.push({ label, threadId, openingId: opening.id, answerId, deletedId, canaries });
  }
  return planted;
}
