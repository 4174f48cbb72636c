import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { notFound, orNotFound } from '#app/domain/errors';
import { labelsFrom } from '#app/domain/labels';
import { REMOVED_PERSON } from '#app/domain/members/person';
import {
  type PostRecord,
  type ThreadContent,
  unsafeFindThreadHead,
  unsafeThreadContent,
} from '#app/domain/posts/content.server';
import { ANSWERS_PAGE_SIZE, type AnswerOrder, type PostView, type ThreadView } from '#app/domain/posts/model';
import { canAccept, canDelete, canEdit, canMarkSame, canReply, canRestore, canVote } from '#app/domain/posts/policy';
import { threadState } from '#app/domain/threads/model';
import { ringSeats } from '#app/domain/threads/seats.server';
import { toSubject } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import { getDb } from '#app/instances.server';

/** What a viewer has done with a thread. */
interface OwnMarks {
  votes: Set<number>;
  bookmarked: boolean;
  following: boolean;
  lastReadPostId: number | null;
}

/** The thread page for this viewer. Throws not_found where it is absent or invisible, whichever it is. */
export async function getThread(
  viewer: Viewer,
  id: number,
  options: { order?: AnswerOrder; page?: number } = {},
): Promise<ThreadView> {
  const head = orNotFound(await unsafeFindThreadHead(id));
  if (!canSee(viewer, toSubject(head))) {
    throw notFound();
  }
  const [content, topics, authorities, marks] = await Promise.all([
    unsafeThreadContent(id, head),
    topicsById(),
    authoritiesById(),
    findOwnMarks(viewer, id),
  ]);
  const { thread, posts } = orNotFound(content);
  const topic = orNotFound(topics.get(thread.topicId));
  const visible = posts.filter((post) => canSee(viewer, toSubject(post)));
  const shown = new ViewBuilder(viewer, orNotFound(content), authorities, marks);
  const opening = orNotFound(visible.find((post) => post.kind === 'opening'));
  const order = options.order ?? 'votes';
  const answers = orderAnswers(visible, thread.acceptedPostId, order);
  const pageCount = Math.max(1, Math.ceil(answers.length / ANSWERS_PAGE_SIZE));
  const page = Math.min(Math.max(1, options.page ?? 1), pageCount);
  const onPage = answers.slice((page - 1) * ANSWERS_PAGE_SIZE, page * ANSWERS_PAGE_SIZE);
  const answered = visible.some((post) => post.id === thread.acceptedPostId && !post.deletedAt);
  const policyThread = shown.policyThread;
  const unreadAfter = marks.lastReadPostId;
  const answering = answers.filter((post) => !post.deletedAt);
  return {
    id: thread.id,
    title: thread.title,
    kind: thread.kind,
    state: threadState({ kind: thread.kind, answered }),
    label: thread.label,
    revision: thread.revision,
    topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
    tags: thread.tags.map((row) => row.tag.slug),
    opening: shown.post(opening, visible),
    answers: onPage.map((post) => shown.post(post, visible)),
    answerTotal: answering.length,
    order,
    page,
    pageCount,
    seats: ringSeats(authorities, thread.authorityId, answering, content?.same ?? []),
    same: sameCounts(viewer, content?.same ?? []),
    bookmarked: marks.bookmarked,
    following: marks.following,
    locked: thread.lockedAt !== null,
    deleted: thread.deletedAt ? { reason: thread.deletedReason ?? '' } : null,
    lastPostId: Math.max(...visible.map((post) => post.id)),
    firstUnreadPostId:
      unreadAfter === null ? null : (visible.find((post) => post.id > unreadAfter && !post.deletedAt)?.id ?? null),
    replyLabels: labelsFrom(thread.label),
    labels: [thread.label, ...visible.map((post) => post.label)],
    can: {
      answer: canReply(viewer, policyThread),
      same: canMarkSame(viewer, policyThread),
      bookmark: isMember(viewer),
      follow: isMember(viewer),
    },
  };
}

async function findOwnMarks(viewer: Viewer, threadId: number): Promise<OwnMarks> {
  if (!isMember(viewer)) {
    return { votes: new Set(), bookmarked: false, following: false, lastReadPostId: null };
  }
  const memberId = viewer.memberId;
  const key = { memberId_threadId: { memberId, threadId } };
  const [votes, bookmark, follow, marker] = await Promise.all([
    getDb().vote.findMany({ where: { memberId, post: { threadId } }, select: { postId: true } }),
    getDb().bookmark.findUnique({ where: key, select: { threadId: true } }),
    getDb().threadFollow.findUnique({ where: key, select: { threadId: true } }),
    getDb().readMarker.findUnique({ where: key, select: { lastPostId: true } }),
  ]);
  return {
    votes: new Set(votes.map((vote) => vote.postId)),
    bookmarked: bookmark !== null,
    following: follow !== null,
    lastReadPostId: marker?.lastPostId ?? null,
  };
}

/** The accepted answer first, then by votes or by time; deleted ones (seen by author and moderators) keep their place. */
function orderAnswers(posts: PostRecord[], acceptedPostId: number | null, order: AnswerOrder): PostRecord[] {
  const rank = (post: PostRecord): number => (post.id === acceptedPostId ? 1 : 0);
  return posts
    .filter((post) => post.kind === 'answer')
    .sort((a, b) => rank(b) - rank(a) || (order === 'votes' ? b.score - a.score : 0) || a.id - b.id);
}

function sameCounts(viewer: Viewer, same: ThreadContent['same']): ThreadView['same'] {
  const authorities = new Set(same.map((row) => row.authorityId ?? `member:${row.memberId}`));
  return {
    mine: isMember(viewer) && same.some((row) => row.memberId === viewer.memberId),
    memberCount: same.length,
    authorityCount: authorities.size,
  };
}

/** Turns post records into what this viewer is shown of them. */
class ViewBuilder {
  readonly policyThread;
  readonly #viewer: Viewer;
  readonly #content: ThreadContent;
  readonly #authorities: Map<number, AuthorityRef>;
  readonly #marks: OwnMarks;

  constructor(viewer: Viewer, content: ThreadContent, authorities: Map<number, AuthorityRef>, marks: OwnMarks) {
    this.#viewer = viewer;
    this.#content = content;
    this.#authorities = authorities;
    this.#marks = marks;
    const { kind, authorId, deletedAt, lockedAt } = content.thread;
    this.policyThread = { kind, authorId, deleted: deletedAt !== null, locked: lockedAt !== null };
  }

  post(post: PostRecord, visible: PostRecord[]): PostView {
    const { lastReadPostId, votes } = this.#marks;
    const author = this.#content.people.get(post.authorId);
    return {
      id: post.id,
      kind: post.kind,
      label: post.label,
      html: post.html,
      author: author ?? REMOVED_PERSON,
      authority: (post.authorityId !== null && this.#authorities.get(post.authorityId)) || null,
      score: post.score,
      voted: votes.has(post.id),
      accepted: post.id === this.#content.thread.acceptedPostId,
      createdAt: post.createdAt.toISOString(),
      editedAt: post.editedAt?.toISOString() ?? null,
      revision: post.revision,
      deleted: post.deletedAt ? { reason: post.deletedReason ?? '' } : null,
      unread: lastReadPostId !== null && post.id > lastReadPostId,
      can: this.#actions(post),
      comments:
        post.kind === 'comment'
          ? []
          : visible.filter((comment) => comment.parentId === post.id).map((comment) => this.post(comment, visible)),
    };
  }

  #actions(post: PostRecord): PostView['can'] {
    const viewer = this.#viewer;
    const thread = this.policyThread;
    const subject = { kind: post.kind, authorId: post.authorId, deleted: post.deletedAt !== null };
    return {
      vote: canVote(viewer, thread, subject),
      accept: canAccept(viewer, thread, subject),
      edit: canEdit(viewer, thread, subject),
      remove: canDelete(viewer, thread, subject),
      restore: canRestore(viewer, { ...subject, deletedById: post.deletedById }),
      comment: post.kind !== 'comment' && !subject.deleted && canReply(viewer, thread),
    };
  }
}
