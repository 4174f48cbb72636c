import type { Prisma } from '../client.server';
import type { SeedPost, SeedThread } from './content';
import { jerusalemTime } from './jerusalem-time';
import { known, type SeededPeople } from './people';

type PostRow = Prisma.PostCreateManyInput & { id: number; createdAt: Date };

/** A text before it has an id. `parent` is the one it stands under. */
interface Draft {
  thread: SeedThread;
  kind: PostRow['kind'];
  by: string;
  body: string;
  votes: string[];
  accepted: boolean;
  createdAt: Date;
  parent: Draft | null;
}

/** A thread with its rows: what `rows.ts` writes and makes marks for. */
export interface SeededThread {
  thread: SeedThread;
  row: Prisma.ThreadCreateManyInput & { id: number };
  posts: PostRow[];
  /** Handles by post id. */
  votes: Map<number, string[]>;
}

/** Rows of all threads and posts. Post ids grow with time over the whole forum, as if they had been written one by one. */
export function threadRows(threads: SeedThread[], people: SeededPeople, now: Date): SeededThread[] {
  const drafts = threads.flatMap((thread) => draftsOf(thread, now));
  const inTime = drafts.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const ids = new Map(inTime.map((draft, index) => [draft, index + 1]));
  return threads.map((thread) => {
    const own = inTime.filter((draft) => draft.thread === thread);
    const posts = own.map((draft) => postRow(draft, ids, people));
    const votes = new Map(own.map((draft) => [ids.get(draft) ?? 0, draft.votes]));
    const accepted = own.find((draft) => draft.accepted);
    const acceptedPostId = accepted ? (ids.get(accepted) ?? null) : null;
    return { thread, posts, votes, row: threadRow(thread, posts, acceptedPostId, people) };
  });
}

function draftsOf(thread: SeedThread, now: Date): Draft[] {
  const opening = draft(
    thread,
    'opening',
    { by: thread.author, ...thread, votes: thread.same, accepted: false },
    null,
    now,
  );
  const drafts = [opening];
  let above = opening;
  for (const post of thread.posts) {
    const made = draft(thread, post.kind, post, post.kind === 'comment' ? above : null, now);
    above = post.kind === 'answer' ? made : above;
    drafts.push(made);
  }
  return drafts;
}

function draft(
  thread: SeedThread,
  kind: Draft['kind'],
  post: Pick<SeedPost, 'by' | 'at' | 'body' | 'votes' | 'accepted'>,
  parent: Draft | null,
  now: Date,
): Draft {
  const { by, body, votes, accepted } = post;
  const createdAt = jerusalemTime(now, post.at.days, post.at.time);
  return { thread, kind, by, body, accepted, createdAt, parent, votes: votes.filter((handle) => handle !== by) };
}

function postRow(draft: Draft, ids: Map<Draft, number>, people: SeededPeople): PostRow {
  const author = known(people.members, draft.by);
  return {
    id: ids.get(draft) ?? 0,
    threadId: draft.thread.id,
    kind: draft.kind,
    parentId: draft.parent ? (ids.get(draft.parent) ?? null) : null,
    authorId: author.id,
    authorityId: author.authorityIds[0] ?? null,
    label: draft.thread.label,
    body: draft.body,
    // Rendered by the application: this folder knows nothing of Markdown.
    html: '',
    rendererVersion: 0,
    score: draft.votes.length,
    createdAt: draft.createdAt,
  };
}

function threadRow(thread: SeedThread, posts: PostRow[], acceptedPostId: number | null, people: SeededPeople) {
  const author = known(people.members, thread.author);
  const last = posts.at(-1);
  const authorities = new Set(thread.same.map((handle) => known(people.members, handle).authorityIds[0] ?? handle));
  return {
    id: thread.id,
    topicId: known(people.topicIds, thread.topic),
    kind: thread.kind,
    title: thread.title,
    label: thread.label,
    authorId: author.id,
    authorityId: author.authorityIds[0] ?? null,
    acceptedPostId,
    answerCount: posts.filter((post) => post.kind === 'answer').length,
    score: posts.find((post) => post.kind === 'opening')?.score ?? 0,
    sameCount: authorities.size,
    answered: thread.kind === 'question' && acceptedPostId !== null,
    lastActivityAt: last?.createdAt ?? new Date(0),
    lastPosterId: last?.authorId ?? author.id,
    createdAt: posts[0]?.createdAt ?? new Date(0),
  };
}
