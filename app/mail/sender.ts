/** Whom mails are from, and who calls to a session in the calendar that comes with one: the forum, nobody by name. */
export const SENDER_NAME = 'Roundtable';

/** At the domain of `APP_URL`; a bare number is written as RFC 5321 (4.1.3) asks. */
export function senderAddress(appUrl: string): string {
  const { hostname } = new URL(appUrl);
  return `no-reply@${/^[\d.]+$/.test(hostname) ? `[${hostname}]` : hostname}`;
}
