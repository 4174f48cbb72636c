import { lineAt } from '#app/domain/minutes/decode';
import { type FrontMatter, textValue } from '#app/domain/minutes/front-matter';
import type { DateSource, MinutesSection, Refusal } from '#app/domain/minutes/model';
import { findWrittenDays } from '#app/domain/sessions/written-day';

/** The day of a session, with where it was said; or why there is none to take. */
export type FoundDate = { ok: true; day: string; sources: DateSource[] } | { ok: false; refusal: Refusal };

interface Said {
  source: DateSource;
  day: string;
  line: number | null;
}

const KEYS = ['date', 'day', 'held', 'תאריך', 'מועד'];
const DATE_LINE = /^[ \t>*_-]{0,8}(?:date|when|held on|תאריך|מועד|תאריך המפגש)[*_]{0,2}[ \t]?:(.{0,200})/i;
const DATE_LINES_READ = 30;

/**
 * The day on which minutes were taken: from the front matter, the file's name, the first heading and a line `Date: …`
 * near the head. They must agree; two days are refused rather than guessed at, and so is none.
 */
export function findDate(fileName: string, text: string, front: FrontMatter, first: MinutesSection | null): FoundDate {
  const said = [
    ...days('front_matter', textValue(front, ...KEYS) ?? '', 1),
    ...days('file_name', fileNameWords(fileName), null),
    ...(first === null ? [] : days('heading', first.title, first.line)),
    ...dateLines(text, front.end),
  ];
  const distinct = [...new Set(said.map(({ day }) => day))];
  const [day] = distinct;
  if (day === undefined) {
    return { ok: false, refusal: { code: 'no_date', line: null, seen: [] } };
  }
  if (distinct.length > 1) {
    const other = said.find((one) => one.day !== day);
    return { ok: false, refusal: { code: 'two_dates', line: other?.line ?? null, seen: distinct } };
  }
  return { ok: true, day, sources: [...new Set(said.map(({ source }) => source))] };
}

/** A file's name without its folder and extension, words apart. */
export function fileNameWords(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  return base
    .replace(/\.[a-z]{1,8}$/i, '')
    .replace(/(?<=\d)_(?=\d)/g, '-')
    .replaceAll('_', ' ');
}

function days(source: DateSource, words: string, line: number | null): Said[] {
  return findWrittenDays(words.slice(0, 500)).map(({ day }) => ({ source, day, line }));
}

function dateLines(text: string, from: number): Said[] {
  const firstLine = lineAt(text, from);
  return text
    .slice(from, from + DATE_LINES_READ * 400)
    .split(/\r?\n/, DATE_LINES_READ)
    .flatMap((line, index) => days('date_line', DATE_LINE.exec(line)?.[1] ?? '', firstLine + index));
}
