import { inForce } from '#app/domain/members/columns.server';
import { attachmentRef, documentId, postRef, type SearchEntity } from '#app/domain/search/model';
import { loadSessions } from '#app/domain/search/session-documents.server';
import { loadRecords, loadSummaries } from '#app/domain/search/summary-documents.server';
import { findRecipients } from '#app/domain/threads/recipients.server';
import {
  POST_SUBJECT_SELECT,
  SUBJECT_SELECT,
  toPostSubject,
  toThreadSubject,
} from '#app/domain/threads/visible.server';
import { audienceOf, type Recipients } from '#app/domain/visibility';
import { plainText } from '#app/markdown/extract';
import { htmlToText } from '#app/markdown/plain-text';
import { RENDERER_VERSION } from '#app/markdown/render';
import type { Database } from '#prisma/client.server';
import type { Prisma } from '#prisma/generated/sqlite/client';
import type { Passage, SearchDocument } from '#search/port';

/**
 * What the index holds of these entities, as the database says now: whole documents. One that is missing from the answer
 * is gone, hidden or not in force, and is to be removed.
 */
export function loadDocuments(database: Database, entity: SearchEntity, ids: string[]): Promise<SearchDocument[]> {
  switch (entity) {
    case 'thread':
      return loadThreads(database, ids.map(Number));
    case 'session':
      return loadSessions(database, ids.map(Number));
    case 'summary':
      return loadSummaries(database, ids.map(Number));
    case 'record':
      return loadRecords(database, ids.map(Number));
    case 'member':
      return loadMembers(database, ids);
    case 'authority':
      return loadAuthorities(database, ids.map(Number));
  }
}

const POST_SELECT = {
  ...POST_SUBJECT_SELECT,
  id: true,
  parentId: true,
  body: true,
  html: true,
  rendererVersion: true,
} as const satisfies Prisma.PostSelect;

const THREAD_SELECT = {
  ...SUBJECT_SELECT,
  id: true,
  kind: true,
  title: true,
  topicId: true,
  answered: true,
  acceptedPostId: true,
  revision: true,
  lastActivityAt: true,
  authority: { select: { size: true } },
  tags: { select: { tag: { select: { slug: true } } } },
  posts: { where: { deletedAt: null }, orderBy: { id: 'asc' }, select: POST_SELECT },
} as const satisfies Prisma.ThreadSelect;

type ThreadForSearch = Prisma.ThreadGetPayload<{ select: typeof THREAD_SELECT }>;
type PostForSearch = ThreadForSearch['posts'][number];

async function loadThreads(database: Database, ids: number[]): Promise<SearchDocument[]> {
  const threadIds = ids.filter(Number.isSafeInteger);
  const [threads, recipients, attachments] = await Promise.all([
    database.thread.findMany({ where: { id: { in: threadIds }, deletedAt: null }, select: THREAD_SELECT }),
    findRecipients(database, threadIds),
    // By thread and not by post: a query takes only so many parameters.
    database.attachment.findMany({
      where: { post: { threadId: { in: threadIds } } },
      orderBy: { id: 'asc' },
      select: { id: true, fileName: true, postId: true },
    }),
  ]);
  return threads.map((thread) => threadDocument(thread, recipients.get(thread.id), attachments));
}

interface FileName {
  id: number;
  fileName: string;
  postId: number | null;
}

function threadDocument(
  thread: ThreadForSearch,
  recipients: Recipients | undefined,
  attachments: FileName[],
): SearchDocument {
  const subject = toThreadSubject(thread, recipients);
  const audience = audienceOf(subject);
  const there = new Set(thread.posts.map((post) => post.id));
  // What stands under a deleted answer is not shown on the page either.
  const posts = thread.posts.filter((post) => post.parentId === null || there.has(post.parentId));
  return {
    id: documentId('thread', thread.id),
    kind: thread.kind,
    title: thread.title,
    passages: posts.flatMap((post) => {
      const passages = passagesOf(post, thread.acceptedPostId, attachments);
      const own = audienceOf(toPostSubject(post, subject, post.parent));
      // A post as open as its thread needs no keys of its own.
      return own.join() === audience.join() ? passages : passages.map((one) => ({ ...one, audience: own }));
    }),
    audience,
    revision: thread.revision,
    date: thread.lastActivityAt.getTime(),
    topic: String(thread.topicId),
    tags: thread.tags.map((row) => row.tag.slug),
    answered: thread.answered,
    label: thread.label,
    ...(thread.authority ? { authoritySize: thread.authority.size } : {}),
  };
}

function passagesOf(post: PostForSearch, acceptedPostId: number | null, attachments: FileName[]): Passage[] {
  return [
    { ref: postRef(post.id), text: textOf(post), accepted: post.id === acceptedPostId },
    ...attachments
      .filter(({ postId }) => postId === post.id)
      .map(({ id, fileName }) => ({ ref: attachmentRef(id), text: fileName })),
  ];
}

/** The words of a post, from its HTML when that is of today's renderer: much cheaper than rendering again. */
export function textOf(post: { body: string; html: string; rendererVersion: number }): string {
  return post.rendererVersion === RENDERER_VERSION ? htmlToText(post.html) : plainText(post.body);
}

async function loadMembers(database: Database, ids: string[]): Promise<SearchDocument[]> {
  const rows = await database.member.findMany({
    where: { id: { in: ids }, ...inForce() },
    select: {
      id: true,
      handle: true,
      name: true,
      nameEn: true,
      revision: true,
      createdAt: true,
      authorities: {
        orderBy: { position: 'asc' },
        select: { authority: { select: { nameHe: true, nameEn: true, size: true } } },
      },
    },
  });
  return rows.map((row) => {
    const served = row.authorities.map(({ authority }) => authority);
    // No roles: whoever looks for "CIO" wants what was said, not every one of them.
    const words = [row.nameEn ?? '', row.handle, ...served.flatMap(({ nameHe, nameEn }) => [nameHe, nameEn])];
    return {
      id: documentId('member', row.id),
      kind: 'member',
      title: row.name,
      passages: [{ ref: 'thin', text: words.join(' · ') }],
      audience: ['members'],
      revision: row.revision,
      date: row.createdAt.getTime(),
      ...(served[0] ? { authoritySize: served[0].size } : {}),
    };
  });
}

async function loadAuthorities(database: Database, ids: number[]): Promise<SearchDocument[]> {
  const rows = await database.authority.findMany({ where: { id: { in: ids.filter(Number.isSafeInteger) } } });
  return rows.map((row) => ({
    id: documentId('authority', row.id),
    kind: 'authority',
    title: row.nameHe,
    passages: [{ ref: 'thin', text: row.nameEn }],
    // Their pages are the directory's.
    audience: ['members'],
    revision: row.revision,
    date: row.createdAt.getTime(),
    authoritySize: row.size,
  }));
}
