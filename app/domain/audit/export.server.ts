import { stringify } from 'csv-stringify/sync';
import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditFilter } from '#app/domain/audit/input';
import type { AuditLine } from '#app/domain/audit/model';
import { auditWhere, unsafeReadAudit } from '#app/domain/audit/queries.server';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** Read at once; never more than a part is in memory. */
const PART_ROWS = 1_000;

const COLUMNS = ['id', 'at', 'action', 'outcome', 'actor', 'subject', 'subjectId', 'ip', 'request', 'detail'];

/** Spreadsheet programs take a file for UTF-8 only by this. */
const BOM = '\ufeff';

/**
 * The log as a CSV file, in parts, newest first and whole, for administrators; forbidden for others. That it was taken
 * out is an entry itself, written before the first part is handed over and not in it. Whatever a spreadsheet program
 * would calculate is made text (OWASP: CSV injection).
 */
export async function exportAudit(viewer: Viewer, filter: AuditFilter): Promise<AsyncIterable<string>> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const where = await auditWhere(filter);
  const { _count, _max } = await getDb().auditEntry.aggregate({
    where: { ...where, ...(filter.before ? { id: { lt: filter.before } } : {}) },
    _count: true,
    _max: { id: true },
  });
  await recordAudit(getDb(), { memberId: viewer.memberId, action: 'audit.export', detail: { rows: _count } });
  return parts(where, (_max.id ?? 0) + 1);
}

async function* parts(where: Prisma.AuditEntryWhereInput, end: number): AsyncGenerator<string> {
  yield BOM + toCsv([COLUMNS]);
  let before: number | null = end;
  while (before !== null) {
    const { lines, next }: Awaited<ReturnType<typeof unsafeReadAudit>> = await unsafeReadAudit(
      where,
      before,
      PART_ROWS,
    );
    yield toCsv(lines.map(toRow));
    before = next;
  }
}

function toCsv(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows', escape_formulas: true });
}

function toRow(line: AuditLine): string[] {
  const { id, at, action, outcome, actor, subject, ipAddress, requestId, detail } = line;
  return [
    String(id),
    at,
    action,
    outcome,
    actor?.handle ?? '',
    subject?.type ?? '',
    subject?.id ?? '',
    ipAddress ?? '',
    requestId ?? '',
    JSON.stringify(detail),
  ];
}
