import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { inForce } from '#app/domain/members/columns.server';
import { addDays } from '#app/domain/members/model';
import { canAdminister } from '#app/domain/members/policy';
import { eraseRows } from '#app/domain/own-data/erase-rows.server';
import { ERASURE_WAIT_DAYS } from '#app/domain/own-data/model';
import { type Proof, proveAgain, requireSignedIn } from '#app/domain/own-data/prove.server';
import { restartRendering } from '#app/domain/posts/render-worker.server';
import { bumpPeopleRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getFileStore } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';

/** Somebody with thousands of votes takes a while. In milliseconds. */
const TRANSACTION = { maxWait: 60_000, timeout: 120_000 };

/** Requests that fell due and are worked on in one turn. */
const BATCH = 20;

/**
 * The member asks for their data to be erased, two weeks from now (DOMAIN 6); a mail tells them the day. Asking twice
 * changes nothing. Throws `forbidden` for guests, `invalid` without the proof, `conflict` (`last_administrator`).
 */
export async function requestErasure(viewer: Viewer, proof: Proof): Promise<void> {
  const memberId = requireSignedIn(viewer);
  await proveAgain(memberId, proof, 'data.erase_request');
  const requestedAt = now();
  await getDb().$transaction(async (tx) => {
    await refuseLastAdministrator(tx, memberId);
    if ((await tx.erasure.count({ where: { memberId } })) > 0) {
      return;
    }
    await tx.erasure.create({ data: { memberId, requestedAt, dueAt: addDays(requestedAt, ERASURE_WAIT_DAYS) } });
    await recordAudit(tx, { memberId, action: 'data.erase_request', subject: { type: 'member', id: memberId } });
    await queueMail(tx, { template: 'erasureAsked', memberId });
  });
}

/** Takes the request back. Not found where there is none. */
export async function withdrawErasure(viewer: Viewer): Promise<void> {
  const memberId = requireSignedIn(viewer);
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.erasure.deleteMany({ where: { memberId } });
    orNotFound(count || null);
    await recordAudit(tx, { memberId, action: 'data.erase_withdraw', subject: { type: 'member', id: memberId } });
  });
}

/**
 * An administrator erases a member's data at once, on a written request. `typed` is the handle given again. Throws
 * `forbidden` for others, `not_found` for an unknown handle, `invalid` (`erase_handle`), `conflict` (`last_administrator`).
 */
export async function eraseMember(
  viewer: Viewer,
  handle: string,
  { reference, typed }: { reference: string; typed: string },
): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const row = await getDb().member.findUnique({ where: { handle }, select: { id: true, erasedAt: true } });
  const member = orNotFound(row?.erasedAt === null ? row : null);
  if (typed !== handle) {
    throw new DomainError('invalid', 'erase_handle', { field: 'handle' });
  }
  await erase(member.id, viewer.memberId, reference);
}

/**
 * Erases whoever asked for it and whose time has come; answers how many. Whoever has become the only administrator since
 * stays until there is another, and does not hold up the others.
 */
export async function eraseDue(): Promise<number> {
  const due = await getDb().erasure.findMany({
    where: { dueAt: { lte: now() } },
    orderBy: [{ dueAt: 'asc' }, { memberId: 'asc' }],
    take: BATCH,
    select: { memberId: true },
  });
  let done = 0;
  for (const { memberId } of due) {
    try {
      await erase(memberId, null, null);
      done += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      await getDb().erasure.updateMany({ where: { memberId }, data: { dueAt: addDays(now(), 1) } });
    }
  }
  return done;
}

async function erase(memberId: string, actorId: string | null, reference: string | null): Promise<void> {
  const keys = await getDb().$transaction(async (tx) => {
    // Taken back, or done by another process, since it was read.
    if (actorId === null) {
      const where = { memberId, dueAt: { lte: now() } };
      orNotFound((await tx.erasure.deleteMany({ where })).count || null);
    }
    await refuseLastAdministrator(tx, memberId);
    const storageKeys = await eraseRows(tx, memberId);
    await recordAudit(tx, {
      memberId: actorId,
      action: 'data.erase',
      subject: { type: 'member', id: memberId },
      detail: { reference },
    });
    return storageKeys;
  }, TRANSACTION);
  for (const key of keys) {
    await getFileStore().remove(key);
  }
  restartRendering();
  bumpPeopleRevision();
}

/** Two who leave at one moment must see each other: the rows are taken first. */
async function refuseLastAdministrator(tx: Tx, memberId: string): Promise<void> {
  await tx.member.updateMany({ where: { role: 'administrator' }, data: { updatedAt: now() } });
  const member = orNotFound(await tx.member.findUnique({ where: { id: memberId }, select: { role: true } }));
  const others = { role: 'administrator' as const, id: { not: memberId }, ...inForce() };
  if (member.role === 'administrator' && (await tx.member.count({ where: others })) === 0) {
    throw new DomainError('conflict', 'last_administrator');
  }
}
