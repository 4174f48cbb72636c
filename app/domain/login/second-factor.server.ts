import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditAction } from '#app/domain/audit/model';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { findPasswordHash, verifyPassword } from '#app/domain/login/credentials.server';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { oneTimeHash } from '#app/domain/login/one-time.server';
import { seal, unseal } from '#app/domain/login/sealed.server';
import { keyedHash } from '#app/domain/login/signed.server';
import { associationName } from '#app/domain/members/association.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import type { Database, DatabaseTransaction } from '#prisma/client.server';

const PURPOSE = 'second factor';
/** What every authenticator takes: 6 digits, 30 seconds, SHA-1 (RFC 6238; longer hashes are ignored by some). */
const PERIOD_SECONDS = 30;
/** Clocks of telephones: one step to either side. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Letters and digits that are not taken for one another. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const RECOVERY_CHARS = 10;

/** Whether a sign-in of this member asks for a code. */
export async function hasSecondFactor(database: Database | DatabaseTransaction, memberId: string): Promise<boolean> {
  return (await database.secondFactor.count({ where: { memberId, confirmedAt: { not: null } } })) > 0;
}

export interface SecondFactorState {
  confirmed: boolean;
  /** Recovery codes that were not used. */
  codesLeft: number;
  /** While it is being set up: what the authenticator is given. */
  setup: { uri: string; secret: string } | null;
  asksPassword: boolean;
}

/** How one's own second factor stands. */
export async function getSecondFactor(viewer: Viewer): Promise<SecondFactorState> {
  const { memberId, handle } = requireReader(viewer);
  const [row, codesLeft, hash] = await Promise.all([
    getDb().secondFactor.findUnique({ where: { memberId } }),
    getDb().recoveryCode.count({ where: { memberId, usedAt: null } }),
    findPasswordHash(getDb(), memberId),
  ]);
  const secret = row && row.confirmedAt === null ? unseal(row.secret, PURPOSE) : null;
  return {
    confirmed: row?.confirmedAt != null,
    codesLeft,
    setup: secret === null ? null : { uri: await uriOf(secret, handle), secret },
    asksPassword: hash !== null,
  };
}

async function uriOf(secret: string, label: string): Promise<string> {
  const association = await associationName();
  return totp(secret, { issuer: association?.en ?? 'Roundtable', label }).toString();
}

function totp(secret: string, named: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6, ...named });
}

/** Begins to set one up: makes a secret that counts only once a code of it was given. Asks for the password anew. */
export async function beginSecondFactor(viewer: Viewer, password: string): Promise<void> {
  const { memberId } = requireReader(viewer);
  await notingRefusal(memberId, 'factor.add', proveAgain(viewer, password));
  const secret = seal(new Secret({ size: 20 }).base32, PURPOSE);
  const fresh = { secret, confirmedAt: null, lastStep: 0, createdAt: now() };
  await getDb().$transaction(async (tx) => {
    if (await hasSecondFactor(tx, memberId)) {
      throw new DomainError('conflict', 'factor_exists');
    }
    await tx.secondFactor.upsert({ where: { memberId }, create: { memberId, ...fresh }, update: fresh });
  });
}

/** Takes the first code, from when on every sign-in asks for one, and hands over the recovery codes: shown this once. */
export async function confirmSecondFactor(viewer: Viewer, code: string): Promise<string[]> {
  const { memberId, loginId } = requireReader(viewer);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  const done = getDb().$transaction(async (tx) => {
    const row = await tx.secondFactor.findUnique({ where: { memberId } });
    const step = row && row.confirmedAt === null ? stepOf(row.secret, code) : null;
    if (step === null) {
      throw new DomainError('invalid', 'code_wrong', { field: 'code' });
    }
    await tx.secondFactor.update({ where: { memberId }, data: { confirmedAt: now(), lastStep: step } });
    await storeRecoveryCodes(tx, memberId, codes);
    // Whoever is signed in elsewhere did not give a code.
    await tx.login.deleteMany({ where: { userId: memberId, id: { not: loginId } } });
    await recordAudit(tx, { memberId, action: 'factor.add' });
    await queueMail(tx, { template: 'factorChanged', memberId });
  });
  await notingRefusal(memberId, 'factor.add', done);
  return codes;
}

/** New recovery codes in the place of the old ones; against a code, so that nobody at an open screen makes them. */
export async function renewRecoveryCodes(viewer: Viewer, code: string): Promise<string[]> {
  const { memberId } = requireReader(viewer);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  const done = getDb().$transaction(async (tx) => {
    if (!(await takeCode(tx, memberId, code))) {
      throw new DomainError('invalid', 'code_wrong', { field: 'code' });
    }
    await storeRecoveryCodes(tx, memberId, codes);
    await recordAudit(tx, { memberId, action: 'factor.codes' });
  });
  await notingRefusal(memberId, 'factor.codes', done);
  return codes;
}

/** Takes the second factor away: against the password and a code of it. */
export async function removeSecondFactor(viewer: Viewer, password: string, code: string): Promise<void> {
  const { memberId } = requireReader(viewer);
  await notingRefusal(memberId, 'factor.remove', proveAgain(viewer, password));
  const done = getDb().$transaction(async (tx) => {
    if (!(await takeCode(tx, memberId, code))) {
      throw new DomainError('invalid', 'code_wrong', { field: 'code' });
    }
    await tx.secondFactor.delete({ where: { memberId } });
    await tx.recoveryCode.deleteMany({ where: { memberId } });
    await recordAudit(tx, { memberId, action: 'factor.remove' });
    await queueMail(tx, { template: 'factorChanged', memberId });
  });
  await notingRefusal(memberId, 'factor.remove', done);
}

/**
 * Takes the second factor from a member who lost it, for the command line alone: whoever runs it has seen to it that it
 * is them. Their logins end, and they are told by mail. Throws `not_found`, or `already_decided` where there is none.
 */
export async function unsafeResetSecondFactor(handle: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const { id } = orNotFound(await tx.member.findUnique({ where: { handle }, select: { id: true } }));
    const { count } = await tx.secondFactor.deleteMany({ where: { memberId: id } });
    if (count === 0) {
      throw new DomainError('conflict', 'already_decided');
    }
    await tx.recoveryCode.deleteMany({ where: { memberId: id } });
    await tx.login.deleteMany({ where: { userId: id } });
    await recordAudit(tx, { memberId: null, action: 'factor.remove', subject: { type: 'member', id } });
    await queueMail(tx, { template: 'factorChanged', memberId: id });
  });
}

/**
 * Whether the code is right: one of the authenticator that was not taken before, or a recovery code that was not. Takes
 * it in the same statement that looks, so that two requests with one code are one.
 */
export async function takeCode(tx: DatabaseTransaction, memberId: string, code: string): Promise<boolean> {
  const given = code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
  const row = await tx.secondFactor.findUnique({ where: { memberId } });
  if (!row || row.confirmedAt === null) {
    return false;
  }
  const step = stepOf(row.secret, given);
  if (step !== null) {
    const taken = await tx.secondFactor.updateMany({
      where: { memberId, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return taken.count === 1;
  }
  const used = await tx.recoveryCode.updateMany({
    // The second form is that of codes which a version before made.
    where: { memberId, hash: { in: [recoveryHash(memberId, given), oneTimeHash(given)] }, usedAt: null },
    data: { usedAt: now() },
  });
  return used.count === 1;
}

/** The time step whose code this is, near now; null for a wrong one. */
function stepOf(sealed: string, code: string): number | null {
  const secret = unseal(sealed, PURPOSE);
  if (secret === null || !/^\d{6}$/.test(code)) {
    return null;
  }
  const timestamp = now().getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/** Asks for the password anew; of those who have none, for another fresh proof. */
async function proveAgain(viewer: Viewer, password: string): Promise<void> {
  const { memberId } = requireReader(viewer);
  const hash = await findPasswordHash(getDb(), memberId);
  if (hash === null) {
    await requireFreshProof(viewer);
    return;
  }
  if (!(await verifyPassword(hash, password.normalize('NFKC')))) {
    throw new DomainError('invalid', 'password_wrong', { field: 'password' });
  }
}

/** Writes a wrong password or code down as a refused act; afterwards, for the act's own transaction is rolled back. */
async function notingRefusal(memberId: string, action: AuditAction, act: Promise<void>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (error instanceof DomainError && ['password_wrong', 'code_wrong'].includes(error.messageKey)) {
      await recordAudit(getDb(), { memberId, action, outcome: 'refused' });
    }
    throw error;
  }
}

async function storeRecoveryCodes(tx: DatabaseTransaction, memberId: string, codes: string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { memberId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ memberId, hash: recoveryHash(memberId, code.replace('-', '')) })),
  });
}

/** 50 bits are few enough to be tried out: hence the key, and another hash for each member. */
function recoveryHash(memberId: string, code: string): string {
  return keyedHash('recovery code', `${memberId}\n${code}`);
}

/** Some 50 random bits, in two groups. */
function newRecoveryCode(): string {
  const letters = Array.from({ length: RECOVERY_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
