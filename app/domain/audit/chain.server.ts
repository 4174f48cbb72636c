import { createHash } from 'node:crypto';
import { now } from '#app/domain/clock';
import { getDb } from '#app/instances.server';
import type { AuditEntry, AuditSeal } from '#prisma/generated/sqlite/client';

/** The log keeps an entry for 24 months (Data Security Regulations, 2017; DOMAIN 6). In calendar months. */
const KEPT_MONTHS = 24;

const BATCH = 200;
/** A transaction may commit after another that took a higher number: so far below the last sealed one is looked. */
const LATE_IDS = 1_000;

const FIRST = '0'.repeat(64);

/** The hash of a link: the link before it, and every column of the entry. */
function linkHash(before: string, entry: AuditEntry): string {
  const { id, at, memberId, action, outcome, subjectType, subjectId, ipAddress, requestId, detail } = entry;
  const fields = [
    id,
    at.toISOString(),
    memberId,
    action,
    outcome,
    subjectType,
    subjectId,
    ipAddress,
    requestId,
    detail,
  ];
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify(fields)}`)
    .digest('hex');
}

function lastSeal(): Promise<AuditSeal | null> {
  return getDb().auditSeal.findFirst({ orderBy: { position: 'desc' } });
}

/**
 * Adds entries that are not in the chain yet to its end; answers how many. Two processes at once: one of them finds the
 * position taken, adds nothing, and goes on from there the next time.
 */
export async function sealEntries(): Promise<number> {
  const db = getDb();
  const last = await lastSeal();
  const { _max } = await db.auditSeal.aggregate({ _max: { entryId: true } });
  const from = Math.max(0, (_max.entryId ?? 0) - LATE_IDS);
  const ids = await db.$queryRaw<{ id: number }[]>`
    SELECT "id" FROM "AuditEntry" WHERE "id" > ${from}
      AND NOT EXISTS (SELECT 1 FROM "AuditSeal" WHERE "entryId" = "AuditEntry"."id") ORDER BY "id" LIMIT ${BATCH}`;
  const entries = await db.auditEntry.findMany({
    where: { id: { in: ids.map(({ id }) => Number(id)) } },
    orderBy: { id: 'asc' },
  });
  let { position, hash } = last ?? { position: 0, hash: FIRST };
  const seals = entries.map((entry) => {
    position += 1;
    hash = linkHash(hash, entry);
    return { position, entryId: entry.id, at: entry.at, hash };
  });
  if (seals.length > 0) {
    await db.auditSeal.createMany({ data: seals });
  }
  return seals.length;
}

/** Something in the log that is not as it was written. */
export interface ChainFault {
  position: number;
  /** Null where the seal itself is missing. */
  entryId: number | null;
  kind: 'changed' | 'removed' | 'seal_missing';
}

export interface ChainReport {
  /** Entries in the chain that were compared. */
  verified: number;
  /** Those that passed their time and are gone by rule. */
  expired: number;
  faults: ChainFault[];
  /** The end of the chain: whoever keeps it elsewhere can tell later that nothing was cut off. */
  head: { position: number; hash: string };
}

const FAULTS_MAX = 100;

/** The order of the chain is the order of time but for what commits late. In milliseconds. */
const OUT_OF_ORDER_MS = 24 * 60 * 60 * 1000;

/**
 * Follows the whole chain and compares every entry with its seal. `expected`: an end of the chain noted earlier,
 * which must still be in it as it was.
 */
export async function verifyChain(expected?: { position: number; hash: string }): Promise<ChainReport> {
  const db = getDb();
  const report: ChainReport = { verified: 0, expired: 0, faults: [], head: { position: 0, hash: FIRST } };
  const fault = (one: ChainFault) => report.faults.length < FAULTS_MAX && report.faults.push(one);
  const goneBefore = oldestKept();
  // A seal's own time is not in its hash: after an entry that is clearly not due yet, none has gone by rule.
  const surelyKept = goneBefore.getTime() + OUT_OF_ORDER_MS;
  let keptBefore = false;
  let before = FIRST;
  for (;;) {
    const seals: AuditSeal[] = await db.auditSeal.findMany({
      where: { position: { gt: report.head.position } },
      orderBy: { position: 'asc' },
      take: BATCH,
    });
    const rows = await db.auditEntry.findMany({ where: { id: { in: seals.map(({ entryId }) => entryId) } } });
    const entries = new Map(rows.map((row) => [row.id, row]));
    for (const seal of seals) {
      const { position, entryId } = seal;
      const entry = entries.get(entryId);
      if (position !== report.head.position + 1) {
        fault({ position: report.head.position + 1, entryId: null, kind: 'seal_missing' });
      } else if (entry) {
        report.verified += 1;
        keptBefore ||= entry.at.getTime() > surelyKept;
        if (linkHash(before, entry) !== seal.hash) {
          fault({ position, entryId, kind: 'changed' });
        }
      } else if (seal.at < goneBefore && !keptBefore) {
        report.expired += 1;
      } else {
        fault({ position, entryId, kind: 'removed' });
      }
      before = seal.hash;
      report.head = { position, hash: seal.hash };
    }
    if (seals.length < BATCH) {
      break;
    }
  }
  if (expected) {
    const seal = await db.auditSeal.findUnique({ where: { position: expected.position } });
    if (seal?.hash !== expected.hash) {
      fault({ position: expected.position, entryId: seal?.entryId ?? null, kind: seal ? 'changed' : 'seal_missing' });
    }
  }
  return report;
}

/** The end of the chain as it is now; null before the first entry. */
export async function chainHead(): Promise<{ position: number; hash: string } | null> {
  const last = await lastSeal();
  return last && { position: last.position, hash: last.hash };
}

function oldestKept(): Date {
  const limit = now();
  limit.setUTCMonth(limit.getUTCMonth() - KEPT_MONTHS);
  return limit;
}

/** Deletes entries that have passed their time; their seals stay. Answers how many. */
export async function deleteExpiredEntries(): Promise<number> {
  const { count } = await getDb().auditEntry.deleteMany({ where: { at: { lt: oldestKept() } } });
  return count;
}
