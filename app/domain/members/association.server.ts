import { now } from '#app/domain/clock';
import type { Named } from '#app/domain/named';
import { cachedByRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';
import type { DatabaseTransaction } from '#prisma/client.server';

const NAME_HE = 'association.name.he';
const NAME_EN = 'association.name.en';

/** The association's name as entered at /setup; null before that. */
export const associationName = cachedByRevision(async (): Promise<Named | null> => {
  const rows = await getDb().setting.findMany({ where: { key: { in: [NAME_HE, NAME_EN] } } });
  const of = (key: string): string => rows.find((row) => row.key === key)?.value ?? '';
  const name = { he: of(NAME_HE) || of(NAME_EN), en: of(NAME_EN) || of(NAME_HE) };
  return name.he === '' ? null : name;
}, 60_000);

export async function storeAssociationName(transaction: DatabaseTransaction, name: Named): Promise<void> {
  for (const [key, value] of [
    [NAME_HE, name.he],
    [NAME_EN, name.en],
  ] as const) {
    const updatedAt = now();
    await transaction.setting.upsert({
      where: { key },
      create: { key, value, updatedAt },
      update: { value, updatedAt },
    });
  }
}
