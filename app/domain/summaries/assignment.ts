import { HANDLE_PATTERN } from '#app/domain/members/handle';
import { findWrittenDays } from '#app/domain/sessions/written-day';
import { OWNER_NAME_MAX_CHARS, type Owner, type Span } from '#app/domain/summaries/model';

/** Who and until when, as the first paragraph of an item says it; spans count from the start of that text. */
export interface Assignment {
  owner: { value: Owner; span: Span } | null;
  due: { value: string; span: Span } | null;
}

/** Longest paragraph that is read for an owner and a date. */
const READ_MAX_CHARS = 4_000;

/** Code, addresses and where links lead hold no owners and no dates. */
const NOT_PROSE =
  /`[^`\n]{1,300}`|https?:\/\/[^\s)>]+|\]\([^()\n]{0,500}\)|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+/gu;
const MASK = '\ufffc';

/** What may stand between an owner and a date, and behind them. */
const JOINT = String.raw`[\s,;|·•()–—:-]*`;
const ONLY_JOINT = new RegExp(`^${JOINT}$`, 'u');
const ONLY_CLOSING = /^[\s,;|·•()–—.!-]*$/u;

const DUE_WORD =
  /(?:^|[\s(,;|–—*_-])((?:📅|(?:(?:תאריך\s)?(?:יעד|ביצוע)|לביצוע|מועד|due|deadline|target)(?:\s(?:עד|by|on|date))?\s?:?|עד|by|until|before|no later than)\s{0,3}(?:יום\s\p{L}{3,6}'?,?\s|ה-?|ל-?|-|the\s|\p{Lu}\p{Ll}{2,8}day,?\s){0,2})$/iu;
const DUE_WORD_REACH = 60;

const MENTION = /(?<![\p{L}\p{N}_.@/\\\ufffc]|\p{L}[-־])@([\p{L}\p{N}](?:[\p{L}\p{N}._־"'׳״-]{0,38}[\p{L}\p{N}])?)/gu;
const OWNER_WORD =
  /(?<![\p{L}\p{N}])(?:(?:אחראית?|אחראים|אחראי\/ת|באחריות|owner|assignee|assigned to|responsible)\s?[:：]\s{0,3}|באחריות\s{1,3})/giu;
/** At most four words, none of them a date, a mark or a mention. */
const OWNER_NAME = /^\p{L}[\p{L}\p{M}"'׳״.-]{0,30}(?:[ ]\p{L}[\p{L}\p{M}"'׳״.-]{0,30}){0,3}/u;
/** After these a mention is somebody the task is about, not who does it. */
const ABOUT = /(?:^|[\s(])(?:with|to|from|of|and|at|via|or|vs|עם|של|את|אל|מול|לפי|וגם|בלי|או)\s{1,3}$/iu;
const LEADING_MENTION_END = /^\s{0,3}[:,–—-]?\s{0,3}/u;

/**
 * Finds the owner and the due date in the first paragraph of an item. A date counts behind a word that makes it one
 * (עד, יעד, by, due …) or directly behind the owner; the last one counts. An owner is `@somebody` at the start, at the
 * end or beside the date, or a name behind a word (באחריות, owner: …). A day without its year is the first one on or
 * after `reference`.
 */
export function findAssignment(paragraph: string, reference: string | null): Assignment {
  if (paragraph.length > READ_MAX_CHARS) {
    return { owner: null, due: null };
  }
  const prose = paragraph.replace(NOT_PROSE, (found) => MASK.repeat(found.length));
  const due = findDue(prose, reference);
  const bare = due === null ? findLastDay(prose, reference) : null;
  const owner = findNamedOwner(prose, due?.span) ?? findMention(prose, (due ?? bare)?.span);
  const isBareDue =
    owner && bare && owner.span.end <= bare.span.start && isJoint(prose, owner.span.end, bare.span.start);
  return { owner, due: isBareDue ? bare : due };
}

function findDue(prose: string, reference: string | null): Assignment['due'] {
  for (const { day, start, end } of findWrittenDays(prose, reference).reverse()) {
    const before = prose.slice(Math.max(0, start - DUE_WORD_REACH), start);
    const word = DUE_WORD.exec(before)?.[1];
    if (word !== undefined) {
      return { value: day, span: { start: start - word.length, end } };
    }
  }
  return null;
}

/** A day at the end, as in `@dana 1.3.2026`. */
function findLastDay(prose: string, reference: string | null): Assignment['due'] {
  const last = findWrittenDays(prose, reference).at(-1);
  return last && isClosing(prose, last.end) ? { value: last.day, span: { start: last.start, end: last.end } } : null;
}

function findNamedOwner(prose: string, due: Span | undefined): Assignment['owner'] {
  for (const word of [...prose.matchAll(OWNER_WORD)].reverse()) {
    const start = word.index;
    const from = start + word[0].length;
    const mention = [...prose.slice(from, from + 45).matchAll(MENTION)][0];
    if (mention?.index === 0 && mention[1] !== undefined) {
      return { value: toOwner(mention[1]), span: { start, end: from + mention[0].length } };
    }
    const limit = due && due.start >= from ? due.start : prose.length;
    const name = OWNER_NAME.exec(prose.slice(from, Math.min(limit, from + OWNER_NAME_MAX_CHARS)))?.[0].trimEnd();
    if (name !== undefined && endsThere(prose, from + name.length, due)) {
      const bare = name.replace(/\.$/, '');
      return { value: { name: bare }, span: { start, end: from + bare.length } };
    }
  }
  return null;
}

function findMention(prose: string, due: Span | undefined): Assignment['owner'] {
  let leading: Assignment['owner'] = null;
  let trailing: Assignment['owner'] = null;
  for (const match of prose.matchAll(MENTION)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const owner = { value: toOwner(match[1] ?? ''), span: { start, end } };
    const besideDue =
      due !== undefined &&
      ((end <= due.start && isJoint(prose, end, due.start)) || (start >= due.end && isJoint(prose, due.end, start)));
    if ((besideDue || isClosing(prose, end)) && !ABOUT.test(prose.slice(Math.max(0, start - 12), start))) {
      trailing = owner;
    } else if (leading === null && prose.slice(0, start).trim() === '') {
      const tail = LEADING_MENTION_END.exec(prose.slice(end))?.[0] ?? '';
      leading = { value: owner.value, span: { start, end: end + tail.trimEnd().length } };
    }
  }
  return trailing ?? leading;
}

function endsThere(prose: string, at: number, due: Span | undefined): boolean {
  return (
    at === due?.start ||
    isClosing(prose, at) ||
    /^\s{0,3}[,;|)\n.]/.test(prose.slice(at, at + 4)) ||
    (due !== undefined && at <= due.start && isJoint(prose, at, due.start))
  );
}

function isJoint(prose: string, from: number, to: number): boolean {
  return to - from <= 20 && ONLY_JOINT.test(prose.slice(from, to));
}

function isClosing(prose: string, from: number): boolean {
  return prose.length - from <= 40 && ONLY_CLOSING.test(prose.slice(from));
}

function toOwner(written: string): Owner {
  const handle = written.toLowerCase();
  return HANDLE_PATTERN.test(handle) ? { handle } : { name: written.replace(/[_.]+/g, ' ').trim() };
}

/**
 * The paragraph without its owner and date: what they leave behind (brackets, commas, doubled spaces) goes with them.
 */
export function withoutAssignment(paragraph: string, { owner, due }: Assignment): string {
  const spans = [owner?.span, due?.span].filter((span) => span !== undefined).sort((a, b) => a.start - b.start);
  const [first, second] = spans;
  const joined =
    first && second && ONLY_JOINT.test(paragraph.slice(first.end, second.start))
      ? [{ start: first.start, end: second.end }]
      : spans;
  return joined.reduceRight((text, { start, end }) => cutOut(text, start, end), paragraph);
}

/** What is left hanging at the end of a text once the owner or the date behind it is gone. */
const HANGING = ' \t\r\n,;–—-';

/** The text without separators at its end. */
export function trimHanging(text: string): string {
  let end = text.length;
  while (end > 0 && HANGING.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

function cutOut(text: string, start: number, end: number): string {
  let before = trimSpaces(text.slice(0, start));
  let after = text.slice(end).replace(/^[ \t]+/, '');
  if (before.endsWith('(') && after.startsWith(')')) {
    before = trimSpaces(before.slice(0, -1));
    after = after.slice(1).replace(/^[ \t]+/, '');
  }
  if (after.trim() === '' || /^\r?\n/.test(after)) {
    before = trimHanging(before);
  }
  if (before.trim() === '') {
    after = after.replace(/^[,;:|–—-]+[ \t]*/, '');
  }
  const isTight = before === '' || after === '' || /[\n(]$/.test(before) || /^[\r\n.,;:!?)]/.test(after);
  return before + (isTight ? '' : ' ') + after;
}

function trimSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t'.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}
