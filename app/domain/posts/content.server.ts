import { FILE_SELECT } from '#app/domain/attachments/model';
import type { Label } from '#app/domain/labels';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { renderBodies } from '#app/domain/posts/render.server';
import { currentPeopleRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';
import type { Prisma } from '#prisma/generated/sqlite/client';

/**
 * What a thread consists of, the same for every reader: all posts with all labels. Only `thread-view.server.ts` reads
 * it, and hands on no post that `canSee` denies.
 */
export interface ThreadContent {
  thread: ThreadRecord;
  posts: PostRecord[];
  same: { memberId: string; authorityId: number | null }[];
  people: Map<string, PersonRef>;
}

const THREAD_SELECT = {
  id: true,
  title: true,
  kind: true,
  label: true,
  topicId: true,
  authorId: true,
  authorityId: true,
  revision: true,
  acceptedPostId: true,
  lockedAt: true,
  deletedAt: true,
  deletedById: true,
  deletedReason: true,
  pinnedAt: true,
  outsidersClosedAt: true,
  tags: { select: { tag: { select: { slug: true } } } },
  acts: {
    orderBy: { id: 'asc' },
    select: { id: true, kind: true, role: true, reason: true, createdAt: true, otherThreadId: true },
  },
} as const satisfies Prisma.ThreadSelect;

const POST_SELECT = {
  id: true,
  kind: true,
  parentId: true,
  authorId: true,
  authorityId: true,
  label: true,
  body: true,
  html: true,
  rendererVersion: true,
  revision: true,
  score: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
  deletedById: true,
  deletedReason: true,
  attachments: { orderBy: { id: 'asc' }, select: FILE_SELECT },
} as const satisfies Prisma.PostSelect;

export type ThreadRecord = Prisma.ThreadGetPayload<{ select: typeof THREAD_SELECT }>;
export type PostRecord = Omit<Prisma.PostGetPayload<{ select: typeof POST_SELECT }>, 'body' | 'rendererVersion'>;

/** The columns that decide, before anything else is read, whether the thread exists for a reader. */
export interface ThreadHead {
  revision: number;
  createdAt: Date;
  label: Label;
  authorId: string;
  authorityId: number | null;
  deletedAt: Date | null;
}

/** By hand, for every page of every thread begins with it: half of what Prisma's own query costs. */
export async function unsafeFindThreadHead(id: number): Promise<ThreadHead | null> {
  const rows = await getDb().$queryRaw<ThreadHead[]>`
    SELECT "revision", "createdAt", "label", "authorId", "authorityId", "deletedAt" FROM "Thread" WHERE "id" = ${id}`;
  return rows[0] ?? null;
}

interface Kept {
  content: ThreadContent;
  /** Revision and creation: an id alone may stand for another thread after a restore. */
  version: string;
  peopleRevision: number;
  at: number;
}
const MAX_KEPT = 400;
/** Names of people may change in another process without the thread's revision growing. */
const MAX_AGE_MS = 30_000;
const kept = new Map<number, Kept>();

/**
 * The content of a thread, from memory when its head has not changed. Bypasses visibility: hence the name. Kept under
 * the head that was read before the content, so that what is kept is never older than its version.
 */
export async function unsafeThreadContent(id: number, head: ThreadHead): Promise<ThreadContent | null> {
  const version = `${head.revision}:${head.createdAt.getTime()}`;
  const known = kept.get(id);
  const at = performance.now();
  if (
    known &&
    known.version === version &&
    known.peopleRevision === currentPeopleRevision() &&
    at - known.at < MAX_AGE_MS
  ) {
    kept.delete(id);
    kept.set(id, known);
    return known.content;
  }
  const peopleRevision = currentPeopleRevision();
  const content = await loadContent(id);
  if (content) {
    kept.set(id, { content, version, peopleRevision, at });
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) {
        break;
      }
      kept.delete(oldest);
    }
  }
  return content;
}

async function loadContent(id: number): Promise<ThreadContent | null> {
  const db = getDb();
  const [thread, posts, same] = await Promise.all([
    db.thread.findUnique({ where: { id }, select: THREAD_SELECT }),
    db.post.findMany({ where: { threadId: id }, orderBy: { id: 'asc' }, select: POST_SELECT }),
    db.sameQuestion.findMany({ where: { threadId: id }, select: { memberId: true, authorityId: true } }),
  ]);
  if (!thread) {
    return null;
  }
  const authorIds = [...new Set(posts.map((post) => post.authorId))];
  const people = await db.member.findMany({ where: { id: { in: authorIds } }, select: { id: true, ...PERSON_SELECT } });
  const stale = posts.filter((post) => post.rendererVersion !== RENDERER_VERSION);
  const fresh = await renderBodies(stale.map((post) => ({ idPrefix: `post-${post.id}-`, body: post.body })));
  const freshById = new Map(stale.map((post, index) => [post.id, fresh[index]?.html ?? '']));
  return {
    thread,
    posts: posts.map(({ body: _body, rendererVersion: _version, ...post }) => ({
      ...post,
      html: freshById.get(post.id) ?? post.html,
    })),
    same,
    people: new Map(people.map((row) => [row.id, toPersonRef(row)])),
  };
}
