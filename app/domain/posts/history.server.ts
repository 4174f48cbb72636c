import { diffArrays } from 'diff';
import { unsafeFilesOfPost } from '#app/domain/attachments/queries.server';
import { type Label, strictest } from '#app/domain/labels';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { canModerate } from '#app/domain/moderation/policy';
import { openTexts } from '#app/domain/posts/former-texts';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { recordTextReader } from '#app/domain/threads/readers.server';
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
  /** Set where a moderator took the text out: when (ISO 8601) and why. There are no words then. */
  removed: { at: string; reason: string } | null;
  titleDiff: DiffPart[] | null;
  bodyDiff: DiffPart[];
}

export interface PostHistory {
  postId: number;
  threadId: number;
  /** The strictest of the post and of the texts shown. */
  label: Label;
  kind: 'opening' | 'answer' | 'comment';
  revisions: RevisionView[];
  /** Whether the viewer may take a former text out, or ask for that. */
  can: { remove: boolean; ask: boolean };
}

/** Revisions shown at most: the newest. */
const MAX_REVISIONS = 50;
/** Word by word is quadratic in the worst case: beyond this many changes the whole text is shown as replaced. */
const MAX_EDIT_LENGTH = 4_000;

/**
 * Every text a post had, newest first, each against the one before. Whoever sees the post sees its history, but for
 * texts from under a stricter label: those are the author's alone.
 */
export async function getPostHistory(viewer: Viewer, postId: number): Promise<PostHistory> {
  const post = await loadAndRecord(viewer, postId);
  const found = await getDb().postRevision.findMany({
    where: { postId },
    orderBy: { number: 'desc' },
    take: MAX_REVISIONS + 1,
    include: { editor: { select: PERSON_SELECT } },
  });
  const rows = isAuthor(viewer, post) ? found : openTexts(found, post.label);
  const shown = rows.slice(0, MAX_REVISIONS);
  const label = strictest(post.label, ...shown.slice(1).map(({ floor }) => floor));
  const revisions = shown.map((row, index) => {
    // Compared with the last text that is still there.
    const before = rows.slice(index + 1).find((earlier) => earlier.removedAt === null);
    return {
      number: row.number,
      editor: toPersonRef(row.editor),
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      removed: row.removedAt && { at: row.removedAt.toISOString(), reason: row.removedReason ?? '' },
      titleDiff: row.title === null || row.title === before?.title ? null : diffWords(before?.title ?? '', row.title),
      bodyDiff: row.removedAt ? [] : diffWords(before?.body ?? '', row.body),
    };
  });
  const own = isAuthor(viewer, post);
  const can = { remove: !own && canModerate(viewer), ask: own && post.deletedAt === null };
  return { postId, threadId: post.thread.id, label, kind: post.kind, revisions, can };
}

/** A post that the viewer sees; that they read it is written down first, where its label asks for that. */
async function loadAndRecord(viewer: Viewer, postId: number) {
  const post = await loadPost(getDb(), viewer, postId);
  await recordTextReader(viewer, [{ threadId: post.thread.id, labels: [post.label, post.thread.label] }]);
  return post;
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
  const post = await loadAndRecord(viewer, postId);
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
    files: await unsafeFilesOfPost(postId),
    authorHandle: author && !author.erasedAt ? author.handle : '',
    policy: { post: post.policy, thread: post.thread.policy },
  };
}
