import { lineAt } from '#app/domain/minutes/decode';
import type { MinutesSection, MinutesSectionKind } from '#app/domain/minutes/model';
import { type ItemBlock, LINE_LEVEL, listBlocks } from '#app/domain/summaries/blocks';
import { plainTitle } from '#app/domain/summaries/recognise';
import { allSectionNames } from '#app/domain/summaries/section-names';
import { findHeading, indexHeadings } from '#app/domain/summaries/sections';

/** What stands at the top level of minutes. */
export interface Outline {
  sections: MinutesSection[];
  items: ItemBlock[];
}

const AGENDA = [
  'סדר יום',
  'סדר היום',
  'על סדר היום',
  'נושאים לדיון',
  'נושאי הדיון',
  'נושאים',
  'Agenda',
  'Topics',
  'On the agenda',
].concat([
  'Agenda items',
  'Topics discussed',
  'Discussion',
  'Discussion items',
  'Items discussed',
  'מהלך הדיון',
  'דיון',
]);
const ABSENT = [
  'נעדרו',
  'נעדרים',
  'חסרו',
  'חסרים',
  'התנצלו',
  'Absent',
  'Regrets',
  'Apologies',
  'Not present',
  'Absentees',
];

const HEADINGS = indexHeadings<MinutesSectionKind>([...allSectionNames(), ['agenda', AGENDA], ['absent', ABSENT]]);

/** Which section of minutes a heading, or the label before a colon, names. */
export function sectionOfMinutes(heading: string): MinutesSectionKind | null {
  return findHeading(plainTitle(heading), HEADINGS);
}

/** Headings and list items of a text; the body of each heading reaches to the next one. */
export function readOutline(text: string): Outline {
  const sections: MinutesSection[] = [];
  const items: ItemBlock[] = [];
  for (const block of listBlocks(text)) {
    if (block.type === 'item') {
      items.push(block);
      continue;
    }
    const kind = sectionOfMinutes(block.text);
    if (block.level === LINE_LEVEL && kind === null) {
      continue;
    }
    const last = sections.at(-1);
    if (last) {
      last.body.end = block.span.start;
    }
    sections.push({
      kind,
      title: plainTitle(block.text),
      level: block.level,
      line: lineAt(text, block.span.start),
      heading: block.span,
      body: { start: block.span.end, end: text.length },
    });
  }
  return { sections, items };
}

/** A section with those below it, up to the next of its level or above. */
export function withSubsections(sections: readonly MinutesSection[], index: number): MinutesSection[] {
  const section = sections[index];
  if (section === undefined) {
    return [];
  }
  const rest = sections.slice(index + 1);
  const end = rest.findIndex(({ level }) => level <= section.level);
  return [section, ...rest.slice(0, end < 0 ? undefined : end)];
}

/** The list items that stand in a section's own body. */
export function itemsOf({ body }: MinutesSection, items: readonly ItemBlock[]): ItemBlock[] {
  return items.filter(({ span }) => span.start >= body.start && span.end <= body.end);
}
