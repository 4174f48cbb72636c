import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import type { ContactInput } from '#app/domain/pages/input';
import type { PageContact } from '#app/domain/pages/model';
import { bumpRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const PARTS = ['nameHe', 'nameEn', 'email', 'phone'] as const;
const keyOf = (part: keyof PageContact): string => `accessibility.contact.${part}`;

/** Whom to turn to about accessibility, as the association says; empty where it says nothing. */
export async function pageContact(db: Tx = getDb()): Promise<PageContact> {
  const rows = await db.setting.findMany({ where: { key: { in: PARTS.map(keyOf) } } });
  const part = (one: keyof PageContact) => rows.find(({ key }) => key === keyOf(one))?.value ?? '';
  return { nameHe: part('nameHe'), nameEn: part('nameEn'), email: part('email'), phone: part('phone') };
}

/**
 * Says whom to turn to about accessibility. For administrators; forbidden for others. The audit log has which parts
 * changed, and no address of a person.
 */
export async function setPageContact(viewer: Viewer, input: ContactInput): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const updatedAt = now();
  await getDb().$transaction(async (tx) => {
    const before = await pageContact(tx);
    const changed = PARTS.filter((part) => before[part] !== input[part]);
    for (const part of changed) {
      const stored = { value: input[part], updatedAt };
      await tx.setting.upsert({ where: { key: keyOf(part) }, create: { key: keyOf(part), ...stored }, update: stored });
    }
    if (changed.length > 0) {
      const detail = { changed: changed.join(', ') };
      await recordAudit(tx, { memberId: viewer.memberId, action: 'page.contact', detail });
    }
  });
  bumpRevision();
}
