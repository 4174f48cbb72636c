import { randomUUID } from 'node:crypto';
import { recordAudit } from '#app/domain/audit/commands.server';
import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { oneTimeHash } from '#app/domain/login/one-time.server';
import { firstFree, suggestHandle } from '#app/domain/members/handle';
import { MEMBER_SHEET } from '#app/domain/members/import-form';
import { isWaiting, type PlannedMember, planMembers } from '#app/domain/members/import-plan.server';
import { invitationToken } from '#app/domain/members/invitation.server';
import { addDays, INVITATION_DAYS } from '#app/domain/members/model';
import { canAdminister } from '#app/domain/members/policy';
import { bumpPeopleRevision } from '#app/domain/revision';
import { queueSearch } from '#app/domain/search/queue.server';
import { type ImportReport, readLinesOf } from '#app/domain/sheet-import';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getEnv } from '#app/instances.server';
import { queueMails } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

const TRANSACTION = { maxWait: 60_000, timeout: 120_000 };

/**
 * Brings members in from a CSV file: each gets an invitation by mail and is a member once they use it. All or nothing;
 * a file taken in twice changes nothing the second time, as people are known by their address. Without `apply` it only
 * says what would happen. Forbidden for all but administrators.
 */
export async function importMembers(
  viewer: Viewer,
  bytes: Uint8Array,
  options: { apply: boolean },
): Promise<ImportReport> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return unsafeImportMembers(viewer.memberId, bytes, options);
}

/** The same for the command line, whose user owns the installation: `actorId` null. */
export async function unsafeImportMembers(
  actorId: string | null,
  bytes: Uint8Array,
  { apply }: { apply: boolean },
): Promise<ImportReport> {
  const read = readLinesOf(bytes, MEMBER_SHEET);
  const run = async (tx: DatabaseTransaction): Promise<ImportReport> => {
    const { planned, faults } = await planMembers(tx, read.lines);
    const all = [...read.faults, ...faults].sort((one, other) => one.line - other.line);
    const applied = apply && all.length === 0 && planned.length > 0;
    if (applied) {
      await write(tx, actorId, planned);
    }
    const lines = planned.map(({ line, value, outcome }) => ({ line, key: value.email, outcome }));
    return { lines, faults: all, applied };
  };
  const report = await getDb().$transaction(run, TRANSACTION);
  if (report.applied) {
    bumpPeopleRevision();
  }
  return report;
}

async function write(tx: DatabaseTransaction, actorId: string | null, planned: PlannedMember[]): Promise<void> {
  const handles = await tx.member.findMany({ select: { handle: true } });
  const taken = new Set(handles.map(({ handle }) => handle));
  for (const batch of inBatches(planned.filter(({ outcome }) => outcome !== 'left'))) {
    const newcomers = batch.filter(({ known }) => known === null || isWaiting(known));
    await writeNewcomers(tx, newcomers, taken);
    await invite(
      tx,
      actorId,
      newcomers.filter(({ invited }) => !invited),
    );
    await attach(
      tx,
      batch.filter(({ known }) => known !== null && !isWaiting(known)),
    );
  }
  const count = (outcome: string) => planned.filter((one) => one.outcome === outcome).length;
  const detail = { added: count('added'), changed: count('changed'), left: count('left') };
  await recordAudit(tx, { memberId: actorId, action: 'member.import', detail });
}

/** Those who have not joined yet are written anew, under the id and handle they had: nothing hangs on them. */
async function writeNewcomers(tx: DatabaseTransaction, lines: PlannedMember[], taken: Set<string>): Promise<void> {
  const at = now();
  const known = lines.flatMap((line) => line.known?.id ?? []);
  await tx.member.deleteMany({ where: { id: { in: known } } });
  const rows = lines.map((line) => {
    const { email, name, nameEn, itRole, employment } = line.value;
    const handle = line.known?.handle ?? firstFree(suggestHandle(email, nameEn), taken);
    taken.add(handle);
    return {
      id: line.known?.id ?? randomUUID(),
      ...{ handle, email, name },
      nameEn: nameEn ?? line.known?.nameEn ?? null,
      itRole: itRole ?? line.known?.itRole ?? null,
      employment: employment ?? line.known?.employment ?? ('staff' as const),
      status: 'pending' as const,
      importedAt: at,
      locale: getEnv().defaultLocale,
      createdAt: line.known?.createdAt ?? at,
    };
  });
  await tx.member.createMany({ data: rows });
  const links = lines.flatMap((line, index) => {
    const before = line.known?.authorities ?? [];
    const ids = [...new Set([...before.map(({ authorityId }) => authorityId), ...line.authorityIds])];
    return ids.map((authorityId, position) => ({
      ...{ memberId: rows[index]?.id ?? '', authorityId, position },
      primaryContact:
        (line.value.primaryContact && line.authorityIds.includes(authorityId)) ||
        before.some((link) => link.authorityId === authorityId && link.primaryContact),
    }));
  });
  await tx.memberAuthority.createMany({ data: links });
}

async function invite(tx: DatabaseTransaction, actorId: string | null, lines: PlannedMember[]): Promise<void> {
  const createdAt = now();
  const emails = lines.map(({ value }) => value.email);
  await tx.invitation.deleteMany({ where: { email: { in: emails }, usedAt: null } });
  const data = lines.flatMap(({ value: { email }, authorityIds: [authorityId] }) =>
    authorityId === undefined
      ? []
      : {
          ...{ email, authorityId, createdAt, invitedById: actorId },
          tokenHash: oneTimeHash(invitationToken({ email, authorityId, createdAt })),
          expiresAt: addDays(createdAt, INVITATION_DAYS),
        },
  );
  await tx.invitation.createMany({ data });
  const made = await tx.invitation.findMany({ where: { email: { in: emails }, usedAt: null }, select: { id: true } });
  await queueMails(
    tx,
    made.map(({ id }) => ({ template: 'invitation', invitationId: id })),
  );
}

/** Members already: the authorities they do not serve yet, and which of them they are the contact of. */
async function attach(tx: DatabaseTransaction, lines: PlannedMember[]): Promise<void> {
  const links = lines.flatMap(({ known, authorityIds, value: { primaryContact } }) => {
    const before = known?.authorities ?? [];
    const added = authorityIds.filter((id) => !before.some((link) => link.authorityId === id));
    return added.map((authorityId, index) => ({
      ...{ memberId: known?.id ?? '', authorityId, primaryContact },
      position: before.length + index,
    }));
  });
  const contacts = lines.flatMap(({ known, authorityIds, value: { primaryContact } }) =>
    primaryContact ? authorityIds.map((authorityId) => ({ memberId: known?.id ?? '', authorityId })) : [],
  );
  const ids = lines.flatMap(({ known }) => known?.id ?? []);
  await tx.memberAuthority.createMany({ data: links });
  await tx.memberAuthority.updateMany({ where: { OR: contacts }, data: { primaryContact: true } });
  await tx.member.updateMany({ where: { id: { in: ids } }, data: { revision: { increment: 1 } } });
  await queueSearch(
    tx,
    ids.map((id) => ({ entity: 'member', id })),
    now(),
  );
}
