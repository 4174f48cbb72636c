import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { requireMember } from '#app/domain/acting';
import { writeCleanImage } from '#app/domain/attachments/images.server';
import type { FileChoice } from '#app/domain/attachments/input';
import { inspectFile } from '#app/domain/attachments/inspect.server';
import {
  FILE_SELECT,
  type FileView,
  isImage,
  MAX_FILE_BYTES,
  MAX_POST_FILES,
  MEMBER_QUOTA_BYTES,
  toFileView,
} from '#app/domain/attachments/model';
import { cleanFileName } from '#app/domain/attachments/names';
import { refuseFile } from '#app/domain/attachments/refusals';
import { sha256Of } from '#app/domain/attachments/sha256.server';
import { newStorageKey } from '#app/domain/attachments/storage/store';
import { now } from '#app/domain/clock';
import { DraftKey } from '#app/domain/drafts/model';
import { DomainError } from '#app/domain/errors';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getFileStore, getLog, getScanner } from '#app/instances.server';

/** A file as it arrived: under a name of no meaning in the staging folder, not yet looked at. */
export interface ReceivedFile {
  /** What the sender calls it. */
  name: string;
  path: string;
  sizeBytes: number;
  /** More was sent than a file may have; the rest was not read. */
  cutOff: boolean;
}

/**
 * Takes the files of a form, one after another: each becomes the member's own, seen by nobody else, until the form is
 * published. Answers what was kept and why the others were not. The received files are gone afterwards.
 */
export async function keepUploads(
  viewer: Viewer,
  draftKey: string,
  received: ReceivedFile[],
): Promise<{ kept: FileView[]; refused: DomainError[] }> {
  const kept: FileView[] = [];
  const refused: DomainError[] = [];
  for (const file of received) {
    try {
      kept.push(await keepUpload(viewer, draftKey, file));
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      refused.push(error);
    } finally {
      await rm(file.path, { force: true });
    }
  }
  return { kept, refused };
}

async function keepUpload(viewer: Viewer, draftKey: string, received: ReceivedFile): Promise<FileView> {
  const { memberId } = requireMember(viewer);
  const key = DraftKey.safeParse(draftKey);
  if (!key.success) {
    throw new DomainError('invalid');
  }
  const sent = cleanFileName(received.name);
  if (received.cutOff || received.sizeBytes > MAX_FILE_BYTES) {
    throw refuseFile('fileTooLarge', { name: sent, max: MAX_FILE_BYTES / 1_000_000 });
  }
  if (received.sizeBytes === 0) {
    throw refuseFile('fileEmpty', { name: sent });
  }
  await requireRoom(getDb(), memberId, key.data, received.sizeBytes);
  await requireClean(received.path, sent);
  const { kind, name } = await inspectFile(received.path, sent);
  const cleanPath = `${received.path}-${randomBytes(4).toString('hex')}`;
  try {
    const size = isImage(kind) ? await writeCleanImage(received.path, cleanPath, kind.mediaType, name) : null;
    return await store(memberId, key.data, size ? cleanPath : received.path, {
      fileName: name,
      mediaType: kind.mediaType,
      width: size?.width ?? null,
      height: size?.height ?? null,
    });
  } finally {
    await rm(cleanPath, { force: true });
  }
}

interface Described {
  fileName: string;
  mediaType: string;
  width: number | null;
  height: number | null;
}

/** The bytes first, then the row: what is left without a row is swept, a row without bytes would be a broken promise. */
async function store(memberId: string, draftKey: string, path: string, described: Described): Promise<FileView> {
  const sizeBytes = (await stat(path)).size;
  const sha256 = await sha256Of(path);
  const storageKey = newStorageKey();
  await getFileStore().put(storageKey, path, { sizeBytes, sha256 });
  const row = await getDb().$transaction(async (tx) => {
    // The member's row is held until the end, so that of several uploads at once each counts those before it.
    await tx.member.updateMany({ where: { id: memberId }, data: { id: memberId } });
    await requireRoom(tx, memberId, draftKey, sizeBytes);
    return tx.attachment.create({
      data: { ...described, draftKey, sizeBytes, sha256, storageKey, uploaderId: memberId, createdAt: now() },
      select: FILE_SELECT,
    });
  });
  return toFileView(row);
}

async function requireRoom(tx: Tx, memberId: string, draftKey: string, sizeBytes: number): Promise<void> {
  // What an edited post has already is asked when the edit is published: it may take one away for another, and what
  // a post has is nothing to tell whoever names it here.
  const there = await tx.attachment.count({ where: { uploaderId: memberId, postId: null, draftKey } });
  if (there >= MAX_POST_FILES) {
    throw refuseFile('tooManyFiles', { max: MAX_POST_FILES });
  }
  const { _sum: sum } = await tx.attachment.aggregate({ where: { uploaderId: memberId }, _sum: { sizeBytes: true } });
  if ((sum.sizeBytes ?? 0) + sizeBytes > MEMBER_QUOTA_BYTES) {
    throw refuseFile('fileQuota', { max: MEMBER_QUOTA_BYTES / 1_000_000 });
  }
}

/** Where a scanner is configured, nothing passes that it has not called clean: not when it is away, either. */
async function requireClean(path: string, name: string): Promise<void> {
  const result = (await getScanner()?.(path)) ?? { is: 'clean' };
  if (result.is === 'infected') {
    getLog().warn({ found: result.name }, 'an upload was refused: malicious software');
    throw refuseFile('fileInfected', { name });
  }
  if (result.is === 'unavailable') {
    getLog().error({ reason: result.reason }, 'an upload was refused: it could not be scanned');
    throw refuseFile('fileNotScanned', { name }, 'unavailable');
  }
}

/**
 * Gives the post the files that its form names, if it does not have them yet, and takes away those to be dropped: the
 * post's, or the member's own that were not published yet. Somebody else's are as good as absent. Part of the command
 * that writes the post.
 */
export async function applyFileChoice(tx: Tx, memberId: string, postId: number, choice: FileChoice): Promise<void> {
  const drop = [...new Set(choice.drop)];
  const upload = [...new Set(choice.upload)].filter((id) => !drop.includes(id));
  const unpublished = { uploaderId: memberId, postId: null };
  if (drop.length > 0) {
    await tx.attachment.deleteMany({ where: { id: { in: drop }, OR: [{ postId }, unpublished] } });
  }
  if (upload.length === 0) {
    return;
  }
  await tx.attachment.updateMany({
    where: { id: { in: upload }, ...unpublished },
    data: { postId, draftKey: null },
  });
  if ((await tx.attachment.count({ where: { id: { in: upload }, postId } })) < upload.length) {
    throw refuseFile('fileGone');
  }
  if ((await tx.attachment.count({ where: { postId } })) > MAX_POST_FILES) {
    throw refuseFile('tooManyFiles', { max: MAX_POST_FILES });
  }
}
