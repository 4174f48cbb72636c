import { diffArrays } from 'diff';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { loadPost } from '#app/domain/posts/load.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** A run of text that stayed, came or went. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface RevisionView {
  number: number;
  editor: PersonRef;
  reason: string;
  createdAt: string;
  titleDiff: DiffPart[] | null;
  bodyDiff: DiffPart[];
}

export interface PostHistory {
  postId: number;
  threadId: number;
  label: 'CLEAR' | 'GREEN' | 'AMBER' | 'AMBER_STRICT' | 'RED';
  kind: 'opening' | 'answer' | 'comment';
  revisions: RevisionView[];
}

/** Revisions shown at most: the newest. */
const MAX_REVISIONS = 50;
/** Word by word is quadratic in the worst case: beyond this many changes the whole text is shown as replaced. */
const MAX_EDIT_LENGTH = 4_000;

/** Every text a post had, newest first, each against the one before. Whoever sees the post sees its history. */
export async function getPostHistory(viewer: Viewer, postId: number): Promise<PostHistory> {
  const post = await loadPost(getDb(), viewer, postId);
  const rows = await getDb().postRevision.findMany({
    where: { postId },
    orderBy: { number: 'desc' },
    take: MAX_REVISIONS + 1,
    include: { editor: { select: PERSON_SELECT } },
  });
  const revisions = rows.slice(0, MAX_REVISIONS).map((row, index) => {
    const before = rows[index + 1];
    return {
      number: row.number,
      editor: toPersonRef(row.editor),
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      titleDiff: row.title === null || row.title === before?.title ? null : diffWords(before?.title ?? '', row.title),
      bodyDiff: diffWords(before?.body ?? '', row.body),
    };
  });
  return { postId, threadId: post.thread.id, label: post.label, kind: post.kind, revisions };
}

/** What changed from one text to the other, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MAX_EDIT_LENGTH });
  if (!changes) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map((change) => ({
    kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value.join(''),
  }));
}

/** Words, white space and single signs, which joined again give the text. The library's own words are Latin only. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];
}

/** The source of a post, for editing and quoting. */
export async function getPostSource(viewer: Viewer, postId: number) {
  const post = await loadPost(getDb(), viewer, postId);
  const author = await getDb().member.findUnique({ where: { id: post.authorId }, select: PERSON_SELECT });
  const thread = await getDb().thread.findUniqueOrThrow({
    where: { id: post.thread.id },
    select: { title: true, tags: { select: { tag: { select: { slug: true } } } } },
  });
  return {
    id: post.id,
    kind: post.kind,
    label: post.label,
    body: post.body,
    revision: post.revision,
    threadId: post.thread.id,
    title: thread.title,
    tags: thread.tags.map((row) => row.tag.slug),
    authorHandle: author && !author.erasedAt ? author.handle : '',
    policy: { post: post.policy, thread: post.thread.policy },
  };
}
