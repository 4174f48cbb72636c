import { searchRow } from '#app/domain/search/queue.server';
import type { Row } from '#app/domain/transfer/bulk.server';
import { storedPostId } from '#app/domain/transfer/external-ids';
import type {
  MarkRecord,
  PersonRecord,
  PostRecord,
  RecipientRecord,
  RemovalRecord,
  ThreadRecord,
} from '#app/domain/transfer/format';
import type { Writer } from '#app/domain/transfer/people.server';

/** What the rows of a batch are made with. */
export interface Making {
  writer: (person: PersonRecord) => Writer;
  topicId: (slug: string) => number;
  tagId: (slug: string) => number;
  at: Date;
}

/** Rows by table. */
export interface NewRows {
  threads: Row[];
  posts: Row[];
  revisions: Row[];
  tags: Row[];
  recipients: Row[];
  votes: Row[];
  same: Row[];
  outbox: Row[];
}

export function emptyRows(): NewRows {
  return { threads: [], posts: [], revisions: [], tags: [], recipients: [], votes: [], same: [], outbox: [] };
}

/**
 * Adds the rows of one new thread. `postIds` are the ids for its opening and then its posts, in the order of the file.
 * Counts, score and last activity are what `refreshThread` would find (threads/counts.server.ts).
 */
export function addThread(
  rows: NewRows,
  thread: ThreadRecord,
  threadId: number,
  postIds: number[],
  making: Making,
): void {
  const [openingId = 0, ...answerIds] = postIds;
  const opening = { ...thread, kind: 'opening' as const, parentIndex: null };
  const own = { threadId, threadExternalId: thread.externalId };
  const openingRow = addPost(rows, opening, { ...own, id: openingId, parentId: null, title: thread.title }, making);
  const postRows = thread.posts.map((post, index) => {
    const parent = post.parentIndex === null ? openingId : (answerIds[post.parentIndex] ?? openingId);
    const place = { ...own, id: answerIds[index] ?? 0, parentId: post.kind === 'comment' ? parent : null, title: null };
    return addPost(rows, post, place, making);
  });
  const acceptedIndex = thread.posts.findIndex((post) => post.accepted);
  const alike = [openingRow, ...postRows].filter((row) => row.label === thread.label && row.deletedAt === null);
  const latest = alike.at(-1);
  const accepted = postRows[acceptedIndex];
  const { authorId, authorityId, score } = openingRow;
  rows.threads.push({
    id: threadId,
    externalId: thread.externalId,
    topicId: making.topicId(thread.topic),
    kind: thread.kind,
    title: thread.title,
    label: thread.label,
    authorId,
    authorityId,
    revision: 1,
    acceptedPostId: accepted?.id ?? null,
    answerCount: alike.filter((row) => row.kind === 'answer').length,
    score,
    sameCount: addSame(rows, threadId, thread.same ?? [], making),
    answered: accepted !== undefined && alike.includes(accepted),
    lastActivityAt: latest?.createdAt ?? thread.createdAt,
    lastPosterId: latest?.authorId ?? authorId,
    createdAt: thread.createdAt,
    lockedAt: thread.lockedAt ?? null,
    ...removal(thread.deleted, making),
  });
  rows.tags.push(...thread.tags.map((tag) => ({ threadId, tagId: making.tagId(tag) })));
  rows.recipients.push(
    ...[...recipientsOf(thread.recipients ?? [], authorId, making)].map(([memberId, at]) => ({
      ...{ threadId, memberId, addedById: null },
      createdAt: at ?? thread.createdAt,
    })),
  );
  rows.outbox.push(threadChanged(threadId, making.at));
}

/** Members whom a thread is for by name, without its author, and since when where the line says it. */
export function recipientsOf(
  recipients: RecipientRecord[],
  authorId: string,
  making: Pick<Making, 'writer'>,
): Map<string, Date | null> {
  const members = recipients.map(({ person, at }) => [making.writer(person).memberId, at] as const);
  return new Map(members.filter(([memberId]) => memberId !== authorId));
}

/** Tells the search indexes that the thread changed. An update may have hidden something. */
export function threadChanged(threadId: number, at: Date, hides = false): Row {
  return { ...searchRow({ entity: 'thread', id: threadId, hides }, at), attempts: 0 };
}

type Text = Omit<PostRecord, 'kind' | 'externalId' | 'accepted'> & {
  kind: 'opening' | PostRecord['kind'];
  externalId: string;
};

/** Where a text goes. */
export interface Place {
  id: number;
  threadId: number;
  threadExternalId: string;
  parentId: number | null;
  /** The thread's title, for an opening. */
  title: string | null;
}

/** Adds the rows of one text: the post, its revisions, its votes. */
export function addPost(rows: NewRows, post: Text, place: Place, making: Making) {
  const { memberId: authorId, authorityId } = making.writer(post.author);
  const voters = votersOf(post.votes ?? [], making);
  const revisions = revisionRows(post, place, making);
  const row = {
    id: place.id,
    externalId: post.kind === 'opening' ? null : storedPostId(place.threadExternalId, post.externalId),
    threadId: place.threadId,
    kind: post.kind,
    parentId: place.parentId,
    authorId,
    authorityId,
    label: post.label,
    body: post.body,
    // Rendered when it is first shown or by the render worker, whichever comes first.
    html: '',
    rendererVersion: 0,
    revision: revisions.length,
    score: voters.size,
    createdAt: post.createdAt,
    editedAt: post.editedAt ?? null,
    ...removal(post.deleted, making),
  };
  rows.posts.push(row);
  rows.revisions.push(...revisions);
  rows.votes.push(...[...voters].map(([memberId, createdAt]) => ({ memberId, postId: place.id, createdAt })));
  return row;
}

/** Members and when: one vote each. */
export function votersOf(votes: MarkRecord[], making: Pick<Making, 'writer'>): Map<string, Date> {
  return new Map(votes.map((vote) => [making.writer(vote.by).memberId, vote.at]));
}

/** The history in the file, when there is one, ending with the text as it is now. */
function revisionRows(post: Text, place: Place, making: Making): Row[] {
  const history = post.revisions ?? [];
  const last = history.at(-1);
  const current = {
    title: place.title,
    body: post.body,
    by: post.author,
    reason: '',
    at: post.editedAt ?? post.createdAt,
  };
  const whole = last?.body === post.body && (last.title ?? null) === place.title ? history : [...history, current];
  return whole.map(({ title, body, by, reason, at }, index) => ({
    postId: place.id,
    number: index + 1,
    title: title ?? null,
    body,
    editorId: making.writer(by).memberId,
    reason,
    createdAt: at,
  }));
}

/** Adds "same question here" marks. Returns how many authorities (or members without one) made them. */
export function addSame(rows: NewRows, threadId: number, same: MarkRecord[], making: Making): number {
  const marks = new Map(
    same.map((mark) => [making.writer(mark.by).memberId, { ...making.writer(mark.by), at: mark.at }]),
  );
  rows.same.push(
    ...[...marks.values()].map(({ memberId, authorityId, at }) => ({ memberId, threadId, authorityId, createdAt: at })),
  );
  return new Set([...marks.values()].map(({ memberId, authorityId }) => authorityId ?? memberId)).size;
}

/** The columns of a deletion. */
export function removal(deleted: RemovalRecord | null | undefined, making: Pick<Making, 'writer'>) {
  return {
    deletedAt: deleted?.at ?? null,
    deletedById: deleted?.by ? making.writer(deleted.by).memberId : null,
    deletedReason: deleted?.reason ?? null,
  };
}

/** Everybody a record names, but for recipients whom the forum must know: those are looked up and never made. */
export function peopleOf(thread: ThreadRecord): PersonRecord[] {
  const texts = [thread, ...thread.posts];
  return [
    // Last named is how an unknown one is made: of authors their authority is known.
    ...(thread.recipients ?? []).filter(({ mustExist }) => !mustExist).map(({ person }) => person),
    ...texts.flatMap((text) => [
      text.author,
      ...(text.deleted?.by ? [text.deleted.by] : []),
      ...(text.votes ?? []).map((vote) => vote.by),
      ...(text.revisions ?? []).map((revision) => revision.by),
    ]),
    ...(thread.same ?? []).map((mark) => mark.by),
  ];
}
