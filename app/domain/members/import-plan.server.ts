import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import type { MemberLine } from '#app/domain/members/import-form';
import { type LineOutcome, type SheetFault, type SheetLine, unknownCell } from '#app/domain/sheet-import';
import type { Tx } from '#app/domain/tx';

/** A line of a file with what it finds in the forum. */
export interface PlannedMember {
  line: number;
  value: MemberLine;
  authorityIds: number[];
  known: KnownMember | null;
  /** An invitation that is open still. */
  invited: boolean;
  outcome: LineOutcome;
}

export type KnownMember = Awaited<ReturnType<typeof membersByEmail>>[number];

/** What a file would do, in a number of statements that depends on its batches alone. */
export async function planMembers(
  tx: Tx,
  lines: SheetLine<MemberLine>[],
): Promise<{ planned: PlannedMember[]; faults: SheetFault[] }> {
  const authorityOf = await authorityFinder(tx);
  const faults: SheetFault[] = [];
  const planned: PlannedMember[] = [];
  for (const batch of inBatches(lines)) {
    const emails = batch.map(({ value }) => value.email);
    const members = new Map((await membersByEmail(tx, emails)).map((row) => [row.email, row]));
    const invited = await invitedAmong(tx, emails);
    for (const { line, value } of batch) {
      const found = value.authority.map((name) => ({ name, id: authorityOf(name) }));
      const unknown = found.filter(({ id }) => id === undefined);
      faults.push(...unknown.map(({ name }) => unknownCell(line, 'authority', 'sheet_authority', name)));
      const authorityIds = [...new Set(found.flatMap(({ id }) => id ?? []))];
      const known = members.get(value.email) ?? null;
      const one = { line, value, authorityIds, known, invited: invited.has(value.email) };
      planned.push({ ...one, outcome: outcomeOf(one) });
    }
  }
  return { planned, faults };
}

function membersByEmail(tx: Tx, emails: string[]) {
  return tx.member.findMany({
    where: { email: { in: emails } },
    select: {
      ...{ id: true, handle: true, email: true, name: true, nameEn: true, itRole: true, employment: true },
      ...{ status: true, importedAt: true, erasedAt: true, createdAt: true },
      authorities: { select: { authorityId: true, primaryContact: true } },
    },
  });
}

async function invitedAmong(tx: Tx, emails: string[]): Promise<Set<string>> {
  const where = { email: { in: emails }, usedAt: null, expiresAt: { gt: now() } };
  return new Set((await tx.invitation.findMany({ where, select: { email: true } })).map(({ email }) => email));
}

async function authorityFinder(tx: Tx): Promise<(name: string) => number | undefined> {
  const rows = await tx.authority.findMany({ select: { id: true, slug: true, nameHe: true, nameEn: true } });
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/["'״׳]/g, '')
      .trim();
  const ids = new Map(rows.flatMap((row) => [row.slug, row.nameHe, row.nameEn].map((name) => [plain(name), row.id])));
  return (name) => ids.get(plain(name));
}

/** Nothing is ever taken from anybody: what the file does not say stays. Applicants wait for their authority's answer. */
function outcomeOf({ value, authorityIds, known, invited }: Omit<PlannedMember, 'outcome'>): LineOutcome {
  if (known === null) {
    return 'added';
  }
  if (known.erasedAt !== null) {
    return 'left';
  }
  if (isWaiting(known)) {
    const same =
      known.name === value.name &&
      (value.nameEn === null || known.nameEn === value.nameEn) &&
      (value.itRole === null || known.itRole === value.itRole) &&
      (value.employment === null || known.employment === value.employment) &&
      serves(known, authorityIds, value.primaryContact);
    return same && invited ? 'left' : 'changed';
  }
  return known.status === 'active' && !serves(known, authorityIds, value.primaryContact) ? 'changed' : 'left';
}

/** Brought by an import, and the invitation not used yet: what the file says of them holds. */
export function isWaiting(known: KnownMember): boolean {
  return known.status === 'pending' && known.importedAt !== null;
}

function serves(known: KnownMember, authorityIds: number[], primaryContact: boolean): boolean {
  return authorityIds.every((id) =>
    known.authorities.some((link) => link.authorityId === id && (link.primaryContact || !primaryContact)),
  );
}
