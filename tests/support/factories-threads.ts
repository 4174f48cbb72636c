import type { Label } from '#app/domain/labels';
import { postAnswer, postComment } from '#app/domain/posts/commands.server';
import { openThread } from '#app/domain/threads/commands.server';
import type { ThreadInput } from '#app/domain/threads/input';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** A topic, made once a database. */
export async function makeTopic(slug = 'cloud') {
  const data = {
    slug,
    nameHe: `נושא ${slug}`,
    nameEn: `Topic ${slug}`,
    descriptionHe: 'תיאור',
    descriptionEn: 'Description',
    guideHe: 'מה לספר',
    guideEn: 'What to tell',
    hue: 'cloud',
  };
  return getDb().topic.upsert({ where: { slug }, create: data, update: {} });
}

/** Opens a thread in topic `cloud` through the command; `values` replaces anything. Returns its id. */
export async function ask(viewer: Viewer, values: Partial<ThreadInput> = {}): Promise<number> {
  const topic = await makeTopic(values.topic ?? 'cloud');
  return openThread(viewer, {
    label: 'GREEN',
    kind: 'question',
    title: 'מי חותם ברשות על ההצטרפות?',
    body: 'שאלה עם **פרטים**.',
    tags: [],
    recipients: [],
    ...values,
    topic: topic.slug,
  });
}

export function answer(viewer: Viewer, threadId: number, body = 'תשובה.', label: Label = 'CLEAR'): Promise<number> {
  return postAnswer(viewer, threadId, { body, label });
}

export async function comment(viewer: Viewer, postId: number, body = 'הערה.'): Promise<number> {
  return (await postComment(viewer, { postId, body })).postId;
}

/** The id of a thread's opening. */
export async function openingOf(threadId: number): Promise<number> {
  const { id } = await getDb().post.findFirstOrThrow({ where: { threadId, kind: 'opening' }, select: { id: true } });
  return id;
}
