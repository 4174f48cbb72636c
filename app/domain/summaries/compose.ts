import { findAssignment, trimHanging, withoutAssignment } from '#app/domain/summaries/assignment';
import { headLength, indent } from '#app/domain/summaries/blocks';
import {
  OWNER_NAME_MAX_CHARS,
  type Owner,
  RECORD_TEXT_MAX_CHARS,
  RECORDS_WITH_DONE,
  type SummaryRecord,
} from '#app/domain/summaries/model';
import type { Locale } from '#app/i18n/locales';
import { letterDirection } from '#app/markdown/direction';

/** More owners and dates than these in one text are left in it. */
const TAKEN_MAX = 5;

/**
 * A record as it can be written and read again the same: lines without spaces at their ends, an owner or a date that
 * the text itself names taken out of it, unless the record has its own. `cleared` are those that were just removed: the
 * text may not bring them back.
 */
export function settleRecord(
  record: SummaryRecord,
  day: string | null,
  cleared: { owner?: boolean; due?: boolean } = {},
): SummaryRecord {
  const settled: SummaryRecord = {
    kind: record.kind,
    text: settleText(record.text),
    done: record.done && RECORDS_WITH_DONE.has(record.kind),
    owner: record.kind === 'action' ? settleOwner(record.owner) : null,
    due: record.kind === 'action' ? record.due : null,
  };
  for (let taken = 0; settled.kind === 'action' && taken < TAKEN_MAX; taken += 1) {
    const head = settled.text.slice(0, headLength(settled.text));
    const named = findAssignment(head, day);
    const owner = settled.owner === null ? named.owner : null;
    const due = settled.due === null ? named.due : null;
    if (owner === null && due === null) {
      break;
    }
    settled.text = settleText(withoutAssignment(head, { owner, due }) + settled.text.slice(head.length));
    settled.owner = cleared.owner ? settled.owner : (settled.owner ?? owner?.value ?? null);
    settled.due = cleared.due ? settled.due : (settled.due ?? due?.value ?? null);
  }
  return settled.owner || settled.due ? { ...settled, text: withoutHanging(settled.text) } : settled;
}

function settleText(text: string): string {
  return text
    .slice(0, RECORD_TEXT_MAX_CHARS)
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

function settleOwner(owner: Owner | null): Owner | null {
  if (owner === null || 'handle' in owner) {
    return owner;
  }
  const name = owner.name
    .replace(/[^\p{L}\p{M}"'׳״. -]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 4)
    .join(' ')
    .slice(0, OWNER_NAME_MAX_CHARS);
  return name === '' ? null : { name };
}

function withoutHanging(text: string): string {
  const head = text.slice(0, headLength(text));
  return trimHanging(head) + text.slice(head.length);
}

/** A date as it is written behind a task, in the task's own language. */
export function dueText(due: string, locale: Locale): string {
  return locale === 'he' ? `עד ${due}` : `by ${due}`;
}

/** An owner as written behind a task. `explicit` puts the word for it before a mention too. */
export function ownerText(owner: Owner, locale: Locale, explicit = false): string {
  const word = locale === 'he' ? 'באחריות:' : 'owner:';
  if ('name' in owner) {
    return `${word} ${owner.name}`;
  }
  return explicit ? `${word} @${owner.handle}` : `@${owner.handle}`;
}

/** The language a task's own words are in; `fallback` when it has no letters. */
export function languageOf(text: string, fallback: Locale): Locale {
  const direction = letterDirection(text);
  return direction === null ? fallback : direction === 'rtl' ? 'he' : 'en';
}

/** What follows an item's marker and tick box: the text with owner and date behind its first paragraph. */
export function composeBody(
  { text, owner, due }: SummaryRecord,
  options: { locale: Locale; columns: number; lineEnd: string; explicit: boolean },
): string {
  const locale = languageOf(text, options.locale);
  const head = text.slice(0, headLength(text));
  const parts = [head, owner && ownerText(owner, locale, options.explicit), due && dueText(due, locale)];
  const line = parts.filter((part) => part !== null && part !== '').join(' ');
  return indent(line + text.slice(head.length), options.columns, options.lineEnd);
}

/** The text with a backslash before what would make its first line something else than a line of words. */
export function escapeStart(text: string): string {
  return text.replace(/^(\d{1,9})(?=[.)])/, '$1\\').replace(/^[-+*#>|~`=[_<]/, '\\$&');
}
