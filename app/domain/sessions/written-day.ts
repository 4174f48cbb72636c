/** A day found in a text: ISO 8601, and where it stands (UTF-16 offsets, end after). */
export interface WrittenDay {
  day: string;
  start: number;
  end: number;
}

const MONTHS: readonly (readonly string[])[] = [
  ['ינואר', 'january', 'jan'],
  ['פברואר', 'february', 'feb'],
  ['מרץ', 'מרס', 'מארס', 'march', 'mar'],
  ['אפריל', 'april', 'apr'],
  ['מאי', 'may'],
  ['יוני', 'june', 'jun'],
  ['יולי', 'july', 'jul'],
  ['אוגוסט', 'august', 'aug'],
  ['ספטמבר', 'september', 'sept', 'sep'],
  ['אוקטובר', 'october', 'oct'],
  ['נובמבר', 'november', 'nov'],
  ['דצמבר', 'december', 'dec'],
];
const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = `(${[...MONTH_NUMBERS.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const YEAR = String.raw`((?:20|19)\d\d)`;
const DAY = String.raw`(\d{1,2})`;
/** Not inside a longer number, nor before more of one: versions and telephone numbers are no days. */
const BEFORE = String.raw`(?<![\p{N}./a-zA-Z]|\p{N}-)`;
const AFTER = String.raw`(?![\p{N}]|[./-]\p{N})`;
const WORD_END = String.raw`(?![\p{L}\p{N}])`;

interface Form {
  pattern: RegExp;
  read: (groups: readonly (string | undefined)[]) => { year?: string; month: number; day: number | 'last' };
}

/** Day before month, as Israel writes. Each form is bounded and begins at a place of its own. */
const FORMS: readonly Form[] = [
  {
    // 2026-03-01, 2026/3/1, also before a time as in 2026-03-01T10:00
    pattern: new RegExp(String.raw`${BEFORE}${YEAR}([-/.])(\d{1,2})\2${DAY}${AFTER}`, 'gu'),
    read: ([year, , month, day]) => ({ year, month: Number(month), day: Number(day) }),
  },
  {
    // 20260301
    pattern: new RegExp(String.raw`${BEFORE}${YEAR}(\d\d)(\d\d)${AFTER}`, 'gu'),
    read: ([year, month, day]) => ({ year, month: Number(month), day: Number(day) }),
  },
  {
    // 1.3.2026, 01/03/26, 1-3-2026
    pattern: new RegExp(String.raw`${BEFORE}${DAY}([-/.])(\d{1,2})\2((?:20|19)?\d\d)${AFTER}`, 'gu'),
    read: ([day, , month, year]) => ({ year, month: Number(month), day: Number(day) }),
  },
  {
    // 15 במרץ 2026, ה-15 למרץ, 1 March, 1st of March, 2026
    pattern: new RegExp(
      `${BEFORE}${DAY}(?:st|nd|rd|th)?[ ]{1,3}(?:of[ ]|ב|ל|ב-|ל-)?${MONTH}${WORD_END}(?:,?[ ]{1,3}${YEAR}${AFTER})?`,
      'giu',
    ),
    read: ([day, month, year]) => ({ year, month: monthOf(month), day: Number(day) }),
  },
  {
    // March 1, March 1st, 2026
    pattern: new RegExp(
      String.raw`(?<![\p{L}])${MONTH}\.?[ ]{1,3}${DAY}(?:st|nd|rd|th)?(?:,?[ ]{1,3}${YEAR}${AFTER}|(?![\p{L}\p{N}:]))`,
      'giu',
    ),
    read: ([month, day, year]) => ({ year, month: monthOf(month), day: Number(day) }),
  },
  {
    // סוף מרץ, end of March 2026
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:סוף|(?:the )?end of)[ ]{1,3}(?:חודש )?${MONTH}${WORD_END}(?:,?[ ]{1,3}${YEAR}${AFTER})?`,
      'giu',
    ),
    read: ([month, year]) => ({ year, month: monthOf(month), day: 'last' }),
  },
  {
    // 15.3 and 15/3, only where a year can be taken from the reference
    pattern: new RegExp(String.raw`${BEFORE}${DAY}[/.](\d{1,2})${AFTER}`, 'gu'),
    read: ([day, month]) => ({ month: Number(month), day: Number(day) }),
  },
];

/**
 * Every day written in a text, in order, none overlapping another. A day without its year is the next such day on or
 * after `reference` (ISO); without a reference it is not found. Days that do not exist are not found either.
 */
export function findWrittenDays(text: string, reference: string | null = null): WrittenDay[] {
  const found: WrittenDay[] = [];
  const taken = new Uint8Array(text.length);
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const { year, month, day } = read(match.slice(1));
      const iso = toIsoDay(year, month, day, reference);
      const [start, end] = [match.index, match.index + match[0].length];
      if (iso !== null && !taken.subarray(start, end).includes(1)) {
        taken.fill(1, start, end);
        found.push({ day: iso, start, end });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a text is an ISO day that exists. */
export function isIsoDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function monthOf(name: string | undefined): number {
  return MONTH_NUMBERS.get(name?.toLowerCase() ?? '') ?? 0;
}

function toIsoDay(
  year: string | undefined,
  month: number,
  day: number | 'last',
  reference: string | null,
): string | null {
  if (year !== undefined) {
    return isoOf(Number(year.length === 2 ? `20${year}` : year), month, day);
  }
  if (reference === null || !isIsoDay(reference)) {
    return null;
  }
  const thisYear = Number(reference.slice(0, 4));
  const next = [thisYear, thisYear + 1].map((candidate) => isoOf(candidate, month, day));
  return next.find((iso) => iso !== null && iso >= reference) ?? null;
}

function isoOf(year: number, month: number, day: number | 'last'): string | null {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (value: number): string => String(value).padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(day === 'last' ? last : day)}`;
  return isIsoDay(iso) ? iso : null;
}
