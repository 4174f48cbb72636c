import { describe, expect, test } from 'vitest';
import { findAssignment, withoutAssignment } from '#app/domain/summaries/assignment';

function read(text: string) {
  const found = findAssignment(text, '2026-02-11');
  const owner = found.owner?.value;
  const who = owner === undefined ? null : 'handle' in owner ? `@${owner.handle}` : owner.name;
  return [withoutAssignment(text, found), who, found.due?.value ?? null];
}

describe('who and until when', () => {
  test.each<[string, string, string | null, string | null]>([
    ['להכין מפרט @dana.levi עד 2026-03-01', 'להכין מפרט', '@dana.levi', '2026-03-01'],
    ['משימה @אחראי עד 2026-03-01', 'משימה', 'אחראי', '2026-03-01'],
    ['להכין מפרט עד 1.3.2026 @dana', 'להכין מפרט', '@dana', '2026-03-01'],
    ['להכין מפרט (@dana, עד 1/3/26).', 'להכין מפרט.', '@dana', '2026-03-01'],
    ['להכין מפרט - @דנה_לוי', 'להכין מפרט', 'דנה לוי', null],
    ['@dana: להכין מפרט עד 15 במרץ', 'להכין מפרט', '@dana', '2026-03-15'],
    ['להגיש עד ה-15.3 את הדוח ל-119', 'להגיש את הדוח ל-119', null, '2026-03-15'],
    ['להגיש את הדוח, עד יום ראשון, 1.3.2026', 'להגיש את הדוח', null, '2026-03-01'],
    ['לבדוק גיבוי. באחריות: דנה לוי, תאריך יעד: 1.3.2026', 'לבדוק גיבוי.', 'דנה לוי', '2026-03-01'],
    ['לבדוק גיבוי באחריות יוסי מור עד סוף מרץ', 'לבדוק גיבוי', 'יוסי מור', '2026-03-31'],
    ['אחראית: @noga; לתאם פגישה', 'לתאם פגישה', '@noga', null],
    ['Write the specification @Dana by March 1', 'Write the specification', '@dana', '2026-03-01'],
    ['Write it (owner: Dana Levi, due: 2026-03-01)', 'Write it', 'Dana Levi', '2026-03-01'],
    ['Submit by Sunday, March 1st 2026 the report', 'Submit the report', null, '2026-03-01'],
    ['Write it @dana 1.3.2026', 'Write it', '@dana', '2026-03-01'],
    ['Write it 📅 2026-03-01', 'Write it', null, '2026-03-01'],
    ['Write it due 2026-03-01 or by 2026-04-01', 'Write it due 2026-03-01 or', null, '2026-04-01'],
  ])('%s', (text, rest, who, due) => {
    expect(read(text)).toEqual([rest, who, due]);
  });

  test.each([
    'לתאם עם @dana פגישה',
    'לתאם פגישה עם @dana',
    'לשלוח ל-@dana',
    'לכתוב אל dana@example.org',
    'לסכם את מפגש 1.3.2026',
    'להריץ `deploy @dana עד 2026-03-01`',
    'לקרוא את https://example.org/@dana',
    'לקרוא את [הדוח](https://example.org/by-2026-03-01)',
    'עדכון גרסה 2.1.10',
    'עד 31.2.2026',
    'Owner manual for the 106 centre',
    'באחריות הרשות המקומית לפי החוק ולא רק לפי הנוהל',
    '@',
    '',
  ])('%s: neither', (text) => {
    expect(read(text)).toEqual([text, null, null]);
  });
});
