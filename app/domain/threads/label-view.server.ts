import { z } from 'zod';
import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { LABELS, type Label, strictest, strictness } from '#app/domain/labels';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { type BrokenGlass, unsafeListBrokenGlass } from '#app/domain/threads/break-glass.server';
import { labelChoices, labelOf } from '#app/domain/threads/label.server';
import { type ThreadReader, unsafeListReaders } from '#app/domain/threads/readers.server';
import { hasRole, isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Who sees a post, who has seen it, and how that can be changed: as far as the viewer may know and do. */
export interface LabelView {
  postId: number;
  threadId: number;
  title: string;
  isThread: boolean;
  label: Label;
  /** Labels the viewer may give it. */
  choices: Label[];
  /** Labels the viewer may ask the source for. */
  requestable: Label[];
  /** Whom it is for by name: known to everybody who sees it while that counts, under a looser label to the source alone. */
  recipients: Recipient[];
  canShare: boolean;
  /** For the source alone: requests that wait, who has read it, whose glass was broken. */
  requests: LabelRequestView[];
  readers: ThreadReader[] | null;
  brokenGlass: BrokenGlass[];
  /** What the viewer asked for and what became of it. */
  ownRequests: LabelRequestView[];
  history: LabelChange[] | null;
}

/** Somebody it is for by name, with the authorities that come along under the labels that take them in. */
export interface Recipient {
  person: PersonRef;
  authorities: AuthorityRef[];
}

export interface LabelRequestView {
  id: number;
  by: PersonRef;
  label: Label;
  reason: string;
  at: string;
  granted: boolean | null;
  answer: string;
}

export interface LabelChange {
  at: string;
  by: PersonRef | null;
  /** As the log writes them: `TLP:GREEN`. */
  from: string;
  to: string;
  reason: string;
}

const LISTED_MAX = 50;

/** The label page of a post. Throws not_found where the post is not visible. */
export async function getLabelView(viewer: Viewer, postId: number): Promise<LabelView> {
  const post = await loadPost(getDb(), viewer, postId);
  const label = labelOf(post);
  const isThread = post.kind === 'opening';
  const isSource = isAuthor(viewer, post);
  const threadId = post.thread.id;
  const about = { threadId, isThread, postId };
  const [title, choices, recipients, requests, readers, brokenGlass, history] = await Promise.all([
    getDb().thread.findUniqueOrThrow({ where: { id: threadId }, select: { title: true } }),
    labelChoices(getDb(), viewer, post),
    strictness(label) > strictness('GREEN') || (isSource && isThread) ? listRecipients(threadId) : [],
    listRequests(viewer, postId, isSource),
    isSource && isThread ? unsafeListReaders(threadId) : null,
    isSource && isThread ? unsafeListBrokenGlass(threadId) : [],
    isSource || hasRole(viewer, 'moderator') ? listChanges(about) : null,
  ]);
  const floor = isThread ? 'CLEAR' : strictest(post.thread.label);
  return {
    postId,
    threadId,
    title: title.title,
    isThread,
    label,
    choices,
    requestable:
      isSource || !isMember(viewer)
        ? []
        : LABELS.filter((one) => strictness(one) < strictness(label) && strictness(one) >= strictness(floor)),
    recipients,
    canShare: isSource && isThread,
    requests: isSource ? requests : [],
    ownRequests: isSource ? [] : requests,
    readers,
    brokenGlass,
    history,
  };
}

async function listRecipients(threadId: number): Promise<Recipient[]> {
  const authorities = await authoritiesById();
  const rows = await getDb().threadRecipient.findMany({
    where: { threadId },
    orderBy: [{ createdAt: 'asc' }, { memberId: 'asc' }],
    select: {
      member: {
        select: { ...PERSON_SELECT, authorities: { orderBy: { position: 'asc' }, select: { authorityId: true } } },
      },
    },
  });
  return rows.map(({ member }) => ({
    person: toPersonRef(member),
    authorities: member.authorities.flatMap(({ authorityId }) => authorities.get(authorityId) ?? []),
  }));
}

/** The source sees what waits; others what they asked for themselves. */
async function listRequests(viewer: Viewer, postId: number, isSource: boolean): Promise<LabelRequestView[]> {
  if (!isMember(viewer)) {
    return [];
  }
  const rows = await getDb().labelRequest.findMany({
    where: { postId, ...(isSource ? { granted: null } : { memberId: viewer.memberId }) },
    orderBy: { id: 'desc' },
    take: LISTED_MAX,
    select: {
      id: true,
      label: true,
      reason: true,
      createdAt: true,
      granted: true,
      answer: true,
      member: { select: PERSON_SELECT },
    },
  });
  return rows.map(({ member, createdAt, ...row }) => ({
    ...row,
    by: toPersonRef(member),
    at: createdAt.toISOString(),
  }));
}

const Change = z.object({ from: z.string(), to: z.string(), reason: z.string().default('') });

/** Every change of the label, newest first, from the audit log. */
async function listChanges(about: { threadId: number; isThread: boolean; postId: number }): Promise<LabelChange[]> {
  const rows = await getDb().auditEntry.findMany({
    where: about.isThread
      ? { subjectType: 'thread', subjectId: String(about.threadId), action: 'thread.label' }
      : { subjectType: 'post', subjectId: String(about.postId), action: 'post.label' },
    orderBy: { id: 'desc' },
    take: LISTED_MAX,
  });
  const ids = rows.flatMap(({ memberId }) => memberId ?? []);
  const members = await getDb().member.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, ...PERSON_SELECT },
  });
  const people = new Map(members.map((row) => [row.id, toPersonRef(row)]));
  return rows.flatMap(({ at, memberId, detail }) => {
    const change = Change.safeParse(JSON.parse(detail));
    return change.success ? [{ at: at.toISOString(), by: people.get(memberId ?? '') ?? null, ...change.data }] : [];
  });
}
