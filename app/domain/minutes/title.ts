import { fileNameWords } from '#app/domain/minutes/dates';
import { type FrontMatter, textValue } from '#app/domain/minutes/front-matter';
import type { MinutesSection } from '#app/domain/minutes/model';
import type { SessionKind } from '#app/domain/sessions/kinds';
import { findWrittenDays } from '#app/domain/sessions/written-day';

const TITLE_MAX_CHARS = 200;

/** What each kind of session is called in titles. The first kind that fits is taken. */
const KIND_WORDS: Readonly<Record<SessionKind, RegExp>> = {
  exercise: /תרגיל|exercise|drill|tabletop/i,
  course: /קורס|סדנה|סדנא|השתלמות|הכשרה|course|workshop|training/i,
  panel: /פאנל|פנל|כנס|panel|conference/i,
  lecture: /הרצאה|הרצאת|וובינר|lecture|talk\b|webinar/i,
  round_table: /שולחן עגול|שולחנות עגולים|שולחן מעגלי|מפגש|ישיבה|round.?table|meeting|forum/i,
};
const KIND_ORDER: readonly SessionKind[] = ['exercise', 'course', 'panel', 'lecture', 'round_table'];

/** The title of minutes without its date: from the front matter, the first heading, or the file's name; else null. */
export function findTitle(fileName: string, front: FrontMatter, first: MinutesSection | null): string | null {
  const written = [textValue(front, 'title', 'subject', 'כותרת', 'נושא'), first?.kind === null ? first.title : null];
  const candidates = [...written, fileNameWords(fileName)].map((words) => withoutDays(words ?? ''));
  return candidates.find((title) => /\p{L}/u.test(title)) ?? null;
}

/** The kind that a title speaks of, or null. */
export function guessKind(title: string): SessionKind | null {
  return KIND_ORDER.find((kind) => KIND_WORDS[kind].test(title)) ?? null;
}

function withoutDays(words: string): string {
  const line = words.replace(/\s+/g, ' ').slice(0, TITLE_MAX_CHARS * 2);
  const bare = findWrittenDays(line).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    line,
  );
  return bare
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,:;|·–—-]{1,20}|[\s,:;|·–—-]{1,20}$/g, '')
    .trim()
    .slice(0, TITLE_MAX_CHARS);
}
