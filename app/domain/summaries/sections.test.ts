import { describe, expect, test } from 'vitest';
import { SECTION_KINDS } from '#app/domain/summaries/model';
import { namesOfSection } from '#app/domain/summaries/section-names';
import { recogniseSection } from '#app/domain/summaries/sections';

describe('the names of the sections', () => {
  test.each(
    SECTION_KINDS.flatMap((kind) =>
      Object.values(namesOfSection(kind))
        .flat()
        .map((name) => [name, kind]),
    ),
  )('%s is %s', (name, kind) => {
    expect(recogniseSection(name)).toBe(kind);
    expect(recogniseSection(`${name}:`)).toBe(kind);
    expect(recogniseSection(`**${name.toUpperCase()}**`)).toBe(kind);
  });
});

test.each([
  ['1. החלטות', 'decisions'],
  ['א. החלטות', 'decisions'],
  ['2.1) שאלות פתוחות', 'questions'],
  ['iv. Action items', 'actions'],
  ['ההחלטות', 'decisions'],
  ['התובנות העיקריות', 'insights'],
  ['הַחְלָטוֹת', 'decisions'],
  ['"החלטות"', 'decisions'],
  ['״החלטות״', 'decisions'],
  ['📌 החלטות', 'decisions'],
  ['החלטות (3)', 'decisions'],
  ['החלטות – ענן', 'decisions'],
  ['Decisions: cloud', 'decisions'],
  ['The decisions', 'decisions'],
  ['  Key   Insights ', 'insights'],
  ['Links & Files', 'links'],
  ['TO-DO', 'actions'],
  ['Next steps', 'actions'],
  ['Next session', 'next'],
  ['חניה', 'parking'],
])('%s is %s', (heading, kind) => {
  expect(recogniseSection(heading)).toBe(kind);
});

test.each([
  '',
  '1.',
  '***',
  'החלטות ממשלה בנושא ענן',
  'מה עושים עם החלטות',
  'Decisions we never took',
  'nodejs/node',
  'שולחן עגול: נימבוס',
  'x'.repeat(5_000),
])('%s is no section', (heading) => {
  expect(recogniseSection(heading)).toBeNull();
});
