import { z } from 'zod';
import type { AuditFilter } from '#app/domain/audit/input';
import type { AuditLine } from '#app/domain/audit/model';
import { forbidden } from '#app/domain/errors';
import { personName } from '#app/domain/members/columns.server';
import { canAdminister } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import type { Viewer } from '#app/domain/viewer';
import { instantAtEndOfDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

const PAGE_ROWS = 50;
const DAY_MS = 86_400_000;

const Detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The log, newest first, for administrators; forbidden for others. `next` is the id below which the next page begins. */
export async function listAudit(
  viewer: Viewer,
  filter: AuditFilter,
): Promise<{ lines: AuditLine[]; next: number | null }> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return unsafeReadAudit(await auditWhere(filter), filter.before, PAGE_ROWS);
}

/** A filter as a where-clause, without where its page begins. */
export async function auditWhere(filter: AuditFilter): Promise<Prisma.AuditEntryWhereInput> {
  const about = filter.member ? await aboutMember(filter.member) : {};
  return {
    ...(filter.action ? { action: filter.action } : {}),
    ...(filter.outcome ? { outcome: filter.outcome } : {}),
    at: {
      ...(filter.from ? { gte: startOfDay(filter.from) } : {}),
      ...(filter.to ? { lt: instantAtEndOfDay(filter.to) } : {}),
    },
    ...about,
  };
}

/** So many entries below an id, newest first, whoever asks. */
export async function unsafeReadAudit(
  where: Prisma.AuditEntryWhereInput,
  before: number | undefined,
  rows: number,
): Promise<{ lines: AuditLine[]; next: number | null }> {
  const found = await getDb().auditEntry.findMany({
    where: { ...where, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: 'desc' },
    take: rows + 1,
  });
  const shown = found.slice(0, rows);
  const people = await peopleIn(shown);
  const lines = shown.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    outcome: row.outcome,
    actor: people.get(row.memberId ?? '') ?? null,
    subject: subjectOf(row, people),
    ipAddress: row.ipAddress,
    requestId: row.requestId,
    detail: parseDetail(row.detail),
  }));
  return { lines, next: found.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
}

/** The day begins when the one before it ends. */
function startOfDay(day: string): Date {
  return instantAtEndOfDay(new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10));
}

/** Nothing for an unknown handle: a filter that matches nobody must not show everything. */
async function aboutMember(handle: string) {
  const member = await getDb().member.findUnique({ where: { handle }, select: { id: true } });
  const id = member?.id ?? '';
  return { OR: [{ memberId: id }, { subjectType: 'member', subjectId: id }] };
}

interface Row {
  memberId: string | null;
  subjectType: string | null;
  subjectId: string | null;
}
type People = Map<string, { name: Named; handle: string }>;

async function peopleIn(rows: Row[]): Promise<People> {
  const ids = rows.flatMap((row) => [row.memberId, row.subjectType === 'member' ? row.subjectId : null]);
  const members = await getDb().member.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true, nameEn: true, handle: true },
  });
  return new Map(members.map((member) => [member.id, { name: personName(member), handle: member.handle }]));
}

function subjectOf(row: Row, people: People): AuditLine['subject'] {
  if (row.subjectType === null || row.subjectId === null) {
    return null;
  }
  const name = row.subjectType === 'member' ? (people.get(row.subjectId)?.name ?? null) : null;
  return { type: row.subjectType, id: row.subjectId, name };
}

/** The details of an entry; none where they cannot be read. */
export function parseDetail(text: string): AuditLine['detail'] {
  try {
    const parsed = Detail.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
