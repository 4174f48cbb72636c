import { stringify } from 'csv-stringify/sync';
import { recordAudit } from '#app/domain/audit/commands.server';
import { parseDetail } from '#app/domain/audit/queries.server';
import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { now } from '#app/domain/clock';
import { BOM } from '#app/domain/csv';
import { forbidden } from '#app/domain/errors';
import { personName } from '#app/domain/members/columns.server';
import { type MembershipState, membershipState } from '#app/domain/members/model';
import { canAdminister } from '#app/domain/members/policy';
import { localName, type Named } from '#app/domain/named';
import { ROLES, type Role, type Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';

/** A role or a privilege, and who has it: the current list that the Data Security Regulations 2017 ask for. */
export interface AccessRow {
  what: Exclude<Role, 'member'> | 'contact';
  /** Whose contact they are. */
  authority: Named | null;
  person: { handle: string; name: Named };
  state: MembershipState;
  /** ISO 8601, and who gave it; null where the audit log does not reach back to it. */
  since: string | null;
  by: Named | null;
  secondFactor: boolean;
  /** ISO 8601. */
  lastSeenAt: string | null;
}

/** What gives somebody a role or a privilege. */
const GIVING = ['member.role', 'member.authorities', 'member.join', 'setup.claim'];

/** Who may do what beyond a member, strongest role first, for administrators; forbidden for others. */
export async function listAccess(viewer: Viewer): Promise<AccessRow[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const members = await getDb().member.findMany({
    where: { erasedAt: null, OR: [{ role: { not: 'member' } }, { authorities: { some: { primaryContact: true } } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: {
      authorities: { where: { primaryContact: true }, orderBy: { position: 'asc' } },
      secondFactor: { select: { confirmedAt: true } },
    },
  });
  const [given, authorities] = await Promise.all([readGiving(), authoritiesById()]);
  const at = now();
  const rows = members.flatMap((member): AccessRow[] => {
    const entries = given.filter((entry) => entry.subjectId === member.id);
    const person = {
      person: { handle: member.handle, name: personName(member) },
      state: membershipState(member, at),
      secondFactor: Boolean(member.secondFactor?.confirmedAt),
      lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
    };
    const contacts = member.authorities.map(({ authorityId }) => ({
      ...{ what: 'contact' as const, authority: authorities.get(authorityId)?.name ?? null, ...person },
      ...givenBy(entries, 'member.authorities', (detail) => listed(detail.primaryContact).includes(authorityId)),
    }));
    const role = member.role;
    const roles =
      role === 'member'
        ? []
        : [{ what: role, authority: null, ...person, ...givenBy(entries, 'member.role', (it) => it.role === role) }];
    return [...roles, ...contacts];
  });
  const strength = ({ what }: AccessRow) => (what === 'contact' ? 0 : ROLES.indexOf(what));
  return rows.sort((one, other) => strength(other) - strength(one));
}

type Giving = Awaited<ReturnType<typeof readGiving>>[number];

async function readGiving() {
  const entries = await getDb().auditEntry.findMany({
    where: { action: { in: GIVING }, outcome: 'allowed', subjectType: 'member' },
    orderBy: { id: 'asc' },
    select: { at: true, action: true, memberId: true, subjectId: true, detail: true },
  });
  const ids = [...new Set(entries.flatMap((entry) => entry.memberId ?? []))];
  const people = await getDb().member.findMany({
    where: { id: { in: ids.slice(0, PEOPLE_MAX) } },
    select: { id: true, name: true, nameEn: true },
  });
  const names = new Map(people.map((person) => [person.id, personName(person)]));
  return entries.map((entry) => ({ ...entry, by: names.get(entry.memberId ?? '') ?? null }));
}

const PEOPLE_MAX = 500;

/** When it was given last: the entry after which it was so and before which it was not; else when they joined with it. */
function givenBy(
  entries: Giving[],
  action: string,
  holds: (detail: ReturnType<typeof parseDetail>) => boolean,
): { since: string | null; by: Named | null } {
  const since = entries.reduce<Giving | null>((before, entry) => {
    if (entry.action !== action) {
      return before ?? entry;
    }
    const goesOn = before?.action === action ? before : entry;
    return holds(parseDetail(entry.detail)) ? goesOn : null;
  }, null);
  return { since: since?.at.toISOString() ?? null, by: since?.by ?? null };
}

function listed(ids: unknown): number[] {
  return typeof ids === 'string' ? ids.split(',').map(Number) : [];
}

/** The same as a CSV file; that it was taken out is an entry of the log. */
export async function exportAccess(viewer: Viewer, locale: Locale): Promise<string> {
  const rows = await listAccess(viewer);
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const t = translator(locale);
  const titles = ['what', 'authority', 'name', 'handle', 'state', 'since', 'by', 'factor', 'lastSeen'] as const;
  const records = rows.map((row) => [
    row.what === 'contact' ? t('access.contact') : t(`roles.${row.what}`),
    row.authority ? localName(row.authority, locale) : '',
    localName(row.person.name, locale),
    row.person.handle,
    t(`members.state.${row.state}`),
    row.since ?? '',
    row.by ? localName(row.by, locale) : '',
    t(row.secondFactor ? 'access.yes' : 'access.no'),
    row.lastSeenAt ?? '',
  ]);
  await recordAudit(getDb(), { memberId: viewer.memberId, action: 'access.export', detail: { rows: rows.length } });
  const table = [titles.map((title) => t(`access.${title}`)), ...records];
  return BOM + stringify(table, { record_delimiter: 'windows', escape_formulas: true });
}
