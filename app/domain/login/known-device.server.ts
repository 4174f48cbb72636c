import { randomBytes } from 'node:crypto';
import { now } from '#app/domain/clock';
import type { Client } from '#app/domain/login/model';
import { hostCookie, hostCookieName, readParts, signParts } from '#app/domain/login/signed.server';
import { getDb } from '#app/instances.server';

/**
 * A browser in which a member has signed in before. Wrong passwords from anywhere else use up tries that are counted by
 * address; such a browser has tries of its own, so that nobody can lock the member out of it (OWASP, "Slow down online
 * guessing attacks with device cookies"; ASVS 5, 6.3.1). It opens nothing by itself, and nothing is kept of it here.
 */
const NAME = 'roundtable_device';
const PURPOSE = 'known device';
const LIFETIME_SECONDS = 365 * 24 * 60 * 60;

export interface KnownDevice {
  memberId: string;
  /** What its tries are counted by. */
  id: string;
}

export function deviceCookieName(): string {
  return hostCookieName(NAME);
}

/** The browser keeps its number for as long as the same member signs in, and with it the count of its tries. */
export function giveKnownDevice(memberId: string, known: KnownDevice | null | undefined): string {
  const id = known?.memberId === memberId ? known.id : randomBytes(12).toString('base64url');
  const until = String(now().getTime() + LIFETIME_SECONDS * 1000);
  return hostCookie(NAME, signParts(PURPOSE, [memberId, id, until]), LIFETIME_SECONDS);
}

/** From the cookie's decoded value; null for a forged one, or one that is over. */
export function readKnownDevice(value: string | null): KnownDevice | null {
  const [memberId = '', id = '', until = ''] = readParts(PURPOSE, value) ?? [];
  return Number(until) > now().getTime() ? { memberId, id } : null;
}

/** What the tries of this browser for this address are counted by, when it is one that its member has used before. */
export async function knownDeviceFor(client: Client, email: string): Promise<string | null> {
  const { device } = client;
  if (!device) {
    return null;
  }
  return (await getDb().member.count({ where: { id: device.memberId, email } })) > 0 ? device.id : null;
}
