import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { type Draft, type DraftFields, MAX_DRAFTS, toDraft } from '#app/domain/drafts/model';
import { DomainError } from '#app/domain/errors';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Saved, or not because another device saved in between: then `current` is what stands on the server. */
export type SaveResult = { saved: true; draft: Draft } | { saved: false; current: Draft };

/**
 * Keeps what is being written. `baseVersion` is the version the writer started from (0 for a new draft); when another
 * device saved since, nothing is overwritten and the other text comes back.
 */
export async function saveDraft(
  viewer: Viewer,
  key: string,
  fields: DraftFields,
  baseVersion: number,
): Promise<SaveResult> {
  const { memberId } = requireReader(viewer);
  const where = { memberId_key: { memberId, key } };
  return getDb().$transaction(async (tx) => {
    const known = await tx.draft.findUnique({ where });
    if (known && known.version !== baseVersion) {
      return { saved: false, current: toDraft(known) };
    }
    if (!known && (await tx.draft.count({ where: { memberId } })) >= MAX_DRAFTS) {
      throw new DomainError('too_many', 'tooManyDrafts', { values: { max: MAX_DRAFTS } });
    }
    const data = { fields: JSON.stringify(fields), updatedAt: now() };
    const row = await tx.draft.upsert({
      where,
      create: { memberId, key, ...data, version: 1 },
      update: { ...data, version: { increment: 1 } },
    });
    return { saved: true, draft: toDraft(row) };
  });
}

/** Throws a draft of one's own away. */
export async function discardDraft(viewer: Viewer, key: string): Promise<void> {
  const { memberId } = requireReader(viewer);
  await getDb().draft.deleteMany({ where: { memberId, key } });
}

/** What was being written has been posted: the draft goes in the same transaction. */
export async function clearDraft(tx: Tx, memberId: string, key: string): Promise<void> {
  await tx.draft.deleteMany({ where: { memberId, key } });
}

/** What was being written about is gone: so is what everybody had begun to write. */
export async function clearDrafts(tx: Tx, key: string): Promise<void> {
  await tx.draft.deleteMany({ where: { key } });
}
