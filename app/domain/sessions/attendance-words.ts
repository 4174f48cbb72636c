import { firstWord, indexWords } from '#app/domain/csv';
import type { ReplyState } from '#app/domain/sessions/waiting-list';
import type { Locale } from '#app/i18n/locales';

/** Columns of an attendance list as it is written; lists of others may give the name in two. */
export const ATTENDANCE_COLUMNS = [
  'name',
  'authority',
  'role',
  'email',
  'reply',
  'attended',
  'walkIn',
  'note',
] as const;
export type AttendanceColumn = (typeof ATTENDANCE_COLUMNS)[number] | 'firstName' | 'lastName';

/** What columns are called: the first name is written, all are read, those of Hebrew before those of English. */
const TITLES: Readonly<Record<AttendanceColumn, Readonly<Record<Locale, string>>>> = {
  name: { he: 'שם | שם מלא | שם ומשפחה | שם המשתתף | שם המשתתפת | משתתף', en: 'Name | Full name | Participant' },
  firstName: { he: 'שם פרטי', en: 'First name | Given name' },
  lastName: { he: 'שם משפחה', en: 'Last name | Surname | Family name' },
  authority: {
    he: 'רשות | הרשות | רשות מקומית | ארגון | שם הרשות',
    en: 'Authority | Municipality | Organization | Organisation',
  },
  role: { he: 'תפקיד', en: 'Role | Title | Position | Job title' },
  email: {
    he: 'דוא"ל | דואל | דואר אלקטרוני | מייל | אימייל | כתובת מייל',
    en: 'E-mail | Email | Email address | Mail',
  },
  reply: { he: 'תשובה | אישור הגעה | הגעה | סטטוס', en: 'Reply | RSVP | Status' },
  attended: { he: 'נוכחות | נכח/ה | נכח | הגיע/ה | הגיע | נוכח', en: 'Attended | Present | Attendance' },
  walkIn: { he: 'ללא הרשמה | לא נרשם | הגעה ללא הרשמה', en: 'Walk-in | Walkin' },
  note: { he: 'הערה | הערות', en: 'Note | Notes | Comment | Comments | Remarks' },
};

const REPLIES: Readonly<Record<ReplyState, Readonly<Record<Locale, string>>>> = {
  going: {
    he: 'כן | מגיע | מגיעה | מגיע/ה | יגיעו | מאשר | מאשרת | אישר | אישרה',
    en: 'Going | Yes | Accepted | Coming',
  },
  maybe: { he: 'אולי | מתלבט | מתלבטת', en: 'Maybe | Tentative' },
  no: { he: 'לא | לא מגיע | לא מגיעה | לא מגיע/ה', en: 'No | Not going | Declined' },
  waiting: { he: 'רשימת המתנה | ממתין | ממתינה | ממתין/ה | בהמתנה', en: 'Waiting list | Waiting' },
};

const ANSWERS: Readonly<Record<'yes' | 'no', Readonly<Record<Locale, string>>>> = {
  yes: { he: 'כן | נכח | נכחה | נכח/ה | הגיע | הגיעה | הגיע/ה', en: 'Yes | Y | True | 1 | X | V | Present | Attended' },
  no: { he: 'לא | נעדר | נעדרה | לא הגיע | לא הגיעה', en: 'No | N | False | 0 | Absent' },
};

const columnOfTitle = indexWords(TITLES);
const replyOf = indexWords(REPLIES);
const answerOf = indexWords(ANSWERS);

/** The column that a title names, or null for one that is not ours. */
export function columnOf(title: string): AttendanceColumn | null {
  return columnOfTitle(title) ?? null;
}

/** The title a column is written with. */
export function columnTitle(column: AttendanceColumn, locale: Locale): string {
  return firstWord(TITLES[column][locale]);
}

/** A reply as people write it; null for an empty cell, undefined for anything else. */
export function readReply(text: string): ReplyState | null | undefined {
  return text === '' ? null : replyOf(text);
}

export function replyText(reply: ReplyState, locale: Locale): string {
  return firstWord(REPLIES[reply][locale]);
}

/** Yes or no as people write it, ticks included; null for an empty cell, undefined for anything else. */
export function readYesNo(text: string): boolean | null | undefined {
  if (text === '') {
    return null;
  }
  const answer = /^[✓✔☑]$/u.test(text) ? 'yes' : answerOf(text);
  return answer === undefined ? undefined : answer === 'yes';
}

export function yesNoText(yes: boolean, locale: Locale): string {
  return firstWord(ANSWERS[yes ? 'yes' : 'no'][locale]);
}
