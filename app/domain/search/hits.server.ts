import { setImmediate as nextTurn } from 'node:timers/promises';
import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { AUTHORITIES_SELECT, inForce, personName, servedAuthorities } from '#app/domain/members/columns.server';
import type { ItRole } from '#app/domain/members/model';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { canSeeDirectory } from '#app/domain/members/policy';
import { shownRole } from '#app/domain/members/shown';
import type { Named } from '#app/domain/named';
import { textOf } from '#app/domain/search/documents.server';
import { idsOf } from '#app/domain/search/hidden.server';
import { attachmentRef, documentId, parseRef, postRef } from '#app/domain/search/model';
import { readSessionHits, type SessionHit } from '#app/domain/search/session-hits.server';
import { threadRows } from '#app/domain/threads/list.server';
import type { ThreadRow } from '#app/domain/threads/model';
import { type ReadText, recordTextReader } from '#app/domain/threads/readers.server';
import { visiblePosts } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';
import type { Prisma } from '#prisma/generated/sqlite/client';
import type { Extract, Highlighter, Stretch } from '#search/highlight';
import type { SearchHit } from '#search/port';

/** The passage of a thread that answers best. */
export interface HitPassage {
  postId: number;
  kind: 'opening' | 'answer' | 'comment';
  accepted: boolean;
  author: PersonRef;
  authority: AuthorityRef | null;
  extract: Extract;
  /** Set when it is a file's name that was found. */
  fileName: Stretch[] | null;
}

/** A hit as the database says it is now, for this viewer. */
export type Hit =
  | { kind: 'thread'; thread: ThreadRow; title: Stretch[]; passage: HitPassage | null }
  | SessionHit
  | { kind: 'member'; handle: string; name: Named; itRole: ItRole | null; authorities: AuthorityRef[] }
  | { kind: 'authority'; authority: AuthorityRef; name: Stretch[] };

/**
 * Reads the hits of an engine again, in their order, as this viewer may see them now. What is gone, hidden or stricter
 * than the index knew is left out. Whoever is shown an extract of what is stricter than GREEN is written down for it.
 */
export async function readHits(viewer: Viewer, found: SearchHit[], highlighter: Highlighter): Promise<Hit[]> {
  const [threads, passages, sessions, members, authorities] = await Promise.all([
    threadRows(viewer, idsOf(found, 'thread')),
    readPassages(viewer, found),
    readSessionHits(viewer, found, highlighter),
    readMembers(viewer, idsOf(found, 'member')),
    canSeeDirectory(viewer) ? authoritiesById() : new Map<number, AuthorityRef>(),
  ]);
  const hits = new Map<string, Hit>();
  const read: ReadText[] = [];
  for (const thread of threads) {
    const id = documentId('thread', thread.id);
    const passage = bestPassage(found.find((hit) => hit.id === id)?.passages ?? [], passages);
    if (passage) {
      read.push({ threadId: thread.id, labels: [thread.label, passage.post.label] });
    }
    // Some tenths of a millisecond for each text: other requests have their turn between them.
    await nextTurn();
    hits.set(id, {
      kind: 'thread',
      thread,
      title: highlighter.markAll(thread.title),
      passage: passage && presentPassage(passage, highlighter),
    });
  }
  await recordTextReader(viewer, read);
  for (const [id, hit] of [...sessions, ...members]) {
    hits.set(id, hit);
  }
  for (const id of idsOf(found, 'authority')) {
    const authority = authorities.get(id);
    if (authority) {
      hits.set(documentId('authority', id), {
        kind: 'authority',
        authority,
        name: highlighter.markAll(authority.name.he),
      });
    }
  }
  return found.flatMap(({ id }) => hits.get(id) ?? []);
}

interface FoundPassage {
  post: PostRow;
  text: string;
  authority: AuthorityRef | null;
  fileName: string | null;
}

/**
 * The best passage of each hit, by name. The engine has filtered them, so the first is nearly always there; of a hit
 * whose first is gone or stricter by now, the next ones are read. Where none may be seen, the title alone is shown.
 */
async function readPassages(viewer: Viewer, found: SearchHit[]): Promise<Map<string, FoundPassage>> {
  const first = await loadPassages(
    viewer,
    found.flatMap(({ passages }) => passages.slice(0, 1)),
  );
  const missing = found.filter(({ passages: [best] }) => best !== undefined && !first.has(best));
  const next = await loadPassages(
    viewer,
    missing.flatMap(({ passages }) => passages.slice(1, PASSAGES_READ)),
  );
  return new Map([...first, ...next]);
}

const PASSAGES_READ = 3;

async function loadPassages(viewer: Viewer, refs: string[]): Promise<Map<string, FoundPassage>> {
  const attachmentIds = refs.flatMap((ref) => parseRef(ref, 'attachment') ?? []);
  const postIds = refs.flatMap((ref) => parseRef(ref, 'post') ?? []);
  if (attachmentIds.length + postIds.length === 0) {
    return new Map();
  }
  const named = attachmentIds.length > 0 ? [{ attachments: { some: { id: { in: attachmentIds } } } }] : [];
  const [posts, authorities] = await Promise.all([
    getDb().post.findMany({
      where: {
        AND: [
          visiblePosts(viewer),
          { OR: [{ parentId: null }, { parent: visiblePosts(viewer) }] },
          { OR: [{ id: { in: postIds } }, ...named] },
        ],
      },
      select: POST_SELECT,
    }),
    authoritiesById(),
  ]);
  const bodies = await bodiesOfStale(posts);
  const passages = new Map<string, FoundPassage>();
  for (const post of posts) {
    const authority = (post.authorityId !== null && authorities.get(post.authorityId)) || null;
    const text = textOf({ ...post, body: bodies.get(post.id) ?? '' });
    passages.set(postRef(post.id), { post, text, authority, fileName: null });
    for (const file of post.attachments) {
      passages.set(attachmentRef(file.id), { post, text, authority, fileName: file.fileName });
    }
  }
  return passages;
}

/** The Markdown of posts that have no HTML of today's renderer; of the others it is not read. */
async function bodiesOfStale(posts: { id: number; rendererVersion: number }[]): Promise<Map<number, string>> {
  const stale = posts.filter((post) => post.rendererVersion !== RENDERER_VERSION).map(({ id }) => id);
  if (stale.length === 0) {
    return new Map();
  }
  const rows = await getDb().post.findMany({ where: { id: { in: stale } }, select: { id: true, body: true } });
  return new Map(rows.map(({ id, body }) => [id, body]));
}

const POST_SELECT = {
  id: true,
  kind: true,
  label: true,
  authorityId: true,
  html: true,
  rendererVersion: true,
  author: { select: PERSON_SELECT },
  attachments: { select: { id: true, fileName: true } },
  thread: { select: { acceptedPostId: true } },
} as const satisfies Prisma.PostSelect;
type PostRow = Prisma.PostGetPayload<{ select: typeof POST_SELECT }>;

function bestPassage(refs: string[], known: Map<string, FoundPassage>): FoundPassage | null {
  for (const ref of refs) {
    const passage = known.get(ref);
    if (passage) {
      return passage;
    }
  }
  return null;
}

function presentPassage({ post, text, authority, fileName }: FoundPassage, highlighter: Highlighter): HitPassage {
  return {
    postId: post.id,
    kind: post.kind,
    accepted: post.thread.acceptedPostId === post.id,
    author: toPersonRef(post.author),
    authority,
    extract: highlighter.extract(text),
    fileName: fileName === null ? null : highlighter.markAll(fileName),
  };
}

async function readMembers(viewer: Viewer, ids: string[]): Promise<Map<string, Hit>> {
  if (!canSeeDirectory(viewer) || ids.length === 0) {
    return new Map();
  }
  const rows = await getDb().member.findMany({
    where: { id: { in: ids }, ...inForce() },
    select: {
      ...{ id: true, handle: true, name: true, nameEn: true, itRole: true, showsItRole: true },
      authorities: AUTHORITIES_SELECT,
    },
  });
  const hits = await Promise.all(
    rows.map(async (row): Promise<[string, Hit]> => {
      const authorities = await servedAuthorities(row.authorities);
      return [
        documentId('member', row.id),
        { kind: 'member', handle: row.handle, name: personName(row), itRole: shownRole(row), authorities },
      ];
    }),
  );
  return new Map(hits);
}
