import { SECTION_KINDS, type SectionKind } from '#app/domain/summaries/model';
import type { Locale } from '#app/i18n/locales';

interface Names {
  he: readonly string[];
  en: readonly string[];
}

/**
 * The whole vocabulary: how hosts call the sections. The first name of each is the one the template writes. They are
 * compared without case, niqqud, kind of quotation mark, numbering, article and what is not a letter.
 */
const WRITTEN: Readonly<Record<SectionKind, Readonly<Record<Locale, string>>>> = {
  purpose: {
    he: `מטרה | מטרות | מטרת המפגש | מטרות המפגש | מטרת הדיון | יעדי המפגש | נושא המפגש | תכלית`,
    en: `Purpose | Goal | Goals | Aim | Aims | Objective | Objectives | Purpose of the session`,
  },
  participants: {
    he: `משתתפים | משתתפות | משתתפים ומשתתפות | משתתפות ומשתתפים | משתתפי המפגש | נוכחים | נוכחות | נכחו |
      השתתפו | מי השתתף`,
    en: `Participants | Present | Attendees | Attendance | In attendance | Attending | Who attended |
      Members present`,
  },
  background: {
    he: `רקע | רקע כללי | רקע לדיון | הקדמה | מבוא | פתיחה | הקשר`,
    en: `Background | Introduction | Context | Overview | Intro`,
  },
  insights: {
    he: `תובנות עיקריות | תובנות | עיקרי הדברים | עיקרי הדיון | לקחים | לקחים ותובנות | תובנות ולקחים |
      נקודות עיקריות | נקודות מרכזיות | מסקנות | מה למדנו | תובנות מרכזיות`,
    en: `Key insights | Insights | Key points | Main points | Key takeaways | Takeaways | Lessons |
      Lessons learned | Lessons learnt | Highlights | Conclusions | What we learned`,
  },
  decisions: {
    he: `החלטות | החלטה | החלטות שהתקבלו | הוחלט | סוכם | סיכומים | סיכום והחלטות | החלטות וסיכומים | הסכמות |
      החלטות ומשימות`,
    en: `Decisions | Decision | Decisions made | Decisions taken | Resolutions | Resolved | Agreed |
      Agreements | What we decided | Decisions and actions | Decisions and action items`,
  },
  questions: {
    he: `שאלות פתוחות | שאלות | שאלות שנותרו פתוחות | שאלות שנשארו פתוחות | נושאים פתוחים | סוגיות פתוחות |
      שאלות להמשך | שאלות ללא מענה`,
    en: `Open questions | Questions | Open issues | Unanswered questions | Outstanding questions | Open items`,
  },
  actions: {
    he: `משימות להמשך | משימות | משימות ואחריות | לביצוע | מטלות | מטלות להמשך | צעדים הבאים | צעדים להמשך |
      המשך טיפול | להמשך טיפול | פעולות להמשך | פעולות | משימות לביצוע | מעקב ביצוע`,
    en: `Action items | Actions | Action points | Tasks | To do | To-do | Todo | Todos | Next steps |
      Follow-up | Follow up | Follow-ups | Follow-up actions`,
  },
  asks: {
    he: `בקשות ממשרדי הממשלה | בקשות | בקשות מהממשלה | בקשות ממשרדי ממשלה | בקשות מהמדינה |
      בקשות מהשלטון המרכזי | פניות למשרדי הממשלה | דרישות ממשרדי הממשלה`,
    en: `Asks of ministries | Asks | Requests | Asks of government | Asks of the government |
      Requests to ministries | Requests of ministries | Requests to government | Asks of the ministries`,
  },
  parking: {
    he: `חניון נושאים | חניון | חניה | חנייה | נושאים לחניון | נושאים שנדחו | נושאים לפעם הבאה | נושאים לעתיד |
      מגרש חניה | מגרש חנייה`,
    en: `Parking lot | Parked | Parked topics | Car park | Deferred | Deferred topics | For later | Parking`,
  },
  links: {
    he: `קישורים וקבצים | קישורים | קבצים | קבצים וקישורים | חומרים | חומרי עזר | מסמכים | נספחים | לינקים |
      קישורים וחומרים | מצגות | קישורים רלוונטיים`,
    en: `Links and files | Links | Files | Files and links | Links & files | Resources | References |
      Materials | Documents | Attachments | Appendix | Further reading`,
  },
  next: {
    he: `מפגש הבא | המפגש הבא | הפגישה הבאה | פגישה הבאה | ישיבה הבאה | מועד המפגש הבא | מפגשים הבאים |
      מועד הבא`,
    en: `Next session | Next meeting | Next meetings | Next sessions | Upcoming meeting | Upcoming meetings |
      Upcoming sessions | Next | Next time | Next date`,
  },
};

function listNames(written: string): string[] {
  return written.split('|').map((name) => name.trim());
}

/** Every name of a section in both languages. */
export function namesOfSection(kind: SectionKind): Names {
  return { he: listNames(WRITTEN[kind].he), en: listNames(WRITTEN[kind].en) };
}

/** The name written by the template. */
export function sectionName(kind: SectionKind, locale: Locale): string {
  return listNames(WRITTEN[kind][locale])[0] ?? kind;
}

/** Pairs of section and names, for an index of headings. */
export function allSectionNames(): (readonly [SectionKind, readonly string[]])[] {
  return SECTION_KINDS.map((kind) => {
    const { he, en } = namesOfSection(kind);
    return [kind, [...he, ...en]] as const;
  });
}
