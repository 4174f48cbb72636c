import type { Readable } from 'node:stream';
import { FILE_SELECT, type FileView, toFileView } from '#app/domain/attachments/model';
import { notFound, orNotFound } from '#app/domain/errors';
import { type Label, strictest, strictness } from '#app/domain/labels';
import { brokenBy, canBreakGlass } from '#app/domain/threads/break-glass.server';
import { recordReader } from '#app/domain/threads/readers.server';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb, getFileStore } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** A file for whoever may have it. */
export interface OpenableFile extends FileView {
  sha256: string;
  /** For the caching rule. */
  label: Label;
  /** The bytes, as a stream. Throws not_found where they are gone. */
  open: () => Promise<Readable>;
}

const OPEN_SELECT = {
  ...FILE_SELECT,
  sha256: true,
  storageKey: true,
  post: { select: { label: true, threadId: true, thread: { select: { label: true } } } },
} as const satisfies Prisma.AttachmentSelect;

/**
 * A file, when the viewer sees its post, the post above that, and the thread, and none of them is deleted; one that is
 * not published yet for its uploader alone. Anything else is not_found, like a file that never was. Whoever reads what is
 * stricter than GREEN is written down before they have it.
 */
export async function getFile(viewer: Viewer, id: number): Promise<OpenableFile> {
  const seen = await findFile(id, visibleFiles(viewer));
  const { row, brokeGlass } = seen ? { row: seen, brokeGlass: false } : await throughGlass(viewer, id);
  const label = row.post ? strictest(row.post.label, row.post.thread.label) : 'RED';
  if (row.post && strictness(label) > strictness('GREEN')) {
    await recordReader(viewer, row.post.threadId, brokeGlass);
  }
  const { sha256, storageKey } = row;
  return {
    ...toFileView(row),
    sha256,
    label,
    open: async () => orNotFound(await getFileStore().open(storageKey)),
  };
}

function findFile(id: number, where: Prisma.AttachmentWhereInput) {
  return getDb().attachment.findFirst({ where: { AND: [{ id }, where] }, select: OPEN_SELECT });
}

/** THE where-clause of files. */
function visibleFiles(viewer: Viewer): Prisma.AttachmentWhereInput {
  const seen = visiblePosts(viewer);
  const published = { post: { AND: [seen, { OR: [{ parentId: null }, { parent: seen }] }] } };
  return isMember(viewer) ? { OR: [published, { postId: null, uploaderId: viewer.memberId }] } : published;
}

/** What the page shows to whoever broke the glass of its thread, its files show too. */
async function throughGlass(viewer: Viewer, id: number) {
  if (!canBreakGlass(viewer)) {
    throw notFound();
  }
  const there = { deletedAt: null };
  const opened = { ...there, opened: { some: brokenBy(viewer) } };
  const row = orNotFound(
    await findFile(id, { post: { ...there, thread: opened, OR: [{ parentId: null }, { parent: there }] } }),
  );
  // Only while the thread itself is out of sight: in one that is seen, the page hides stricter answers too.
  const where = { AND: [visibleThreads(viewer), { id: row.post?.threadId ?? 0 }] };
  if ((await getDb().thread.count({ where })) > 0) {
    throw notFound();
  }
  return { row, brokeGlass: true };
}

/** One's own files that are not published yet, by the form they were uploaded in. */
export async function listUploads(viewer: Viewer): Promise<Map<string, FileView[]>> {
  if (!isMember(viewer)) {
    return new Map();
  }
  // Mostly there are none, and this is read with every thread page: by hand, for half the cost.
  const any = await getDb().$queryRaw<unknown[]>`
    SELECT 1 FROM "Attachment" WHERE "uploaderId" = ${viewer.memberId} AND "postId" IS NULL LIMIT 1`;
  if (any.length === 0) {
    return new Map();
  }
  const rows = await getDb().attachment.findMany({
    where: { uploaderId: viewer.memberId, postId: null },
    orderBy: { id: 'asc' },
    select: { ...FILE_SELECT, draftKey: true },
  });
  const byForm = new Map<string, FileView[]>();
  for (const row of rows) {
    const key = row.draftKey ?? '';
    byForm.set(key, [...(byForm.get(key) ?? []), toFileView(row)]);
  }
  return byForm;
}

/** The files of a post, for whoever has seen to it that the viewer sees it. */
export async function unsafeFilesOfPost(postId: number): Promise<FileView[]> {
  const rows = await getDb().attachment.findMany({ where: { postId }, orderBy: { id: 'asc' }, select: FILE_SELECT });
  return rows.map(toFileView);
}
