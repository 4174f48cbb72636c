import { createHash } from 'node:crypto';
import { createNameCheck, type Finding } from '#app/domain/sessions/chatham';
import type { FindingView } from '#app/domain/summaries/view';
import type { Tx } from '#app/domain/tx';

/** Everybody has an address at one of these: the domain says nothing of an authority. */
const OPEN_MAIL =
  /(^|\.)(gmail|googlemail|outlook|hotmail|live|yahoo|walla|icloud|proton|bezeqint|012|013|netvision|zahav)\./;

interface CheckedText {
  id: number;
  sessionId: number;
  body: string;
}

/**
 * The check before publishing under the Chatham House Rule: places in the text that may say who spoke or who was there,
 * among all members, all authorities, and whoever walked in. Somebody named with a quote to which they agreed is none.
 */
export async function findNames(tx: Tx, { id, sessionId, body }: CheckedText): Promise<Finding[]> {
  const [members, authorities, walkIns, consents] = await Promise.all([
    tx.member.findMany({
      where: { erasedAt: null },
      select: { id: true, name: true, nameEn: true, email: true, authorities: { select: { authorityId: true } } },
    }),
    tx.authority.findMany({ select: { id: true, nameHe: true, nameEn: true } }),
    tx.attendance.findMany({ where: { sessionId }, select: { id: true, name: true, authority: true, email: true } }),
    tx.quoteConsent.findMany({ where: { summaryId: id, state: 'granted' }, select: { memberId: true, quote: true } }),
  ]);
  const domains = new Map<number, Set<string>>();
  for (const { email, authorities: served } of members) {
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    const [only, ...others] = served;
    if (only && others.length === 0 && !OPEN_MAIL.test(`.${domain}`)) {
      domains.set(only.authorityId, (domains.get(only.authorityId) ?? new Set()).add(domain));
    }
  }
  const check = createNameCheck({
    members: [
      ...members.map(({ id: memberId, name, nameEn }) => ({ id: memberId, names: nameEn ? [name, nameEn] : [name] })),
      ...walkIns.map((line) => ({ id: `attendance:${line.id}`, names: [line.name] })),
    ],
    authorities: [
      ...authorities.map((authority) => ({
        id: authority.id,
        names: [authority.nameHe, authority.nameEn],
        mailDomains: [...(domains.get(authority.id) ?? [])],
      })),
      // Below zero, so that they are nobody's number.
      ...walkIns
        .filter(({ authority }) => authority.trim() !== '')
        .map((line) => ({ id: -line.id, names: [line.authority], mailDomains: [] })),
    ],
  });
  const agreed = consents.flatMap(({ memberId, quote }) =>
    placesOf(body, quote).map((place) => ({
      ...place,
      memberId,
      authorityIds: members.find((member) => member.id === memberId)?.authorities.map((link) => link.authorityId) ?? [],
    })),
  );
  return check(body).filter(
    (finding) =>
      !agreed.some(
        ({ start, end, memberId, authorityIds }) =>
          finding.start >= start &&
          finding.end <= end &&
          (finding.memberIds.includes(memberId) || finding.authorityIds.some((own) => authorityIds.includes(own))),
      ),
  );
}

/** Where a quote stands in a text. */
export function placesOf(text: string, quote: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let at = text.indexOf(quote); quote !== '' && at >= 0; at = text.indexOf(quote, at + quote.length)) {
    places.push({ start: at, end: at + quote.length });
  }
  return places;
}

/** Says of a text which one it is, so that findings are confirmed for the text they were found in. */
export function markOf(text: string): string {
  return createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('base64url');
}

const CONTEXT_MAX_CHARS = 160;

/** Findings with their lines, for people to look at. */
export function presentFindings(text: string, findings: readonly Finding[]): FindingView[] {
  let [line, at] = [1, 0];
  return findings.map(({ kind, start, end, strength }) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < start; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    const stop = text.indexOf('\n', start);
    const context = text.slice(at, stop < 0 ? undefined : stop).trim();
    return {
      kind,
      line,
      words: text.slice(start, end),
      context: context.length > CONTEXT_MAX_CHARS ? `${context.slice(0, CONTEXT_MAX_CHARS)}…` : context,
      weak: strength === 'weak',
    };
  });
}
