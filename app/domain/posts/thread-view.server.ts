import { toFileView } from '#app/domain/attachments/model';
import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { notFound, orNotFound } from '#app/domain/errors';
import { labelsFrom } from '#app/domain/labels';
import { REMOVED_PERSON } from '#app/domain/members/person';
import { canFlag, canModerate } from '#app/domain/moderation/policy';
import { outsiderRights } from '#app/domain/outsider-comments/policy';
import {
  type PostRecord,
  type ThreadContent,
  type ThreadHead,
  unsafeFindThreadHead,
  unsafeThreadContent,
} from '#app/domain/posts/content.server';
import { ANSWERS_PAGE_SIZE, type AnswerOrder, type PostView, type ThreadView } from '#app/domain/posts/model';
import { canAccept, canDelete, canEdit, canMarkSame, canReply, canRestore, canVote } from '#app/domain/posts/policy';
import { brokenGlassUntil } from '#app/domain/threads/break-glass.server';
import { threadState } from '#app/domain/threads/model';
import { recipientsOf } from '#app/domain/threads/recipients.server';
import { ringSeats } from '#app/domain/threads/seats';
import { threadsByLabel, toPostSubject, toThreadSubject } from '#app/domain/threads/visible.server';
import { topicsById } from '#app/domain/topics/queries.server';
import { GUEST, isMember, type Viewer } from '#app/domain/viewer';
import { canSee, seesDeleted } from '#app/domain/visibility';
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
  const { head, glassUntil } = await findOpenThread(viewer, id);
  const [content, topics, authorities, marks] = await Promise.all([
    unsafeThreadContent(id, head),
    topicsById(),
    authoritiesById(),
    findOwnMarks(viewer, id),
  ]);
  const { thread, posts } = orNotFound(content);
  // Through broken glass everything is read and nothing done.
  const visible =
    glassUntil === null ? await visibleAmong(viewer, thread, posts) : posts.filter((post) => !post.deletedAt);
  const topic = orNotFound(topics.get(thread.topicId));
  const shown = new ViewBuilder(glassUntil === null ? viewer : GUEST, orNotFound(content), authorities, marks);
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
    seats: ringSeats(authorities, thread.authorityId, authoritiesOf(answering), authoritiesOf(content?.same ?? [])),
    same: sameCounts(viewer, content?.same ?? []),
    bookmarked: marks.bookmarked,
    following: marks.following,
    locked: thread.lockedAt !== null,
    pinned: thread.pinnedAt !== null,
    outsiders: outsiderRights(viewer, thread),
    acts: thread.acts.map(({ createdAt, ...act }) => ({ ...act, at: createdAt.toISOString() })),
    deleted: thread.deletedAt ? { reason: thread.deletedReason ?? '' } : null,
    lastPostId: Math.max(...visible.map((post) => post.id)),
    firstUnreadPostId:
      unreadAfter === null ? null : (visible.find((post) => post.id > unreadAfter && !post.deletedAt)?.id ?? null),
    replyLabels: labelsFrom(thread.label),
    labels: [thread.label, ...visible.map((post) => post.label)],
    glassUntil: glassUntil?.toISOString() ?? null,
    can: {
      answer: glassUntil === null && canReply(viewer, policyThread),
      same: glassUntil === null && canMarkSame(viewer, policyThread),
      bookmark: isMember(viewer),
      follow: isMember(viewer),
      moderate: glassUntil === null && thread.deletedAt === null && canModerate(viewer),
    },
  };
}

/**
 * The head of a thread that the viewer sees, or reads through broken glass. Throws not_found; a thread that is hidden from
 * them takes as many statements as one that is not there.
 */
async function findOpenThread(viewer: Viewer, id: number): Promise<{ head: ThreadHead; glassUntil: Date | null }> {
  const head = await unsafeFindThreadHead(id);
  if (head && canSee(viewer, toThreadSubject(head))) {
    return { head, glassUntil: null };
  }
  const mayByLabel = await getDb().thread.count({ where: { AND: [{ id }, threadsByLabel(viewer)] } });
  if (head && mayByLabel > 0 && (head.deletedAt === null || seesDeleted(viewer, head.authorId))) {
    return { head, glassUntil: null };
  }
  const glassUntil = await brokenGlassUntil(viewer, id);
  if (!head || glassUntil === null || head.deletedAt !== null) {
    throw notFound();
  }
  return { head, glassUntil };
}

async function visibleAmong(
  viewer: Viewer,
  thread: ThreadContent['thread'],
  posts: PostRecord[],
): Promise<PostRecord[]> {
  const labels = posts.map(({ label }) => label);
  const subject = toThreadSubject(thread, await recipientsOf(getDb(), thread.id, labels));
  const byId = new Map(posts.map((post) => [post.id, post]));
  return posts.filter((post) => {
    const parent = post.parentId === null ? null : (byId.get(post.parentId) ?? null);
    return canSee(viewer, toPostSubject(post, subject, parent));
  });
}

async function findOwnMarks(viewer: Viewer, threadId: number): Promise<OwnMarks> {
  if (!isMember(viewer)) {
    return { votes: new Set(), bookmarked: false, following: false, lastReadPostId: null };
  }
  const { memberId } = viewer;
  // One query in the place of four: every page of a signed-in member asks.
  const rows = await getDb().$queryRaw<{ mark: string; value: number }[]>`
    SELECT 'vote' AS "mark", "postId" AS "value" FROM "Vote"
      WHERE "memberId" = ${memberId} AND "postId" IN (SELECT "id" FROM "Post" WHERE "threadId" = ${threadId})
    UNION ALL SELECT 'bookmark', "threadId" FROM "Bookmark" WHERE "memberId" = ${memberId} AND "threadId" = ${threadId}
    UNION ALL SELECT 'follow', "threadId" FROM "ThreadFollow" WHERE "memberId" = ${memberId} AND "threadId" = ${threadId}
    UNION ALL SELECT 'read', "lastPostId" FROM "ReadMarker" WHERE "memberId" = ${memberId} AND "threadId" = ${threadId}`;
  const valuesOf = (mark: string) => rows.filter((row) => row.mark === mark).map((row) => Number(row.value));
  return {
    votes: new Set(valuesOf('vote')),
    bookmarked: valuesOf('bookmark').length > 0,
    following: valuesOf('follow').length > 0,
    lastReadPostId: valuesOf('read')[0] ?? null,
  };
}

function authoritiesOf(rows: { authorityId: number | null }[]): (number | null)[] {
  return rows.map((row) => row.authorityId);
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
      files: this.#filesOf(post),
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

  /** None where the file's own address has none: under what is deleted, also for those who may restore it. */
  #filesOf(post: PostRecord): PostView['files'] {
    const parent = post.parentId === null ? null : this.#content.posts.find(({ id }) => id === post.parentId);
    const deleted = this.policyThread.deleted || post.deletedAt !== null || (parent?.deletedAt ?? null) !== null;
    return deleted ? [] : post.attachments.map(toFileView);
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
      flag: canFlag(viewer, thread, subject),
      comment: post.kind !== 'comment' && !subject.deleted && canReply(viewer, thread),
    };
  }
}
