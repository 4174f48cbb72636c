import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision } from '#app/domain/revision';
import type { TopicInput } from '#app/domain/topics/input';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Adds a topic (`id` null) or changes one; returns its id. Throws `forbidden` for all but administrators, `not_found`
 * for an unknown id, `conflict` for a slug that another has.
 */
export async function saveTopic(viewer: Viewer, id: number | null, input: TopicInput): Promise<number> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const saved = await getDb().$transaction(async (transaction) => {
    const same = await transaction.topic.findUnique({ where: { slug: input.slug }, select: { id: true } });
    if (same && same.id !== id) {
      throw new DomainError('conflict', 'slug_taken', { field: 'slug' });
    }
    if (id !== null) {
      orNotFound(await transaction.topic.findUnique({ where: { id }, select: { id: true } }));
    }
    const row =
      id === null
        ? await transaction.topic.create({ data: { ...input, createdAt: now() } })
        : await transaction.topic.update({ where: { id }, data: input });
    const action = id === null ? 'topic.create' : 'topic.edit';
    await recordAudit(transaction, { memberId: viewer.memberId, action, subject: { type: 'topic', id: row.id } });
    return row.id;
  });
  bumpRevision();
  return saved;
}
