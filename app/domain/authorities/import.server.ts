import { recordAudit } from '#app/domain/audit/commands.server';
import { AUTHORITY_SHEET } from '#app/domain/authorities/import-form';
import type { AuthorityInput } from '#app/domain/authorities/input';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision } from '#app/domain/revision';
import { authorityChanged } from '#app/domain/search/people.server';
import { queueSearch } from '#app/domain/search/queue.server';
import { type ImportReport, type LineOutcome, readLinesOf } from '#app/domain/sheet-import';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/**
 * Brings authorities in from a CSV file: all or nothing, known by their slug, none is ever taken away. Without `apply`
 * it only says what would happen. Forbidden for all but administrators.
 */
export async function importAuthorities(
  viewer: Viewer,
  bytes: Uint8Array,
  options: { apply: boolean },
): Promise<ImportReport> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return unsafeImportAuthorities(viewer.memberId, bytes, options);
}

/** The same for the command line, whose user owns the installation: `actorId` null. */
export async function unsafeImportAuthorities(
  actorId: string | null,
  bytes: Uint8Array,
  { apply }: { apply: boolean },
): Promise<ImportReport> {
  const { lines, faults } = readLinesOf(bytes, AUTHORITY_SHEET);
  const report = await getDb().$transaction(
    async (tx): Promise<ImportReport> => {
      // There are some 255 of them in all.
      const known = new Map((await tx.authority.findMany()).map((row) => [row.slug, row]));
      const planned = lines.map(({ line, value }) => {
        const row = known.get(value.slug);
        return { line, value, id: row?.id, outcome: outcomeOf(value, row) };
      });
      const applied = apply && faults.length === 0 && planned.length > 0;
      if (applied) {
        await write(tx, actorId, planned);
      }
      const done = planned.map(({ line, value, outcome }) => ({ line, key: value.slug, outcome }));
      return { lines: done, faults, applied };
    },
    { maxWait: 60_000, timeout: 120_000 },
  );
  if (report.applied) {
    bumpRevision();
  }
  return report;
}

function outcomeOf(value: AuthorityInput, row: AuthorityInput | undefined): LineOutcome {
  if (row === undefined) {
    return 'added';
  }
  const columns = ['nameHe', 'nameEn', 'kind', 'district', 'size', 'population'] as const;
  return columns.every((column) => value[column] === row[column]) ? 'left' : 'changed';
}

interface Planned {
  value: AuthorityInput;
  id: number | undefined;
  outcome: LineOutcome;
}

async function write(tx: DatabaseTransaction, actorId: string | null, planned: Planned[]): Promise<void> {
  const at = now();
  const added = planned.filter(({ outcome }) => outcome === 'added');
  await tx.authority.createMany({ data: added.map(({ value }) => ({ ...value, createdAt: at })) });
  const slugs = added.map(({ value }) => value.slug);
  const made = await tx.authority.findMany({ where: { slug: { in: slugs } }, select: { id: true } });
  await queueSearch(
    tx,
    made.map(({ id }) => ({ entity: 'authority', id })),
    at,
  );
  for (const { id, value, outcome } of planned) {
    if (id !== undefined && outcome === 'changed') {
      await tx.authority.update({ where: { id }, data: value });
      await authorityChanged(tx, id);
    }
  }
  const count = (outcome: LineOutcome) => planned.filter((one) => one.outcome === outcome).length;
  const detail = { added: count('added'), changed: count('changed'), left: count('left') };
  await recordAudit(tx, { memberId: actorId, action: 'authority.import', detail });
}
