import type { Database, DatabaseProvider, DatabaseTransaction } from './client.server';
import { readPeople, readThreads, type SeedThread } from './seed/content';
import { marks } from './seed/marks';
import { DEMO_PASSWORD, seedPeople } from './seed/people';
import { readSessions } from './seed/session-content';
import { sessionRows, writeSessions } from './seed/sessions';
import { type SeededThread, threadRows } from './seed/threads';

export { DEMO_PASSWORD } from './seed/people';

/** Thrown on a database that has members, topics or threads: the seed never mixes with somebody's forum. */
export class NotEmptyError extends Error {
  override name = 'NotEmptyError';
}

export interface SeedOptions {
  /** Hashes the demo's password the way sign-in checks it. */
  hashPassword: (password: string) => Promise<string>;
  now: Date;
  provider: DatabaseProvider;
}

export interface SeedResult {
  members: number;
  authorities: number;
  threads: number;
  posts: number;
  sessions: number;
}

const SEEDED_TABLES = ['Topic', 'Authority', 'Thread', 'Post', 'Tag', 'Programme', 'Session'] as const;

/**
 * Fills an empty, migrated database with a believable bilingual forum from `prisma/seed/content`, dated back from
 * `now`. All or nothing. Throws `NotEmptyError`.
 */
export async function seedDemo(database: Database, options: SeedOptions): Promise<SeedResult> {
  const people = readPeople();
  const threads = readThreads();
  const sessions = readSessions();
  const passwordHash = await options.hashPassword(DEMO_PASSWORD);
  return database.$transaction(async (transaction) => {
    await requireEmpty(transaction);
    const seeded = await seedPeople(transaction, people, passwordHash, options.now);
    const rows = threadRows(threads, seeded, options.now);
    await writeThreads(transaction, rows);
    await writeTags(transaction, threads);
    const made = marks(rows, seeded, options.now);
    await transaction.vote.createMany({ data: made.votes });
    await transaction.sameQuestion.createMany({ data: made.same });
    await transaction.threadFollow.createMany({ data: made.follows });
    await transaction.bookmark.createMany({ data: made.bookmarks });
    await transaction.readMarker.createMany({ data: made.readMarkers });
    await writeSessions(transaction, sessionRows(sessions, seeded, options.now));
    if (options.provider === 'postgresql') {
      await continueNumbering(transaction);
    }
    return {
      members: people.members.length,
      authorities: people.authorities.length,
      threads: rows.length,
      posts: rows.reduce((sum, { posts }) => sum + posts.length, 0),
      sessions: sessions.length,
    };
  });
}

/** True when nobody has used the database yet. */
export async function isEmptyForum(database: DatabaseTransaction): Promise<boolean> {
  const found = await Promise.all([
    database.member.findFirst({ select: { id: true } }),
    database.topic.findFirst({ select: { id: true } }),
    database.authority.findFirst({ select: { id: true } }),
    database.thread.findFirst({ select: { id: true } }),
  ]);
  return found.every((row) => row === null);
}

async function requireEmpty(transaction: DatabaseTransaction): Promise<void> {
  if (!(await isEmptyForum(transaction))) {
    throw new NotEmptyError(
      'The database already has members, topics or threads; the demo goes into an empty one only.',
    );
  }
}

async function writeThreads(transaction: DatabaseTransaction, rows: SeededThread[]): Promise<void> {
  await transaction.thread.createMany({ data: rows.map(({ row }) => row) });
  // A comment stands under a post written before it, so the order of ids satisfies the foreign key.
  const posts = rows.flatMap((row) => row.posts).sort((a, b) => a.id - b.id);
  await transaction.post.createMany({ data: posts });
  const titles = new Map(rows.map(({ thread }) => [thread.id, thread.title]));
  await transaction.postRevision.createMany({
    data: posts.map(({ id, threadId, kind, body, authorId, createdAt }) => ({
      postId: id,
      number: 1,
      title: kind === 'opening' ? (titles.get(threadId) ?? null) : null,
      body,
      editorId: authorId,
      createdAt,
    })),
  });
  await transaction.outbox.createMany({
    data: rows.map(({ row }) => ({
      queue: 'search',
      entityType: 'thread',
      entityId: String(row.id),
      createdAt: row.lastActivityAt,
      availableAt: row.lastActivityAt,
    })),
  });
}

async function writeTags(transaction: DatabaseTransaction, threads: SeedThread[]): Promise<void> {
  const slugs = [...new Set(threads.flatMap((thread) => thread.tags))].sort();
  const ids = new Map(slugs.map((slug, index) => [slug, index + 1]));
  await transaction.tag.createMany({ data: slugs.map((slug, index) => ({ id: index + 1, slug })) });
  await transaction.threadTag.createMany({
    data: threads.flatMap((thread) => thread.tags.map((tag) => ({ threadId: thread.id, tagId: ids.get(tag) ?? 0 }))),
  });
}

/** Rows were written with ids of their own; PostgreSQL must be told where its numbering goes on. */
async function continueNumbering(transaction: DatabaseTransaction): Promise<void> {
  for (const table of SEEDED_TABLES) {
    await transaction.$executeRawUnsafe(
      `SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), (SELECT max(id) FROM "${table}"))`,
    );
  }
}
