import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { validAfter } from '#app/domain/members/columns.server';
import { administratorsInForce, contactsByAuthority } from '#app/domain/members/deciders.server';
import {
  addDays,
  lastEndOver,
  oneTermAfter,
  REMIND_CONTACTS_DAYS,
  REMIND_MEMBER_DAYS,
} from '#app/domain/members/model';
import { bumpRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

const BATCH_MEMBERS = 100;

/**
 * Reminds of memberships about to end: their authorities' contacts first, the member later, each once for each end.
 * Returns how many were taken up: 0 when there is nothing left to do now.
 */
export async function remindOfConfirmations(): Promise<number> {
  const taken = (await remindContacts()) + (await remindMembers()) + (await keepLastAdministrator());
  if (taken > 0) {
    bumpRevision();
  }
  return taken;
}

/** Active memberships that end within so many days, those on the grace included. */
function endingWithin(days: number) {
  const at = now();
  return { status: 'active' as const, erasedAt: null, validUntil: { lte: addDays(at, days), gt: lastEndOver(at) } };
}

function notRemindedContacts() {
  const { fields } = getDb().member;
  return { OR: [{ contactsRemindedOf: null }, { NOT: { contactsRemindedOf: { equals: fields.validUntil } } }] };
}

function notReminded() {
  const { fields } = getDb().member;
  return { OR: [{ remindedOf: null }, { NOT: { remindedOf: { equals: fields.validUntil } } }] };
}

async function remindContacts(): Promise<number> {
  return getDb().$transaction(async (tx) => {
    const due = await tx.member.findMany({
      where: { ...endingWithin(REMIND_CONTACTS_DAYS), ...notRemindedContacts() },
      orderBy: [{ validUntil: 'asc' }, { id: 'asc' }],
      take: BATCH_MEMBERS,
      select: { id: true, validUntil: true, authorities: { select: { authorityId: true } } },
    });
    const mine: typeof due = [];
    for (const row of due) {
      // Another process may have been quicker.
      const { count } = await tx.member.updateMany({
        where: { id: row.id, validUntil: row.validUntil, ...notRemindedContacts() },
        data: { contactsRemindedOf: row.validUntil },
      });
      mine.push(...(count === 1 ? [row] : []));
    }
    if (mine.length > 0) {
      await tellContacts(tx, mine);
    }
    return due.length;
  });
}

type Due = { id: string; authorities: { authorityId: number }[] };

/** One notice and one mail to each contact, whatever the number of their people. */
async function tellContacts(tx: DatabaseTransaction, due: Due[]): Promise<void> {
  const authorityIds = due.flatMap((row) => row.authorities.map((link) => link.authorityId));
  const contacts = await contactsByAuthority(tx, [...new Set(authorityIds)]);
  const administrators = await administratorsInForce(tx);
  const told = new Map<string, string[]>();
  for (const { id, authorities } of due) {
    const own = authorities.flatMap((link) => contacts.get(link.authorityId) ?? []).filter((each) => each !== id);
    // Nobody confirms themself: of an authority whose only contact ends, the administrators are told.
    const deciders = own.length > 0 ? own : administrators.filter((each) => each !== id);
    for (const decider of new Set(deciders)) {
      told.set(decider, [...(told.get(decider) ?? []), id]);
    }
  }
  const at = now();
  await tx.notification.createMany({
    data: [...told.keys()].map((memberId) => ({ memberId, kind: 'confirmation_due' as const, createdAt: at })),
  });
  for (const [contactId, memberIds] of told) {
    await queueMail(tx, { template: 'confirmationDue', contactId, memberIds });
  }
}

async function remindMembers(): Promise<number> {
  return getDb().$transaction(async (tx) => {
    const due = await tx.member.findMany({
      where: { ...endingWithin(REMIND_MEMBER_DAYS), ...notReminded() },
      orderBy: [{ validUntil: 'asc' }, { id: 'asc' }],
      take: BATCH_MEMBERS,
      select: { id: true, validUntil: true },
    });
    for (const { id, validUntil } of due) {
      const { count } = await tx.member.updateMany({
        where: { id, validUntil, ...notReminded() },
        data: { remindedOf: validUntil },
      });
      if (count === 1) {
        await tx.notification.create({ data: { memberId: id, kind: 'confirmation_soon', createdAt: now() } });
        await queueMail(tx, { template: 'confirmationSoon', memberId: id });
      }
    }
    return due.length;
  });
}

/** A forum whose last administrator runs out could never be administered again: that one goes on for another term. */
async function keepLastAdministrator(): Promise<number> {
  const at = now();
  return getDb().$transaction(async (tx) => {
    if ((await tx.member.count({ where: { role: 'administrator', ...validAfter(at) } })) > 0) {
      return 0;
    }
    const last = await tx.member.findFirst({
      where: { role: 'administrator', status: 'active', erasedAt: null, validUntil: { not: null } },
      orderBy: [{ validUntil: 'desc' }, { id: 'asc' }],
      select: { id: true, validUntil: true },
    });
    const where = { id: last?.id ?? '', validUntil: last?.validUntil ?? null };
    const { count } = await tx.member.updateMany({ where, data: { validUntil: oneTermAfter(at) } });
    if (last && count === 1) {
      await recordAudit(tx, {
        memberId: null,
        action: 'member.validity',
        subject: { type: 'member', id: last.id },
        detail: { by: 'last administrator' },
      });
    }
    return count;
  });
}
