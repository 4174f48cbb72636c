import { type FrontMatter, listValue, textValue } from '#app/domain/minutes/front-matter';
import { MAX_PEOPLE, type MinutesSection, type Person } from '#app/domain/minutes/model';
import { itemsOf, type Outline, sectionOfMinutes, withSubsections } from '#app/domain/minutes/outline';
import type { ItemBlock } from '#app/domain/summaries/blocks';
import { plainTitle } from '#app/domain/summaries/recognise';

/** Who came: `count` is the number the minutes state, else that of the names; null when they say neither. */
export interface FoundPeople {
  count: number | null;
  people: Person[];
}

const KEYS = ['participants', 'attendees', 'present', 'attendance', 'משתתפים', 'נוכחים'];
const NAME_MAX_CHARS = 120;
const LABEL_LINES = 60;
const LABELLED = /^[ \t>*_-]{0,8}([^:\n]{2,60}):[*_]{0,2}[ \t]*(.*)$/;
const COUNT =
  /^(?:(?:מספר|כמות|number of|total)\s[^:\d]{2,40}:?\s*)?(\d{1,5})(?:\s(?:participants|people|attendees|משתתפים|משתתפות|נוכחים|איש|אנשים))?\.?$/i;
const COUNT_LABEL = /(?:^|\s)(?:מספר|כמות|סה"כ|number|total|count)/i;
/** A role and how many of it came: no person. */
const ROLE_COUNT = /^[^:]{2,80}:\s*\d{1,4}$/;
/** Headings of groups of people, by which they are told from the next part of minutes that lack its heading. */
const GROUP =
  /guest|member|observer|visitor|invited|remote|online|in person|staff|host|speaker|אורח|חבר|צופ|מוזמנ|מרחוק|מקוון|זום|צוות|מארח|מרצ|נציג/i;
const NOBODY = /^(?:none|n\/a|nobody|tbd|-|–|אין|לא נרשמו|\.{2,3})?$/i;

/**
 * Who was there: from the front matter; from the section of participants, as a list (also ticked, also grouped), a
 * table or names with commas; or from a line `Present: …`. Whoever is listed as absent is left out.
 */
export function findPeople(text: string, outline: Outline, front: FrontMatter): FoundPeople {
  const listed = listValue(front, ...KEYS);
  const stated = textValue(front, ...KEYS);
  if (listed !== null || stated !== null) {
    return counted(listed ?? splitNames(stated ?? ''));
  }
  const found = outline.sections.flatMap((section, index) =>
    section.kind === 'participants' ? namesUnder(text, withSubsections(outline.sections, index), outline.items) : [],
  );
  return counted(found.length > 0 ? found : labelledLine(text));
}

/** The names of a section and of the groups below it. Without names of its own, whatever is below it is a group. */
function namesUnder(text: string, [own, ...below]: MinutesSection[], items: readonly ItemBlock[]): string[] {
  const names = own ? linesOf(text, own, items) : [];
  const groups = below.filter(({ kind, title }) => kind === null && (names.length === 0 || GROUP.test(title)));
  return [...names, ...groups.flatMap((group) => linesOf(text, group, items))];
}

/** The names and statements of a section, one each. */
function linesOf(text: string, section: MinutesSection, items: readonly ItemBlock[]): string[] {
  const listed = itemsOf(section, items);
  const isTicked = listed.some(({ checked }) => checked);
  const names = listed
    .filter(({ checked, box }) => !isTicked || checked || box === null)
    .flatMap(({ body }) => namesOfItem(text.slice(body.start, body.end)));
  return [...proseLines(text, section, listed).flatMap(namesOfLine), ...names];
}

/** An item is a person; one that ends in a colon is the name of a group, and its sub-items are. */
function namesOfItem(body: string): string[] {
  const [first = '', ...rest] = body.split(/\r?\n/);
  const label = LABELLED.exec(first);
  if (label?.[2] === '' && rest.length > 0) {
    return sectionOfMinutes(label[1] ?? '') === 'absent'
      ? []
      : rest.map((line) => line.replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xXvV]\]\s)?/, ''));
  }
  return [first];
}

/** The lines of a section that belong to no list item. */
function proseLines(text: string, { body }: MinutesSection, listed: readonly ItemBlock[]): string[] {
  let prose = '';
  let at = body.start;
  for (const { span } of listed) {
    prose += text.slice(at, span.start);
    at = span.end;
  }
  return (prose + text.slice(at, body.end)).split(/\r?\n/).filter((line) => line.trim() !== '');
}

function namesOfLine(line: string): string[] {
  if (/^\s*\|/.test(line)) {
    const cells = line.split('|').map((cell) => cell.trim());
    const first = cells[1] ?? '';
    return /^:?-+:?$/.test(first) || isTitleOfColumn(first) ? [] : [first];
  }
  const label = LABELLED.exec(line);
  const kind = label ? sectionOfMinutes(label[1] ?? '') : null;
  if (kind === 'absent') {
    return [];
  }
  if (COUNT.test(line.trim())) {
    return [line.trim()];
  }
  return splitNames(kind === 'participants' ? (label?.[2] ?? '') : line);
}

function isTitleOfColumn(cell: string): boolean {
  return /^(?:name|full name|participant|שם|שם מלא|משתתפים?)$/i.test(cell);
}

/** `Present: Dana, Yossi` or `משתתפים: 14` near the head of a text. */
function labelledLine(text: string): string[] {
  for (const line of text.slice(0, LABEL_LINES * 400).split(/\r?\n/, LABEL_LINES)) {
    const label = LABELLED.exec(line);
    const name = (label?.[1] ?? '').replace(/[*_]/g, '');
    if (
      label?.[2] &&
      (sectionOfMinutes(name) === 'participants' ||
        (COUNT_LABEL.test(name) && /משתתפ|נוכח|particip|attend/i.test(name)))
    ) {
      return splitNames(label[2]);
    }
  }
  return [];
}

function splitNames(line: string): string[] {
  return line
    .replace(/\([^()]{0,200}\)/g, (note) => note.replaceAll(',', '\u0001').replaceAll(';', '\u0001'))
    .split(/[,;،]|\sand\s|\s&\s/)
    .map((name) => name.replaceAll('\u0001', ','));
}

function counted(lines: readonly string[]): FoundPeople {
  const cleaned = lines.map((line) => plainTitle(line.slice(0, 500)).trim());
  const stated = cleaned.map((line) => COUNT.exec(line)?.[1]).find((number) => number !== undefined);
  const people = cleaned
    .filter((line) => !NOBODY.test(line) && !COUNT.test(line) && !ROLE_COUNT.test(line))
    .map(toPerson)
    .filter(({ name }) => /\p{L}/u.test(name))
    .slice(0, MAX_PEOPLE);
  return { count: stated === undefined ? (people.length > 0 ? people.length : null) : Number(stated), people };
}

/** `Name @handle (note)`, `Name – role, authority`, `Name, role`. */
function toPerson(line: string): Person {
  const handle = /(?<![\p{L}\p{N}.])@([\p{L}\p{N}][\p{L}\p{N}._-]{0,38})/u.exec(line);
  const bare = handle === null ? line : line.replace(handle[0], ' ');
  const remark = /\(([^()]{1,200})\)|\s[-–—]\s(.{1,200})$|,\s(.{1,200})$|<([^<>\s]{3,200})>/.exec(bare);
  const name = (remark === null ? bare : bare.slice(0, remark.index))
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–-]+$/, '')
    .trim();
  const note =
    remark
      ?.slice(1)
      .find((group) => group !== undefined)
      ?.trim() ?? null;
  const known = name === '' && handle ? (handle[1] ?? '') : name;
  return { name: known.slice(0, NAME_MAX_CHARS), handle: handle?.[1] ?? null, note };
}
