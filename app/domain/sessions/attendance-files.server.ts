import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { inBatches } from '#app/domain/batches';
import { DomainError, notFound } from '#app/domain/errors';
import { labelText } from '#app/domain/labels';
import { inForce } from '#app/domain/members/columns.server';
import { localName } from '#app/domain/named';
import {
  type AttendanceLine,
  changeAttendance,
  getAttendance,
  linesOf,
  note,
} from '#app/domain/sessions/attendance.server';
import { type BadRow, readAttendanceCsv, writeAttendanceCsv } from '#app/domain/sessions/attendance-csv';
import type { AttendeeInput } from '#app/domain/sessions/input';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';

/** The list as a CSV file. Not found for TLP:RED, which is not to be exported; others carry their label in the name. */
export async function exportAttendance(viewer: Viewer, id: number, locale: Locale) {
  const { label, lines } = await getAttendance(viewer, id);
  if (label === 'RED') {
    throw notFound();
  }
  const { memberId } = requireMember(viewer);
  await recordAudit(getDb(), {
    memberId,
    action: 'session.attendance_export',
    subject: { type: 'session', id },
    detail: { lines: lines.length },
  });
  const t = translator(locale);
  const text = writeAttendanceCsv(
    lines.map((line) => ({
      name: localName(line.name, locale),
      authority: localName(line.authority, locale),
      role: line.itRole === null ? '' : t(`roles.${line.itRole}`),
      email: line.email,
      reply: line.reply,
      attended: line.attended,
      walkIn: line.reply === null && !line.host,
      note: '',
    })),
    locale,
  );
  return { text, fileName: `session-${id}-${labelText(label).replace(':', '-')}.csv` };
}

/** Adds somebody who came without having replied: a member by `@handle` or by their address, or anybody by name. */
export async function addAttendee(viewer: Viewer, id: number, input: AttendeeInput): Promise<void> {
  await changeAttendance(viewer, id, async (tx) => {
    const handle = input.name.startsWith('@') ? input.name.slice(1).toLowerCase() : null;
    const found = await memberBy(tx, handle === null ? { email: input.email } : { handle });
    if (handle !== null && !found) {
      throw new DomainError('invalid', 'handle_unknown', { field: 'name', values: { handle } });
    }
    await add(tx, id, found, input, true);
  });
}

export interface ImportedAttendance {
  /** On the list before, or members known by their address. */
  matched: number;
  added: number;
  bad: BadRow[];
}

/**
 * Takes in a list from a CSV file: people are known by their address, else by name (and authority, where two have one
 * name); whoever is not known is added. Throws `invalid` for a file that cannot be read; single lines are reported.
 */
export async function importAttendance(viewer: Viewer, id: number, bytes: Uint8Array): Promise<ImportedAttendance> {
  const file = readAttendanceCsv(bytes);
  if (!file.ok) {
    throw new DomainError('invalid', `csv_${file.reason}`, { field: 'file' });
  }
  return changeAttendance(viewer, id, async (tx) => {
    const lines = await linesOf(tx, id);
    const outcome: ImportedAttendance = { matched: 0, added: 0, bad: file.bad };
    const members = await membersByEmail(
      tx,
      file.rows.flatMap(({ row }) => row.email || []),
    );
    const marked = { yes: new Map<string, AttendanceLine>(), no: new Map<string, AttendanceLine>() };
    for (const { row } of file.rows) {
      const found = members.get(row.email) ?? null;
      const line = found ? lines.find(({ memberId }) => memberId === found.id) : byName(lines, row);
      if (line) {
        if (row.attended !== null) {
          marked[row.attended ? 'no' : 'yes'].delete(line.key);
          marked[row.attended ? 'yes' : 'no'].set(line.key, line);
        }
        outcome.matched += 1;
      } else {
        await add(tx, id, found, row, row.attended);
        outcome[found ? 'matched' : 'added'] += 1;
      }
    }
    await note(tx, id, [...marked.yes.values()], true);
    await note(tx, id, [...marked.no.values()], false);
    return outcome;
  });
}

interface Named {
  name: string;
  authority: string;
  email: string;
}

/**
 * The one on the list who is called so; of several, the one of that authority; none where it is not clear who is meant.
 * Somebody of another authority is another person, and so is whoever has an address that no member has.
 */
function byName(lines: AttendanceLine[], { name, authority, email }: Named): AttendanceLine | undefined {
  const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
  const served = (line: AttendanceLine) => same(line.authority.he, authority) || same(line.authority.en, authority);
  const reached = (line: AttendanceLine) => (line.memberId === null ? line.email : email) === '';
  const called = lines.filter(
    (line) =>
      (same(line.name.he, name) || same(line.name.en, name)) &&
      (reached(line) || same(line.email, email)) &&
      (authority.trim() === '' || line.authority.he === '' || served(line)),
  );
  const there = called.filter(served);
  return there.length === 1 ? there[0] : called.length === 1 ? called[0] : undefined;
}

interface FoundMember {
  id: string;
  name: string;
}

async function memberBy(tx: Tx, by: { email: string } | { handle: string }): Promise<FoundMember | null> {
  if ('email' in by && by.email === '') {
    return null;
  }
  return tx.member.findFirst({ where: { ...by, ...inForce() }, select: { id: true, name: true } });
}

/** Those of the addresses that members in force have. */
async function membersByEmail(tx: Tx, emails: string[]): Promise<Map<string, FoundMember>> {
  const found = new Map<string, FoundMember>();
  for (const batch of inBatches(emails)) {
    const rows = await tx.member.findMany({
      where: { email: { in: batch }, ...inForce() },
      select: { id: true, name: true, email: true },
    });
    for (const row of rows) {
      found.set(row.email, row);
    }
  }
  return found;
}

async function add(tx: Tx, sessionId: number, member: FoundMember | null, row: Named, attended: boolean | null) {
  const { authority, email } = row;
  if (member === null) {
    await tx.attendance.create({ data: { sessionId, name: row.name, authority, email, attended } });
    return;
  }
  const key = { sessionId, memberId: member.id };
  await tx.attendance.upsert({
    where: { sessionId_memberId: key },
    create: { ...key, name: member.name, authority, attended },
    update: { attended },
  });
}
