import { openTexts } from '#app/domain/posts/former-texts';
import type { Tx } from '#app/domain/tx';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** Without TLP:RED nothing of it leaves (DOMAIN 3). What stands under a RED post is RED itself. */
function byLabel(withRed: boolean) {
  return withRed ? {} : { label: { not: 'RED' } as const };
}

/** The threads that travel. What was merged into another has nothing of its own left. */
export function exported(withRed: boolean) {
  return { ...byLabel(withRed), mergedPostId: null };
}

/** Everything of a thread that travels. */
const exportSelect = (withRed: boolean) =>
  ({
    id: true,
    externalId: true,
    topicId: true,
    kind: true,
    title: true,
    label: true,
    authorId: true,
    acceptedPostId: true,
    createdAt: true,
    lockedAt: true,
    tags: { select: { tag: { select: { slug: true } } } },
    same: { select: { memberId: true, authorityId: true, createdAt: true } },
    recipients: { select: { memberId: true, createdAt: true } },
    posts: {
      where: byLabel(withRed),
      select: {
        id: true,
        externalId: true,
        kind: true,
        parentId: true,
        authorId: true,
        authorityId: true,
        label: true,
        body: true,
        revision: true,
        createdAt: true,
        editedAt: true,
        deletedAt: true,
        deletedById: true,
        deletedReason: true,
        votes: { select: { memberId: true, createdAt: true } },
        attachments: {
          orderBy: { id: 'asc' },
          select: { fileName: true, mediaType: true, sizeBytes: true, sha256: true },
        },
      },
      orderBy: { id: 'asc' },
    },
  }) as const satisfies Prisma.ThreadSelect;

export type ExportThread = Prisma.ThreadGetPayload<{ select: ReturnType<typeof exportSelect> }>;
export type ExportPost = ExportThread['posts'][number];
export type ExportMember = Prisma.MemberGetPayload<{ select: typeof MEMBER_SELECT }>;
export type ExportRevision = Prisma.PostRevisionGetPayload<{ select: typeof REVISION_SELECT }>;

const MEMBER_SELECT = { id: true, externalId: true, name: true, nameEn: true, email: true, handle: true } as const;
const REVISION_SELECT = {
  postId: true,
  floor: true,
  title: true,
  body: true,
  editorId: true,
  reason: true,
  createdAt: true,
} as const;

/** Threads after `afterId`, with all the posts and the people and histories that belong to them. */
export interface ExportBatch {
  threads: ExportThread[];
  members: Map<string, ExportMember>;
  /** Revisions of posts that have more than one, by post id. */
  revisions: Map<number, ExportRevision[]>;
}

export async function exportBatch(
  database: Tx,
  { afterId, take, withRed }: { afterId: number; take: number; withRed: boolean },
): Promise<ExportBatch> {
  const threads = await database.thread.findMany({
    where: { id: { gt: afterId }, ...exported(withRed) },
    orderBy: { id: 'asc' },
    take,
    select: exportSelect(withRed),
  });
  const posts = threads.flatMap((thread) => thread.posts);
  const edited = posts.filter((post) => post.revision > 1).map((post) => post.id);
  const rows =
    edited.length === 0
      ? []
      : await database.postRevision.findMany({
          // A text that was taken out leaves with nothing: neither its words nor an empty one in their place.
          where: { postId: { in: edited }, removedAt: null },
          orderBy: [{ postId: 'asc' }, { number: 'desc' }],
          select: REVISION_SELECT,
        });
  const memberIds = new Set([
    ...posts.flatMap((post) => [post.authorId, post.deletedById, ...post.votes.map((vote) => vote.memberId)]),
    ...threads.flatMap((thread) => [...thread.same, ...thread.recipients].map((mark) => mark.memberId)),
    ...rows.map((row) => row.editorId),
  ]);
  memberIds.delete(null);
  const wanted = [...memberIds].filter((id) => id !== null);
  const members = await database.member.findMany({ where: { id: { in: wanted } }, select: MEMBER_SELECT });
  const revisions = new Map<number, ExportRevision[]>();
  for (const row of rows) {
    revisions.set(row.postId, [...(revisions.get(row.postId) ?? []), row]);
  }
  for (const { id, label } of posts) {
    // A file carries its posts' labels of today: what was written under a stricter one stays here.
    revisions.set(id, openTexts(revisions.get(id) ?? [], label).reverse());
  }
  return { threads, revisions, members: new Map(members.map((member) => [member.id, member])) };
}
