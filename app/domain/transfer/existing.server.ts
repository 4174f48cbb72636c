import { parseNativeId, postExternalId, threadExternalId } from '#app/domain/transfer/external-ids';
import type { Tx } from '#app/domain/tx';
import type { Prisma } from '#prisma/generated/sqlite/client';

const EXISTING_SELECT = {
  id: true,
  externalId: true,
  createdAt: true,
  authorId: true,
  topicId: true,
  kind: true,
  title: true,
  label: true,
  lockedAt: true,
  deletedAt: true,
  acceptedPostId: true,
  tags: { select: { tag: { select: { slug: true } } } },
  same: { select: { memberId: true } },
  recipients: { select: { memberId: true } },
  posts: {
    select: {
      id: true,
      externalId: true,
      kind: true,
      label: true,
      body: true,
      revision: true,
      createdAt: true,
      editedAt: true,
      deletedAt: true,
      votes: { select: { memberId: true } },
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.ThreadSelect;

type ThreadRow = Prisma.ThreadGetPayload<{ select: typeof EXISTING_SELECT }>;
export type ExistingPost = ThreadRow['posts'][number];

/** A thread that an earlier import brought, or that was written here and comes back from an export. */
export interface ExistingThread extends Omit<ThreadRow, 'posts'> {
  opening: ExistingPost;
  /** Answers and comments by the id they travel under. */
  posts: Map<string, ExistingPost>;
}

/** The threads of these external ids that the forum has, by external id. */
export async function findExisting(tx: Tx, externalIds: string[]): Promise<Map<string, ExistingThread>> {
  const natives = externalIds.flatMap((externalId) => parseNativeId(externalId) ?? []);
  const heads = await tx.thread.findMany({
    where: {
      OR: [{ externalId: { in: externalIds } }, { externalId: null, id: { in: natives.map((native) => native.id) } }],
    },
    select: { id: true, externalId: true, createdAt: true },
  });
  const wanted = new Set(externalIds);
  const ids = heads.filter((head) => wanted.has(threadExternalId(head))).map((head) => head.id);
  if (ids.length === 0) {
    return new Map();
  }
  const rows = await tx.thread.findMany({ where: { id: { in: ids } }, select: EXISTING_SELECT });
  return new Map(
    rows.flatMap(({ posts, ...thread }) => {
      const opening = posts.find((post) => post.kind === 'opening');
      const others = posts
        .filter((post) => post.kind !== 'opening')
        .map((post) => [postExternalId(post), post] as const);
      return opening ? [[threadExternalId(thread), { ...thread, opening, posts: new Map(others) }] as const] : [];
    }),
  );
}
