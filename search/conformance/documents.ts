import type { SearchDocument, SearchQuery } from '#search/port';

const DAY_MS = 86_400_000;
const START = Date.UTC(2024, 0, 10);

/** A document with everything but what the test is about filled in. */
export function makeDocument(
  id: string,
  title: string,
  text: string,
  more: Partial<SearchDocument> = {},
): SearchDocument {
  return {
    id,
    kind: 'thread',
    title,
    passages: [{ ref: `${id}/1`, text }],
    audience: ['members'],
    revision: 1,
    date: START,
    label: 'TLP:GREEN',
    ...more,
  };
}

/** A small forum: enough for every question of the contract. */
export const FORUM: SearchDocument[] = [
  makeDocument(
    'thread:cloud',
    'מעבר לענן ציבורי',
    'העברנו את מערכת הגבייה לעננים של שני ספקים. הגיבוי נשאר בחדר השרתים.',
    {
      topic: 'cloud',
      tags: ['aws', 'גיבוי ושחזור'],
      answered: true,
      authoritySize: 'large',
    },
  ),
  makeDocument('thread:nimbus', 'הצטרפות למכרז נימבוס', 'מי חותם ברשות? אצלנו חתמה הגזברית יחד עם המנמ"ר.', {
    topic: 'cloud',
    date: START + 30 * DAY_MS,
    authoritySize: 'small',
  }),
  makeDocument(
    'thread:edr',
    'EDR על שרתי Windows ישנים',
    'מי אישר EDR על Windows Server 2012 של ספק הגבייה? ה-SOC ביקש.',
    {
      topic: 'cyber',
      tags: ['edr'],
      date: START + 400 * DAY_MS,
    },
  ),
  makeDocument('thread:backup', 'Immutable backup for small authorities', 'We keep two backups, one of them offline.', {
    topic: 'cyber',
    answered: true,
    passages: [
      { ref: 'post:1', text: 'Which backup product do small authorities use?' },
      { ref: 'post:2', text: 'We keep two copies; the immutable one is offline.', accepted: true },
    ],
    date: START + 60 * DAY_MS,
  }),
  makeDocument(
    'summary:roundtable',
    'שולחן עגול: כופרה אצל ספק משנה',
    'הוחלט לדרוש מכל ספק דיווח תוך 24 שעות. צ׳אט משותף הוקם.',
    {
      kind: 'summary',
      topic: 'cyber',
      label: 'TLP:AMBER',
      audience: ['authority:12', 'member:dana'],
      date: START + 90 * DAY_MS,
    },
  ),
  makeDocument('thread:open', 'נגישות PDF סרוק לפי ת"י 5568', 'איך מנגישים מסמך סרוק? ב"הארץ" פורסם מדריך.', {
    topic: 'digital',
    audience: ['public', 'members'],
    label: 'TLP:CLEAR',
    date: START + 120 * DAY_MS,
  }),
  makeDocument('thread:mixed', 'דוא"ל: לקחים מהעברה', 'העברנו את Exchange לענן.', {
    topic: 'digital',
    passages: [
      { ref: 'post:open', text: 'העברנו את Exchange לשירות מנוהל.' },
      { ref: 'post:secret', text: 'הסיסמה הסודית היתה קרמבולה.', audience: ['member:dana'] },
    ],
    date: START + 150 * DAY_MS,
  }),
];

export const MEMBER = ['public', 'members'];
export const DANA = ['public', 'members', 'authority:12', 'member:dana'];

/** A query of a member. */
export function ask(text: string, more: Partial<SearchQuery> = {}): SearchQuery {
  return { text, viewer: MEMBER, ...more };
}
