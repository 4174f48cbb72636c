import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UNATTACHED_LIFETIME_MS } from '#app/domain/attachments/model';
import { now } from '#app/domain/clock';
import { getDb, getFileStore, stagingFolder } from '#app/instances.server';

/** What a sweep took away. */
export interface Swept {
  /** Files of forms that were not published for a day. */
  unpublished: number;
  /** Bytes without a row: removed by an edit, or left by a process that stopped half-way. */
  orphans: number;
  /** Received and never looked at. */
  staged: number;
}

const BATCH = 500;

/**
 * Removes what nobody needs: uploads of forms left unpublished for a day, bytes whose row is gone, received files that
 * were forgotten. Nothing younger than a day is touched, so that no upload under way is disturbed.
 */
export async function sweepFiles(): Promise<Swept> {
  const before = new Date(now().getTime() - UNATTACHED_LIFETIME_MS);
  const { count } = await getDb().attachment.deleteMany({ where: { postId: null, createdAt: { lt: before } } });
  return { unpublished: count, orphans: await sweepOrphans(before), staged: await sweepStaging(before) };
}

async function sweepOrphans(before: Date): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  for await (const { key, writtenAt } of getFileStore().list()) {
    if (writtenAt < before) {
      batch.push(key);
    }
    if (batch.length === BATCH) {
      removed += await removeUnknown(batch);
      batch = [];
    }
  }
  return removed + (await removeUnknown(batch));
}

async function removeUnknown(keys: string[]): Promise<number> {
  const rows = await getDb().attachment.findMany({ where: { storageKey: { in: keys } }, select: { storageKey: true } });
  const known = new Set(rows.map(({ storageKey }) => storageKey));
  const unknown = keys.filter((key) => !known.has(key));
  for (const key of unknown) {
    await getFileStore().remove(key);
  }
  return unknown.length;
}

async function sweepStaging(before: Date): Promise<number> {
  const folder = stagingFolder();
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() && found.mtime < before) {
      await rm(path, { force: true });
      removed += 1;
    }
  }
  return removed;
}
