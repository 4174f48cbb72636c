import type { Block, ItemBlock } from '#app/domain/summaries/blocks';
import {
  type FoundSection,
  RECORD_OF_SECTION,
  type RecordKind,
  SECTION_KINDS,
  type Span,
} from '#app/domain/summaries/model';
import { sectionName } from '#app/domain/summaries/section-names';
import type { Locale } from '#app/i18n/locales';

/** Where a new item goes: what it replaces, the marker it gets, and what stands before and after it. */
export interface Place {
  replaced: Span;
  prefix: string;
  before: string;
  after: string;
}

const DEFAULT_LEVEL = 2;

/**
 * The places for a new record, the best first: an empty item that the template left, behind the last item of its
 * section, at the end of its section; a new section at the end of the text when there is none.
 */
export function listPlaces(
  markdown: string,
  blocks: readonly Block[],
  sections: readonly FoundSection[],
  kind: RecordKind,
  locale: Locale,
  lineEnd: string,
): Place[] {
  const section = sections.findLast((candidate) => RECORD_OF_SECTION[candidate.kind] === kind);
  if (section === undefined) {
    return [newSection(markdown, sections, kind, locale, lineEnd)];
  }
  const items = blocks.filter(
    (block): block is ItemBlock =>
      block.type === 'item' && block.span.start >= section.body.start && block.span.end <= section.body.end,
  );
  const empty = items.find(({ body }) => body.start === body.end);
  const last = items.at(-1);
  return [
    ...(empty ? [insteadOf(markdown, empty)] : []),
    ...(last ? [{ replaced: at(last.span.end), prefix: nextPrefix(last.prefix), before: lineEnd, after: '' }] : []),
    endOf(markdown, section, lineEnd),
  ];
}

function insteadOf(markdown: string, { span, prefix }: ItemBlock): Place {
  const spaces = /^[ \t]*/.exec(markdown.slice(span.end))?.[0].length ?? 0;
  return { replaced: { start: span.start, end: span.end + spaces }, prefix: withSpace(prefix), before: '', after: '' };
}

function endOf(markdown: string, { body }: FoundSection, lineEnd: string): Place {
  const end = body.start + markdown.slice(body.start, body.end).trimEnd().length;
  const after = end === markdown.length ? lineEnd : '';
  return { replaced: at(end), prefix: '- ', before: lineEnd + lineEnd, after };
}

function newSection(
  markdown: string,
  sections: readonly FoundSection[],
  kind: RecordKind,
  locale: Locale,
  lineEnd: string,
): Place {
  const sectionKind = SECTION_KINDS.find((candidate) => RECORD_OF_SECTION[candidate] === kind) ?? 'insights';
  const level = sections.find((section) => section.level <= 6)?.level ?? DEFAULT_LEVEL;
  const blank = lineEnd + lineEnd;
  const gap =
    markdown === '' || /(?:\n[ \t]*|\r\n?){2}$/.test(markdown.slice(-8))
      ? ''
      : markdown.endsWith('\n')
        ? lineEnd
        : blank;
  const heading = `${'#'.repeat(level)} ${sectionName(sectionKind, locale)}${blank}`;
  return {
    replaced: at(markdown.length),
    prefix: '- ',
    before: gap + heading,
    after: lineEnd,
  };
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}

function withSpace(prefix: string): string {
  return /\s$/.test(prefix) ? prefix : `${prefix} `;
}

function nextPrefix(prefix: string): string {
  return withSpace(prefix.replace(/\d+/, (number) => String(Number(number) + 1)));
}
