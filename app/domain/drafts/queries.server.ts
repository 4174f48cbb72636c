import { requireMember } from '#app/domain/acting';
import { type Draft, toDraft } from '#app/domain/drafts/model';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** One's own draft, or null. */
export async function findDraft(viewer: Viewer, key: string): Promise<Draft | null> {
  if (!isMember(viewer)) {
    return null;
  }
  const row = await getDb().draft.findUnique({ where: { memberId_key: { memberId: viewer.memberId, key } } });
  return row ? toDraft(row) : null;
}

/** All one's drafts, the last written first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const { memberId } = requireMember(viewer);
  const rows = await getDb().draft.findMany({ where: { memberId }, orderBy: { updatedAt: 'desc' } });
  return rows.map(toDraft);
}
