import { labelText } from '#app/domain/labels';
import type { ExportBatch, ExportPost, ExportThread } from '#app/domain/transfer/export-rows.server';
import { memberExternalId, postExternalId, threadExternalId } from '#app/domain/transfer/external-ids';
import { type AuthorityRecord, hasRecipients, type TopicRecord } from '#app/domain/transfer/format';

/** Topics and authorities by id, and which of them earlier lines have introduced. */
export interface Known {
  topics: Map<number, TopicRecord>;
  authorities: Map<number, AuthorityRecord>;
  introduced: Set<string>;
}

/**
 * One thread as a line. The keys stand in a fixed order: first those every import knows, then what a lossless round
 * trip needs and only where there is something to say.
 */
export function exportLine(thread: ExportThread, batch: ExportBatch, known: Known): string {
  const opening = thread.posts.find((post) => post.kind === 'opening');
  if (!opening) {
    throw new Error(`Thread ${thread.id} has no opening post.`);
  }
  const line = new Line(thread, batch, known);
  return JSON.stringify({
    externalId: threadExternalId(thread),
    topic: known.topics.get(thread.topicId)?.slug,
    kind: thread.kind,
    title: thread.title,
    body: opening.body,
    label: labelText(thread.label),
    tags: thread.tags.map((row) => row.tag.slug).sort(),
    createdAt: opening.createdAt,
    author: line.person(opening.authorId, opening.authorityId),
    posts: thread.posts.filter((post) => post !== opening).map((post) => line.post(post, opening)),
    ...line.extras(opening),
    ...(thread.lockedAt && { lockedAt: thread.lockedAt }),
    ...(thread.same.length > 0 && { same: line.marks(thread.same) }),
    ...line.recipients(),
    ...line.introduces(),
  });
}

interface Mark {
  memberId: string;
  authorityId?: number | null;
  createdAt: Date;
}

class Line {
  readonly #thread: ExportThread;
  readonly #batch: ExportBatch;
  readonly #known: Known;
  readonly #authorityIds = new Set<number>();

  constructor(thread: ExportThread, batch: ExportBatch, known: Known) {
    this.#thread = thread;
    this.#batch = batch;
    this.#known = known;
  }

  /** In whose name is told only where the forum keeps it: a vote is a member's own. */
  person(memberId: string, authorityId?: number | null) {
    const member = this.#batch.members.get(memberId);
    if (!member) {
      throw new Error(`Member ${memberId} is gone.`);
    }
    if (authorityId) {
      this.#authorityIds.add(authorityId);
    }
    return {
      externalId: memberExternalId(member),
      name: member.name,
      email: member.email,
      ...(authorityId !== undefined && { authority: this.#authority(authorityId) }),
      handle: member.handle,
      ...(member.nameEn && { nameEn: member.nameEn }),
    };
  }

  #authority(id: number | null): string | null {
    return (id !== null && this.#known.authorities.get(id)?.slug) || null;
  }

  post(post: ExportPost, opening: ExportPost) {
    const parent = this.#thread.posts.find((candidate) => candidate.id === post.parentId);
    return {
      externalId: postExternalId(post),
      kind: post.kind,
      body: post.body,
      createdAt: post.createdAt,
      author: this.person(post.authorId, post.authorityId),
      accepted: post.id === this.#thread.acceptedPostId,
      label: labelText(post.label),
      ...(post.kind === 'comment' && { parent: parent && parent !== opening ? postExternalId(parent) : null }),
      ...this.extras(post),
    };
  }

  extras(post: ExportPost) {
    const { editedAt, deletedAt, deletedById, deletedReason } = post;
    const revisions = this.#batch.revisions.get(post.id);
    return {
      ...(editedAt && { editedAt }),
      ...(deletedAt && {
        deleted: {
          at: deletedAt,
          ...(deletedById && { by: this.person(deletedById) }),
          ...(deletedReason !== null && { reason: deletedReason }),
        },
      }),
      ...(post.attachments.length > 0 && {
        attachments: post.attachments.map(({ fileName: name, ...file }) => ({ name, ...file })),
      }),
      ...(post.votes.length > 0 && { votes: this.marks(post.votes) }),
      ...(revisions &&
        revisions.length > 0 && {
          revisions: revisions.map(({ title, body, editorId, reason, createdAt }) => ({
            ...(title !== null && { title }),
            body,
            by: this.person(editorId),
            reason,
            at: createdAt,
          })),
        }),
    };
  }

  /** In the order they were made; those of one instant by the member's travelling id, which no import changes. */
  marks(marks: Mark[]) {
    return marks
      .map((mark) => ({ by: this.person(mark.memberId, mark.authorityId), at: mark.createdAt }))
      .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.by.externalId < b.by.externalId ? -1 : 1));
  }

  /** Whom the thread is for by name, where that makes a difference: with those words an import keeps it theirs. */
  recipients() {
    const { authorId, recipients } = this.#thread;
    const others = recipients.filter(({ memberId }) => memberId !== authorId);
    return others.length > 0 && hasRecipients(this.#thread)
      ? { recipients: this.marks(others).map(({ by, at }) => ({ ...by, at })) }
      : {};
  }

  introduces() {
    const topic = this.#known.topics.get(this.#thread.topicId);
    const topics =
      topic && this.#isNew(`topic ${topic.slug}`) ? [{ ...topic, defaultLabel: labelText(topic.defaultLabel) }] : [];
    const authorities = [...this.#authorityIds]
      .flatMap((id) => this.#known.authorities.get(id) ?? [])
      .sort((a, b) => (a.slug < b.slug ? -1 : 1))
      .filter((authority) => this.#isNew(`authority ${authority.slug}`));
    return topics.length + authorities.length === 0 ? {} : { introduces: { topics, authorities } };
  }

  #isNew(name: string): boolean {
    const isNew = !this.#known.introduced.has(name);
    this.#known.introduced.add(name);
    return isNew;
  }
}
