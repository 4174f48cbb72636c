import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { type Label, strictest, strictness } from '#app/domain/labels';
import { inForce } from '#app/domain/members/columns.server';
import type { FlagInput } from '#app/domain/moderation/input';
import type { DecisionView, FlagView } from '#app/domain/moderation/model';
import { canFlag } from '#app/domain/moderation/policy';
import { notifyFlag } from '#app/domain/notifications/commands.server';
import { readersAmong } from '#app/domain/notifications/readers.server';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { postsByLabel } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { extractText } from '#app/markdown/extract';

const EXCERPT_CHARS = 400;
const LISTED_MAX = 20;

/**
 * Flags a post, once a member and post. Moderators who may see the post decide; where there is none its author is asked
 * instead (decision 013). The author is never told who. Returns the thread's id and who reads it.
 */
export async function raiseFlag(
  viewer: Viewer,
  postId: number,
  input: FlagInput,
): Promise<{ threadId: number; readBy: FlagView['readBy'] }> {
  const { memberId } = requireMember(viewer);
  const at = now();
  return getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!canFlag(viewer, post.thread.policy, post.policy)) {
      throw forbidden(isAuthor(viewer, post) ? 'flagOwn' : 'forbidden');
    }
    const key = { postId, memberId };
    if (await tx.flag.findUnique({ where: { postId_memberId: key }, select: { id: true } })) {
      throw new DomainError('conflict', 'flaggedAlready');
    }
    const readBy = await whoReads(tx, post, memberId);
    const toAuthor = readBy === 'author';
    const made = { ...key, ...input, createdAt: at, toAuthor };
    await tx.flag.upsert({ where: { postId_memberId: key }, create: made, update: {} });
    if (toAuthor) {
      const event = { threadId: post.thread.id, postId, actorId: memberId, at };
      await notifyFlag(tx, event, 'flag_author', [post.authorId]);
    }
    return { threadId: post.thread.id, readBy };
  });
}

/**
 * Moderators, where the label lets them in: then a flag waits until one may decide who is neither the author nor the one
 * who flagged. Under AMBER and RED that must be somebody there is.
 */
export async function whoReads(
  tx: Tx,
  post: { id: number; authorId: string; label: Label; thread: { label: Label } },
  memberId: string,
): Promise<FlagView['readBy']> {
  if (strictness(strictest(post.label, post.thread.label)) <= strictness('GREEN')) {
    return 'moderators';
  }
  const moderators = await tx.member.findMany({
    where: { role: { in: ['moderator', 'administrator'] }, id: { notIn: [memberId, post.authorId] }, ...inForce() },
    select: { id: true },
  });
  const ids = moderators.map(({ id }) => id);
  return (await readersAmong(tx, ids, post.id)).length > 0 ? 'moderators' : 'author';
}

/**
 * The page on which a post is flagged. Whoever flagged a text that was hidden since still reads what was decided, and no
 * word of the text. Throws not_found where the post is not visible.
 */
export async function getFlagView(viewer: Viewer, postId: number): Promise<FlagView> {
  const { memberId } = requireMember(viewer);
  const there = { deletedAt: null, thread: { deletedAt: null } };
  const mayAsk = { OR: [there, { authorId: memberId }, { flags: { some: { memberId } } }] };
  const found = orNotFound(
    await getDb().post.findFirst({
      where: { AND: [postsByLabel(viewer), { id: postId }, mayAsk] },
      select: {
        ...{ id: true, kind: true, label: true, body: true, authorId: true, deletedAt: true },
        thread: { select: { id: true, title: true, label: true, deletedAt: true } },
      },
    }),
  );
  const own = isAuthor(viewer, found);
  const [flags, decisions, readBy] = await Promise.all([
    getDb().flag.findMany({
      where: own ? { postId, toAuthor: true } : { postId, memberId },
      orderBy: { id: 'desc' },
      take: LISTED_MAX,
      include: { decision: true },
    }),
    own ? getDb().flagDecision.findMany({ where: { postId, outcome: 'hidden' }, orderBy: { id: 'desc' } }) : [],
    whoReads(getDb(), found, memberId),
  ]);
  const deleted = found.deletedAt !== null;
  const threadDeleted = found.thread.deletedAt !== null;
  const mine = own ? undefined : flags[0];
  const policy = { kind: found.kind, authorId: found.authorId, deleted };
  return {
    ...{ postId, threadId: found.thread.id, kind: found.kind, label: found.label, isAuthor: own, readBy },
    post:
      own || (!deleted && !threadDeleted)
        ? { title: found.thread.title, text: extractText(found.body, EXCERPT_CHARS) }
        : null,
    canFlag: !mine && canFlag(viewer, { deleted: threadDeleted }, policy),
    mine: mine
      ? {
          ...{ reason: mine.reason, text: mine.text, at: mine.createdAt.toISOString(), toAuthor: mine.toAuthor },
          decision: mine.decision && decisionView(mine.decision),
        }
      : null,
    asked: own
      ? flags.map(({ id, reason, text, createdAt }) => ({ id, reason, text, at: createdAt.toISOString() }))
      : [],
    hiddenBy: decisions.map(decisionView),
  };
}

/** A decision without who made it. */
export function decisionView(row: Omit<DecisionView, 'at'> & { createdAt: Date }): DecisionView {
  const { id, outcome, note, createdAt } = row;
  return { id, outcome, note, at: createdAt.toISOString() };
}
