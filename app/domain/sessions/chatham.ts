import {
  createPhraseIndex,
  findPhrases,
  type Phrase,
  phrasesOfAuthority,
  phrasesOfPerson,
} from '#app/domain/sessions/name-phrases';
import { listWords } from '#search/analysis/words';

/** Who must not be recognisable in a text: people and authorities by every name they go by. */
export interface NameLists {
  members: readonly { id: string; names: readonly string[] }[];
  authorities: readonly { id: number; names: readonly string[]; mailDomains: readonly string[] }[];
}

export type FindingKind = 'email' | 'phone' | 'domain' | 'mention' | 'member' | 'authority' | 'last_name';

/** A place that may say who spoke or who was there. */
export interface Finding {
  kind: FindingKind;
  /** UTF-16 offsets, end after. */
  start: number;
  end: number;
  /** Weak: only a last name, a place of one word that also is one, a short number. To be looked at, not more. */
  strength: 'strong' | 'weak';
  memberIds: readonly string[];
  authorityIds: readonly number[];
}

/** More than these nobody reads; the first are returned. */
export const MAX_FINDINGS = 1_000;

const NOBODY = { memberIds: [], authorityIds: [] };

/** `@dana.levi`, `ל@דנה`; not the middle of a mail address. */
const MENTION = /(?<![a-zA-Z0-9_.@/])@[\p{L}\p{N}](?:[\p{L}\p{N}._־-]{0,38}[\p{L}\p{N}])?/gu;
/** What addresses and host names are made of, in one run. */
const ADDRESS_RUN = /[a-z0-9._%+@-]+/gi;

const GAP = String.raw`[ \u00a0.\u200e\u200f\u2010-\u2015-]{0,3}`;
const SUBSCRIBER = String.raw`(?:\d{7}|\d{3}${GAP}\d{4}|\d{3}${GAP}\d{2}${GAP}\d{2}|\d{2}${GAP}\d{2}${GAP}\d{3}|\d{4}${GAP}\d{3})`;
/** Israeli numbers: of a place, mobile or 07x; from abroad; 1-700 and 1-800; weakly the short ones with a star. */
const PHONE = new RegExp(
  String.raw`(?<!\p{N}|\p{N}[./-])(?:(?:(?:\+|00)972${GAP}(?:\(0\)|0)?|\(?0)(?:[23489]|[57]\d)\)?${GAP}${SUBSCRIBER}|1${GAP}[78]00${GAP}\d{3}${GAP}\d{3}|(\*\d{4}))(?!\p{N})`,
  'gu',
);

/**
 * Makes the check before publishing under the Chatham House Rule (DOMAIN 4): member names, mentions, authority names,
 * mail addresses and domains, telephone numbers, also inside code. Made once for the lists, it reads each text in one
 * pass over its words. Findings come in the order of the text and never overlap.
 */
export function createNameCheck({ members, authorities }: NameLists): (text: string) => Finding[] {
  const phrases = createPhraseIndex([
    ...members.flatMap(({ id, names }) => names.flatMap((name) => phrasesOfPerson(id, name))),
    ...authorities.flatMap(({ id, names }) => names.flatMap((name) => phrasesOfAuthority(id, name))),
  ]);
  const domains = new Map(
    authorities.flatMap(({ id, mailDomains }) => mailDomains.map((domain) => [domain.toLowerCase(), id] as const)),
  );
  return (text) => {
    const covered = new Uint8Array(text.length);
    const named = findPhrases(listWords(text), text, phrases);
    const found = [
      ...findAddresses(text, domains),
      ...findPhones(text),
      ...findMentions(text),
      ...named.map(({ phrase, start, end }) => toFinding(phrase, start, end)),
    ];
    return inOrder(found.filter((finding) => cover(covered, finding))).slice(0, MAX_FINDINGS);
  };
}

/** The first to claim a place has it; those who claim come in the order of their weight. */
function cover(covered: Uint8Array, { start, end }: Finding): boolean {
  if (covered.subarray(start, end).includes(1)) {
    return false;
  }
  covered.fill(1, start, end);
  return true;
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => a.start - b.start);
}

function toFinding({ kind, strength, memberIds, authorityIds }: Phrase, start: number, end: number): Finding {
  return { kind, start, end, strength, memberIds, authorityIds };
}

function findAddresses(text: string, domains: ReadonlyMap<string, number>): Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(ADDRESS_RUN)) {
    const run = match[0].replace(/[.@%+-]{1,20}$/, '');
    const at = run.lastIndexOf('@');
    const host = run.slice(at + 1).toLowerCase();
    const authorityId = ownerOf(host, domains);
    const isEmail = at > 0 && host.includes('.');
    if (isEmail || authorityId !== undefined) {
      findings.push({
        kind: isEmail ? 'email' : 'domain',
        start: match.index,
        end: match.index + run.length,
        strength: 'strong',
        memberIds: [],
        authorityIds: authorityId === undefined ? [] : [authorityId],
      });
    }
  }
  return findings;
}

/** Whose domain a host is, or is under. */
function ownerOf(host: string, domains: ReadonlyMap<string, number>): number | undefined {
  const labels = host.slice(-255).split('.');
  for (let from = 0; from < Math.min(labels.length - 1, 10); from += 1) {
    const owner = domains.get(labels.slice(from).join('.'));
    if (owner !== undefined) {
      return owner;
    }
  }
  return undefined;
}

function findPhones(text: string): Finding[] {
  return [...text.matchAll(PHONE)].map((match) => ({
    kind: 'phone' as const,
    start: match.index,
    end: match.index + match[0].length,
    strength: match[1] === undefined ? ('strong' as const) : ('weak' as const),
    ...NOBODY,
  }));
}

function findMentions(text: string): Finding[] {
  return [...text.matchAll(MENTION)].map((match) => ({
    kind: 'mention' as const,
    start: match.index,
    end: match.index + match[0].length,
    strength: 'strong' as const,
    ...NOBODY,
  }));
}
