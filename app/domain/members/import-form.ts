import { z } from 'zod';
import { indexWords, type KindWords } from '#app/domain/csv';
import { EmailAddress } from '#app/domain/login/input';
import { LatinName, oneLine, PersonName } from '#app/domain/members/input';
import type { Employment, ItRole } from '#app/domain/members/model';
import { readYesNo } from '#app/domain/sessions/attendance-words';
import type { SheetForm } from '#app/domain/sheet-import';

export const MEMBER_COLUMNS = [
  'email',
  'name',
  'nameEn',
  'authority',
  'itRole',
  'employment',
  'primaryContact',
] as const;
type Column = (typeof MEMBER_COLUMNS)[number];

const TITLES: KindWords<Column> = {
  email: {
    he: 'דוא"ל | דואל | דואר אלקטרוני | מייל | אימייל | כתובת מייל',
    en: 'Email | E-mail | Email address | Mail',
  },
  name: { he: 'שם | שם מלא | שם ומשפחה', en: 'Name | Full name' },
  nameEn: { he: 'שם באנגלית | שם לועזי | שם באותיות לטיניות', en: 'Name in English | Name in Latin letters | nameEn' },
  authority: { he: 'רשות | הרשות | רשות מקומית | רשויות', en: 'Authority | Authorities | Municipality' },
  itRole: { he: 'תפקיד', en: 'Role | Position | IT role | itRole' },
  employment: { he: 'העסקה | סוג העסקה | צורת העסקה', en: 'Employment' },
  primaryContact: { he: 'איש קשר | אשת קשר | איש/אשת קשר', en: 'Primary contact | Contact | primaryContact' },
};

const IT_ROLE_WORDS: KindWords<ItRole> = {
  cio: { he: 'מנמ"ר | מנהל מערכות מידע | מנהלת מערכות מידע', en: 'cio | Chief information officer' },
  network_manager: { he: 'ניהול רשת | מנהל רשת | מנהלת רשת', en: 'network_manager | Network manager' },
  operations_manager: { he: 'ניהול תפעול | מנהל תפעול | מנהלת תפעול', en: 'operations_manager | Operations manager' },
  security_manager: {
    he: 'ניהול אבטחת מידע | מנהל אבטחת מידע | מנהלת אבטחת מידע | CISO',
    en: 'security_manager | Information-security manager | Security manager',
  },
  technology_manager: {
    he: 'ניהול טכנולוגיות | מנהל טכנולוגיות | מנהלת טכנולוגיות',
    en: 'technology_manager | Technology manager',
  },
  project_manager: {
    he: 'ניהול פרויקטים | מנהל פרויקטים | מנהלת פרויקטים',
    en: 'project_manager | Project manager',
  },
};

const EMPLOYMENT_WORDS: KindWords<Employment> = {
  staff: { he: 'עובד רשות | עובדת רשות | עובדי הרשות | פנימי | שכיר', en: 'staff | Employed by the authority' },
  outsourced: {
    he: 'מיקור חוץ | ספק חיצוני | חיצוני | יועץ',
    en: 'outsourced | External supplier | External | Consultant',
  },
};

const columnOf = indexWords(TITLES);
const itRoleOf = indexWords(IT_ROLE_WORDS);
const employmentOf = indexWords(EMPLOYMENT_WORDS);

/** A cell with a word of a list; null for an empty one. */
function word<Kind extends string>(kindOf: (text: string) => Kind | undefined) {
  return z
    .string()
    .default('')
    .transform((text, context): Kind | null => {
      const kind = kindOf(text);
      if (text !== '' && kind === undefined) {
        context.addIssue({ code: 'custom', message: 'sheet_word' });
        return z.NEVER;
      }
      return kind ?? null;
    });
}

const MemberLine = z.object({
  email: EmailAddress,
  name: PersonName,
  nameEn: LatinName,
  /** Names or slugs, several with | between them. */
  authority: z
    .string()
    .default('')
    .transform((text) => text.split('|').map(oneLine).filter(Boolean))
    .pipe(z.array(z.string()).min(1, 'required').max(50, 'too_many_chosen')),
  itRole: word(itRoleOf),
  employment: word(employmentOf),
  primaryContact: z
    .string()
    .default('')
    .transform((text, context): boolean => {
      const answer = readYesNo(text);
      if (answer === undefined) {
        context.addIssue({ code: 'custom', message: 'sheet_word' });
      }
      return answer === true;
    }),
});
export type MemberLine = z.output<typeof MemberLine>;

/** A list of members as a file: by their addresses. */
export const MEMBER_SHEET: SheetForm<Column, typeof MemberLine> = {
  columnOf,
  required: ['email', 'name', 'authority'],
  schema: MemberLine,
  keyOf: (value) => value.email,
  keyColumn: 'email',
};
