import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuthorityInput } from '#app/domain/authorities/input';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision } from '#app/domain/revision';
import { authorityChanged } from '#app/domain/search/people.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Adds an authority (`id` null) or changes one; returns its id. Throws `forbidden` for all but administrators,
 * `not_found` for an unknown id, `conflict` for a slug that another has.
 */
export async function saveAuthority(viewer: Viewer, id: number | null, input: AuthorityInput): Promise<number> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const saved = await getDb().$transaction(async (transaction) => {
    const same = await transaction.authority.findUnique({ where: { slug: input.slug }, select: { id: true } });
    if (same && same.id !== id) {
      throw new DomainError('conflict', 'slug_taken', { field: 'slug' });
    }
    if (id !== null) {
      orNotFound(await transaction.authority.findUnique({ where: { id }, select: { id: true } }));
    }
    const row =
      id === null
        ? await transaction.authority.create({ data: { ...input, createdAt: now() } })
        : await transaction.authority.update({ where: { id }, data: input });
    await authorityChanged(transaction, row.id);
    const action = id === null ? 'authority.create' : 'authority.edit';
    await recordAudit(transaction, { memberId: viewer.memberId, action, subject: { type: 'authority', id: row.id } });
    return row.id;
  });
  bumpRevision();
  return saved;
}
