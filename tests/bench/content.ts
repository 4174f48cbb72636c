import { author } from '#tests/support/transfer';

/** Posts of a forum of `threads` threads: ten a thread on average. */
export const POSTS_A_THREAD = 10;
/** Every tenth thread has twenty posts: the first of them are what the thread pages are measured on. */
const MEASURED_POSTS = 20;
const AUTHORS = 400;
const AUTHORITIES = 60;
const TOPICS = ['cloud', 'cyber', 'digital'];
const START = Date.UTC(2025, 0, 1);
const HOUR_MS = 3_600_000;

const SENTENCES = [
  'עברנו את זה לפני שנה, ומה שעבד היה להתחיל מהמערכת הקטנה ביותר.',
  'הספק ביקש **שלושה חודשים**, ובסוף זה לקח שבוע וחצי.',
  'כדאי לבדוק את ה-`retention` לפני שמפעילים, אחרת משלמים פעמיים.',
  'We kept the old server for a month, just in case, and never turned it on again.',
  'מי חותם אצלכם? אצלנו הגזברית והיועץ המשפטי, בסדר הזה.',
  'ההבדל בין C++ ל-C# לא עניין אף אחד עד שהגיע קובץ Excel מהספק.',
  'See https://example.org/guide for the checklist that we use.',
  'בלי תקציב ייעודי לא היינו מתחילים; עם תקציב התחלנו מאוחר מדי.',
];
const LIST = '\n\n- גיבוי שנבדק\n- הרשאות לפי תפקיד\n  - admin only\n- יומן אירועים\n';
const CODE = '\n\n```powershell\nGet-ADUser -Filter * | Select-Object Name, LastLogonDate\n```\n';

/** A text of three to six sentences, here and there with a list or code; the same number gives the same text. */
function body(number: number): string {
  const count = 3 + (number % 4);
  const text = Array.from({ length: count }, (_, index) => SENTENCES[(number * 7 + index * 3) % SENTENCES.length]);
  return text.join(' ') + (number % 3 === 0 ? LIST : '') + (number % 7 === 0 ? CODE : '');
}

function writer(number: number) {
  const person = number % AUTHORS;
  return author(person, { authority: `רשות ${person % AUTHORITIES}` });
}

function postsOf(number: number): number {
  const place = number % 10;
  return place === 0 ? MEASURED_POSTS : place === 1 ? 8 : 9;
}

function time(number: number, post: number): string {
  return new Date(START + (number * 1.5 + post) * HOUR_MS).toISOString();
}

/**
 * A fifth of a large forum is public, in runs long enough that the last page of public threads has the same mixture of
 * short and long ones as that of all. The first hundred are public too: so a forum of only these fills a guest's page.
 */
function isClear(number: number): boolean {
  return number < 100 || Math.floor(number / 30) % 5 === 0;
}

/** The thread of that number, as a line of the import. Numbers from 0; the ids in the forum are one more. */
export function threadLineOf(number: number): string {
  const posts = Array.from({ length: postsOf(number) - 1 }, (_, index) => {
    const post = index + 1;
    const kind = post % 5 === 0 ? 'comment' : 'answer';
    const accepted = post === 2 && number % 3 === 0;
    const common = { body: body(number * 31 + post), createdAt: time(number, post), author: writer(number + post) };
    return { externalId: `p-${post}`, kind, accepted, ...common };
  });
  return JSON.stringify({
    externalId: `t-${number}`,
    topic: TOPICS[number % TOPICS.length],
    kind: 'question',
    title: `שאלה ${number}: איך העברתם את ה-DR לענן?`,
    body: body(number),
    label: isClear(number) ? 'TLP:CLEAR' : 'TLP:GREEN',
    tags: [`tag-${number % 40}`, 'גיבוי'],
    createdAt: time(number, 0),
    author: writer(number),
    posts,
  });
}

/** Ids of public threads with twenty posts, in a forum made from these lines; at most ten. */
export function measuredThreads(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index * 10 + 1);
}
