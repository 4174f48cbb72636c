import type { Seat } from '#app/ui/forum/ring-drawing';
import type { ThreadRowData } from '#app/ui/forum/thread-row';
import type { RootData } from '#app/ui/layout/root-data';

/** Made-up content for looking at the components: both languages, long and short, Latin inside Hebrew. */
export const NOW_MS = Date.UTC(2026, 10, 24, 8, 42);
export const ago = (minutes: number): string => new Date(NOW_MS - minutes * 60_000).toISOString();

const SIZES = ['small', 'medium', 'large'] as const;
export function seats(asked: number, answered: number, same: number, from = 0): Seat[] {
  const of = (part: Seat['part'], count: number): Seat[] =>
    Array.from({ length: count }, (_, index) => ({ part, size: SIZES[(index * 2 + from) % 3] ?? 'small' }));
  return [...of('asked', asked), ...of('answered', answered), ...of('same', same)];
}

export function rootData(locale: 'he' | 'en', theme: RootData['theme']): RootData {
  const he = locale === 'he';
  return {
    locale,
    theme,
    density: 'comfortable',
    viewer: {
      kind: 'member',
      name: he ? 'רות אזולאי' : 'Ruth Azulay',
      handle: 'ruth.azulay',
      role: 'administrator',
      authorityName: he ? 'תל ערוגות' : 'Tel Arugot',
      unread: 3,
    },
    associationName: he ? 'איגוד מנהלי מערכות המידע ברשויות' : 'Association of municipal CIOs',
    topics: [
      { slug: 'cloud', name: he ? 'ענן' : 'Cloud', hue: 'cloud' },
      { slug: 'cyber', name: he ? 'סייבר' : 'Cyber', hue: 'cyber' },
      { slug: 'digital', name: he ? 'דיגיטל' : 'Digital', hue: 'digital' },
    ],
    path: '/threads',
    nowMs: NOW_MS,
  };
}

const TITLES: [string, 'rtl' | 'ltr', 'cloud' | 'cyber' | 'digital', ThreadRowData['label'], ThreadRowData['state']][] =
  [
    ['הצטרפות למכרז נימבוס: מי חותם ברשות ומה התפקיד של הגזברות?', 'rtl', 'cloud', 'GREEN', 'open'],
    ['EDR על שרתי Windows Server 2012 של ספק הגבייה', 'rtl', 'cyber', 'AMBER', 'answered'],
    ['Azure Arc for on-prem SQL: worth the licence?', 'ltr', 'cloud', 'GREEN', 'answered'],
    ['נגישות PDF סרוק לפי ת"י 5568 חלק 2', 'rtl', 'digital', 'CLEAR', 'answered'],
    ['CRM 106 מול מערכת ליבה: ממשק דו-כיווני', 'rtl', 'digital', 'GREEN', 'open'],
    ['כופרה אצל ספק משנה: מה ביקשתם ממנו בכתב?', 'rtl', 'cyber', 'AMBER_STRICT', 'discussion'],
    ['גיבוי M365: האם retention של הספק מספיק?', 'rtl', 'cloud', 'GREEN', 'open'],
    ['ניטור OT במכון מים', 'rtl', 'cyber', 'RED', 'open'],
    ['Landing Zone לרשות קטנה: מינימום סביר', 'rtl', 'cloud', 'CLEAR', 'answered'],
  ];
const TABLES = [
  seats(1, 0, 6),
  seats(1, 5, 2, 1),
  seats(1, 2, 0, 2),
  seats(1, 3, 9),
  seats(1, 1, 1),
  seats(1, 7, 3),
  seats(1, 0, 0),
  seats(1, 0, 1),
  seats(1, 6, 14),
];
const WHO = ['נחלת אורן', 'קריית נופר', 'Tel Arugot', 'רמות הגפן', 'תל ערוגות', 'המועצה האזורית עמק השקד'];
const TAGS = [
  ['נימבוס', 'רכש'],
  ['EDR', 'windows-server'],
  ['azure', 'sql'],
  ['נגישות'],
  ['crm', 'גבייה'],
  ['ransomware'],
  [],
  ['ot'],
  ['landing-zone'],
];

export function threadRows(locale: 'he' | 'en'): ThreadRowData[] {
  const names = new Map(rootData(locale, 'light').topics.map((topic) => [topic.slug, topic.name]));
  return TITLES.map(([title, titleDir, topic, label, state], index) => ({
    id: index + 1,
    href: `/threads/${index + 1}`,
    title,
    titleDir,
    label,
    state,
    topic: { name: names.get(topic) ?? topic, hue: topic, href: `/topics/${topic}` },
    seats: TABLES[index] ?? [],
    answerCount: [0, 5, 2, 3, 1, 7, 0, 0, 6][index] ?? 0,
    last: {
      who: WHO[index % WHO.length] ?? null,
      at: ago([3, 47, 190, 1500, 3300, 8000, 14000, 80000, 500000][index] ?? 1),
    },
    isNew: index === 0 || index === 1 || index === 4,
    unread: index === 1 ? 2 : 0,
    tags: (TAGS[index] ?? []).map((name) => ({ name, href: `/threads?tag=${name}` })),
  }));
}

export const POST_HTML = {
  opening: `<p dir="rtl">מוקד 106 שלנו עובד על CRM חדש (שנה), ומערכת הליבה ישנה ממנו בעשור. היום הכיוון אחד: נציגה רואה פרטי תושב ונכס. אנחנו רוצים גם את הכיוון השני: פנייה שנפתחה ב־CRM תהפוך למשימה אצל הגבייה או ההנדסה, ותחזור עם סטטוס.</p>
<p dir="rtl">Exchange 2016 עדיין בתמונה, וה-SOC של האשכול רוצה <code dir="ltr">syslog</code> מכל שרת. <a href="/x">המפרט המלא</a>, ותודה ל־<a class="mention" href="/members/yossi.mor">@yossi.mor</a> על <a class="thread-ref" href="/threads/12">#12</a>.</p>
<ol dir="rtl"><li dir="rtl">איך עשיתם את זה: API, קובץ לילי, תור הודעות, <em>view במסד</em>?</li><li dir="rtl">מי מחזיק את האמת על <strong>כתובת וטלפון</strong> של התושב?</li><li dir="rtl">כמה זה עלה בערך, וכמה זה עולה לתחזק?<ul dir="ltr"><li dir="ltr">licences (per seat or per call)</li><li dir="ltr">one developer, two months</li></ul></li></ol>`,
  answer: `<h3 dir="rtl">הארכיטקטורה (AWS)</h3>
<p dir="rtl">באמצע יושב שירות קטן שלנו, עם תור. שני הצדדים מדברים רק איתו:</p>
<pre dir="ltr" tabindex="0"><code class="hljs language-json">{
  <span class="hljs-attr">"event"</span>: <span class="hljs-string">"case.transferred"</span>,
  <span class="hljs-attr">"occurredAt"</span>: <span class="hljs-string">"2025-03-09T10:42:00+02:00"</span>,
  <span class="hljs-attr">"retries"</span>: <span class="hljs-number">3</span>, <span class="hljs-comment">// then a person looks at it, in the morning, with coffee and the log open</span>
  <span class="hljs-attr">"internal"</span>: <span class="hljs-keyword">true</span>
}</code></pre>
<blockquote dir="ltr"><p dir="ltr">The core system will not change. Plan around it.</p></blockquote>
<div class="table-scroll" tabindex="0" role="region" aria-label="טבלה"><table dir="rtl"><thead><tr><th dir="rtl">נתון</th><th dir="rtl">בעל האמת</th><th dir="rtl">מי רשאי להציע תיקון</th><th dir="rtl">פניות בחודש</th></tr></thead><tbody><tr><td dir="rtl">שם, ת"ז</td><td dir="rtl">ליבה</td><td dir="rtl">אף אחד</td><td dir="ltr">1,204</td></tr><tr><td dir="rtl">טלפון, דוא"ל</td><td dir="ltr">CRM</td><td dir="rtl">תושב, מוקד</td><td dir="ltr">318</td></tr></tbody></table></div>
<ul class="task-list" dir="rtl"><li dir="rtl"><input type="checkbox" disabled checked aria-label="בוצע"> הסכם עם הספק</li><li dir="rtl"><input type="checkbox" disabled aria-label="לא בוצע"> בדיקת עומס<sup><a href="#u-fn-1">1</a></sup></li></ul>
<section class="footnotes"><ol dir="rtl"><li dir="rtl" id="u-fn-1">קטגוריה חדשה נפתחת רק בטופס.</li></ol></section>`,
  english: `<p dir="ltr">A nightly file. Not elegant, nine years old, and <strong>it has never lost a case</strong>. We moved it to Azure Arc last spring; the licence is the only thing that hurt. Happy to share the runbook with anyone who calls.</p>`,
  comment: `<p dir="rtl">ארבעה אירועים! אנחנו הגענו לישיבה עם 62 שדות. מה עשיתם עם צרופות?</p>`,
};
