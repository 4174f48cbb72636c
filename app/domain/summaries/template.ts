import type { SessionKind } from '#app/domain/sessions/kinds';
import { SECTION_KINDS, type SectionKind } from '#app/domain/summaries/model';
import { sectionName } from '#app/domain/summaries/section-names';
import { longDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';

/** What is known of a session before anybody writes its summary. */
export interface TemplateData {
  kind: SessionKind;
  title: string;
  /** ISO day in Israel. */
  date: string;
  /** `10:00`, or null. */
  time: string | null;
  place: string | null;
  purpose: string | null;
  participants: {
    count: number;
    /** In the language of the template. */
    byRole: { role: string; count: number }[];
    /** Left out under the Chatham House Rule. */
    names: string[];
  };
  chathamHouse: boolean;
  /** The presenters are left out under the Chatham House Rule. */
  agenda: { title: string; presenter: string | null }[];
  links: { title: string; url: string }[];
  next: { date: string; title: string } | null;
}

/** Words of the document itself. They belong with the sections' names: what is written here is read back. */
const WORDS = {
  he: {
    kinds: { round_table: 'שולחן עגול', course: 'קורס', exercise: 'תרגיל', panel: 'פאנל', lecture: 'הרצאה' },
    count: 'מספר משתתפים',
    agenda: 'על סדר היום',
    rule: "המפגש התקיים לפי כלל צ'טהם האוס: אפשר להשתמש בדברים שנאמרו, בלי לומר מי אמר אותם ומי נכח.",
  },
  en: {
    kinds: {
      round_table: 'Round table',
      course: 'Course',
      exercise: 'Exercise',
      panel: 'Panel',
      lecture: 'Lecture',
    },
    count: 'Number of participants',
    agenda: 'On the agenda',
    rule: 'Held under the Chatham House Rule: what was said may be used, but not who said it or who was there.',
  },
} satisfies Record<Locale, { kinds: Record<SessionKind, string>; count: string; agenda: string; rule: string }>;

/**
 * The summary that a host starts from (DOMAIN 2): the title, what is known of the session, and every section with an
 * empty item where records go. `recognise` reads all of it.
 */
export function summaryTemplate(data: TemplateData, locale: Locale): string {
  const words = WORDS[locale];
  const when = [longDay(locale, `${data.date}T12:00:00Z`), data.time].filter((part) => part !== null).join(', ');
  const where = data.place === null ? [] : [inline(data.place)];
  const sections = SECTION_KINDS.map((kind) => {
    const content = contentOf(kind, data, locale);
    return `## ${sectionName(kind, locale)}\n${content === '' ? '' : `\n${content}\n`}`;
  });
  return [`# ${words.kinds[data.kind]}: ${inline(data.title)}\n\n${[when, ...where].join(' · ')}\n`, ...sections].join(
    '\n',
  );
}

function contentOf(kind: SectionKind, data: TemplateData, locale: Locale): string {
  switch (kind) {
    case 'purpose':
      // A line that ends in a colon may serve as a heading.
      return data.purpose === null ? '' : inline(data.purpose).replace(/[:\s]+$/, '');
    case 'participants':
      return participants(data, locale);
    case 'background':
      return agenda(data, locale);
    case 'actions':
      return '- [ ] ';
    case 'links':
      return data.links.map(({ title, url }) => `- [${inline(title)}](<${address(url)}>)`).join('\n');
    case 'next':
      return data.next === null ? '' : `${longDay(locale, `${data.next.date}T12:00:00Z`)}: ${inline(data.next.title)}`;
    default:
      return '- ';
  }
}

function participants({ participants: { count, byRole, names }, chathamHouse }: TemplateData, locale: Locale): string {
  const words = WORDS[locale];
  const roles = byRole.map(({ role, count: ofRole }) => `- ${inline(role)}: ${ofRole}`);
  const people = chathamHouse ? [] : names.map((name) => `- ${inline(name)}`);
  const blocks = [`${words.count}: ${count}`, roles.join('\n'), people.join('\n'), chathamHouse ? words.rule : ''];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function agenda({ agenda: items, chathamHouse }: TemplateData, locale: Locale): string {
  if (items.length === 0) {
    return '';
  }
  const lines = items.map(({ title, presenter }) => {
    const who = presenter === null || chathamHouse ? '' : ` (${inline(presenter)})`;
    return `- ${inline(title)}${who}`;
  });
  return `${WORDS[locale].agenda}:\n\n${lines.join('\n')}`;
}

/** Words as they are: one line, with a backslash before what Markdown would take for a mark. */
function inline(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\*_`[\]<>~|]/g, '\\$&')
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\')
    .replace(/^[-+#=]/, '\\$&');
}

function address(url: string): string {
  return url.replace(/[<>\s\p{Cc}]/gu, encodeURIComponent);
}
