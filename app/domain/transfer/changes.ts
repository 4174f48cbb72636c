import type { ExistingPost, ExistingThread } from '#app/domain/transfer/existing.server';
import type { MarkRecord, PersonRecord, PostRecord, RemovalRecord, ThreadRecord } from '#app/domain/transfer/format';
import { recipientsOf } from '#app/domain/transfer/new-threads';

/** What a record says otherwise than the forum. What the record does not mention stays as it is. */
export interface Changes {
  thread: Partial<Pick<ExistingThread, 'topicId' | 'kind' | 'title' | 'label' | 'lockedAt'>>;
  tags: string[] | null;
  texts: TextChange[];
  /** Indexes in `posts` of texts the forum does not have. */
  added: number[];
  /** Index in `posts` of the answer to accept. */
  accepted: number | null;
  same: MarkRecord[];
  /** The whole list as it is to be, by member; null: as it is. */
  recipients: Map<string, Date | null> | null;
}

export interface TextChange {
  post: ExistingPost;
  body: string | null;
  /** The new title of an opening whose title changed. */
  title: string | null;
  label: ExistingPost['label'] | null;
  deleted: RemovalRecord | null | undefined;
  editedAt: Date | null | undefined;
  author: PersonRecord;
  votes: MarkRecord[];
}

type MemberIdOf = (person: PersonRecord) => string;

/** Compares a record with the thread the forum has. Null when it says nothing new. */
export function findChanges(
  record: ThreadRecord,
  existing: ExistingThread,
  topicId: number,
  memberIdOf: MemberIdOf,
): Changes | null {
  const tags = existing.tags.map((row) => row.tag.slug).sort();
  const title = record.title === existing.title ? null : record.title;
  const opening = textChange(record, record.label, existing.opening, title, memberIdOf);
  const posts = record.posts.map((post) => existing.posts.get(post.externalId));
  const texts = record.posts.map((post, index) => {
    const known = posts[index];
    return known ? textChange(post, post.label, known, null, memberIdOf) : null;
  });
  const sameNow = new Set(existing.same.map((mark) => mark.memberId));
  const acceptedIndex = record.posts.findIndex((post) => post.accepted);
  const isAccepted = acceptedIndex >= 0 && posts[acceptedIndex]?.id === existing.acceptedPostId;
  const changes: Changes = {
    thread: {
      ...(topicId !== existing.topicId && { topicId }),
      ...(record.kind !== existing.kind && { kind: record.kind }),
      ...(title !== null && { title }),
      ...(record.label !== existing.label && { label: record.label }),
      ...(changedInstant(record.lockedAt, existing.lockedAt) && { lockedAt: record.lockedAt ?? null }),
    },
    tags: tags.join(',') === record.tags.join(',') ? null : record.tags,
    texts: [opening, ...texts].filter((change) => change !== null),
    added: posts.flatMap((post, index) => (post ? [] : [index])),
    accepted: acceptedIndex < 0 || isAccepted ? null : acceptedIndex,
    same: (record.same ?? []).filter((mark) => !sameNow.has(memberIdOf(mark.by))),
    recipients: changedRecipients(record, existing, memberIdOf),
  };
  return isNothing(changes) ? null : changes;
}

function changedRecipients(
  { recipients }: ThreadRecord,
  existing: ExistingThread,
  memberIdOf: MemberIdOf,
): Changes['recipients'] {
  if (recipients === undefined) {
    return null;
  }
  const writer = (person: PersonRecord) => ({ memberId: memberIdOf(person), authorityId: null });
  const wanted = recipientsOf(recipients, existing.authorId, { writer });
  const now = existing.recipients.filter(({ memberId }) => memberId !== existing.authorId);
  return now.length === wanted.size && now.every(({ memberId }) => wanted.has(memberId)) ? null : wanted;
}

function textChange(
  text: ThreadRecord | PostRecord,
  label: ExistingPost['label'],
  post: ExistingPost,
  title: string | null,
  memberIdOf: MemberIdOf,
): TextChange | null {
  const voters = new Set(post.votes.map((vote) => vote.memberId));
  const votes = (text.votes ?? []).filter((vote) => !voters.has(memberIdOf(vote.by)));
  const body = text.body === post.body ? null : text.body;
  const isRemoval = changedInstant(text.deleted === undefined ? undefined : (text.deleted?.at ?? null), post.deletedAt);
  if (body === null && title === null && label === post.label && !isRemoval && votes.length === 0) {
    return null;
  }
  return {
    post,
    body,
    title,
    label: label === post.label ? null : label,
    deleted: isRemoval ? (text.deleted ?? null) : undefined,
    editedAt: text.editedAt,
    author: text.author,
    votes,
  };
}

function changedInstant(wanted: Date | null | undefined, now: Date | null): boolean {
  return wanted !== undefined && wanted?.getTime() !== now?.getTime();
}

function isNothing({ thread, tags, texts, added, accepted, same, recipients }: Changes): boolean {
  return (
    Object.keys(thread).length === 0 &&
    tags === null &&
    accepted === null &&
    recipients === null &&
    texts.length + added.length + same.length === 0
  );
}
