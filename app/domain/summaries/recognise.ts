import { findAssignment, withoutAssignment } from '#app/domain/summaries/assignment';
import { type Block, headLength, type ItemBlock, LINE_LEVEL, listBlocks, unindent } from '#app/domain/summaries/blocks';
import {
  type FoundRecord,
  type FoundSection,
  MAX_RECORDS,
  RECORD_OF_SECTION,
  RECORDS_WITH_DONE,
  type Recognised,
  type RecordKind,
  type SectionKind,
} from '#app/domain/summaries/model';
import { recogniseSection } from '#app/domain/summaries/sections';

export interface RecogniseOptions {
  /** ISO day from which a date without a year is counted: the day of the session. Null: such dates are not read. */
  day: string | null;
}

/**
 * Reads a summary's Markdown: its sections by their headings, and a record for every list item of the sections that
 * hold records, and for every item with a tick box. Nothing is changed and nothing lost: every section and record says
 * where in the text it stands. Never throws; a text too costly to read has neither.
 */
export function recognise(markdown: string, { day }: RecogniseOptions): Recognised {
  const found: Recognised = { title: null, sections: [], records: [], otherHeadings: [] };
  let open: FoundSection | null = null;
  for (const block of listBlocks(markdown)) {
    if (block.type === 'item') {
      const record = recordOf(block, markdown, open, found.sections.length - 1, day);
      if (record !== null && found.records.length < MAX_RECORDS) {
        found.records.push(record);
      }
      continue;
    }
    const next = readHeading(block, open, found);
    if (next !== open) {
      closeSection(open, block.span.start);
      open = next;
    }
  }
  closeSection(open, markdown.length);
  return found;
}

type Heading = Extract<Block, { type: 'heading' }>;

/** The section that is open after a heading. */
function readHeading(heading: Heading, open: FoundSection | null, found: Recognised): FoundSection | null {
  const { level, span, text, bold } = heading;
  const title = plainTitle(text);
  const kind = recogniseSection(title);
  if (kind !== null) {
    const section = { kind, title, level, heading: span, body: { start: span.end, end: span.end } };
    found.sections.push(section);
    return section;
  }
  if (level === LINE_LEVEL) {
    return open?.level === LINE_LEVEL && bold ? null : open;
  }
  if (level === 1 && found.title === null) {
    found.title = title;
  } else {
    found.otherHeadings.push({ title, level, heading: span });
  }
  return open !== null && level > open.level ? open : null;
}

function closeSection(section: FoundSection | null, end: number): void {
  if (section !== null) {
    section.body.end = end;
  }
}

function recordOf(
  item: ItemBlock,
  markdown: string,
  section: FoundSection | null,
  sectionIndex: number,
  day: string | null,
): FoundRecord | null {
  const kind = kindOf(item, section?.kind ?? null);
  if (kind === null) {
    return null;
  }
  const whole = markdown.slice(item.body.start, item.body.end);
  const body = whole.trimStart();
  const start = item.body.start + whole.length - body.length;
  const head = body.slice(0, headLength(body));
  const assignment = kind === 'action' ? findAssignment(head, day) : { owner: null, due: null };
  const text = unindent(withoutAssignment(head, assignment) + body.slice(head.length), item.prefix.length);
  if (text === '') {
    return null;
  }
  const placed = (span: { start: number; end: number } | undefined) =>
    span === undefined ? null : { start: start + span.start, end: start + span.end };
  return {
    kind,
    text,
    done: item.checked && RECORDS_WITH_DONE.has(kind),
    owner: assignment.owner?.value ?? null,
    due: assignment.due?.value ?? null,
    section: section === null ? null : sectionIndex,
    places: {
      item: item.span,
      body: item.body,
      box: item.box,
      owner: placed(assignment.owner?.span),
      due: placed(assignment.due?.span),
    },
  };
}

/**
 * An item is of its section's kind. A tick box makes it an action wherever ticking would mean nothing else; beside the
 * names of those who came it means that they came.
 */
function kindOf(item: ItemBlock, section: SectionKind | null): RecordKind | null {
  const ofSection = section === null ? null : (RECORD_OF_SECTION[section] ?? null);
  if (item.box === null || section === 'participants' || (ofSection !== null && RECORDS_WITH_DONE.has(ofSection))) {
    return ofSection;
  }
  return 'action';
}

/** A heading without its inline marks. */
export function plainTitle(text: string): string {
  return text
    .replace(/\[([^[\]\n]{0,200})\]\([^()\n]{0,500}\)/g, '$1')
    .replace(/[*`]|__|~~/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}
