import { findAgenda } from '#app/domain/minutes/agenda';
import { findDate } from '#app/domain/minutes/dates';
import { decodeMinutes } from '#app/domain/minutes/decode';
import { readFrontMatter } from '#app/domain/minutes/front-matter';
import { listLinks } from '#app/domain/minutes/links';
import { type MinutesResult, type MinutesWarning, READ_MAX_CHARS, READ_MAX_LINES } from '#app/domain/minutes/model';
import { readOutline } from '#app/domain/minutes/outline';
import { findPeople } from '#app/domain/minutes/people';
import { findTitle, guessKind } from '#app/domain/minutes/title';

/**
 * Reads the minutes of a past session from a Markdown file. What is recognised is only said; the text is kept as it is,
 * to the byte. A file that is no UTF-8 Markdown, or does not say on which one day it was, is refused. Never throws.
 */
export function readMinutes(fileName: string, bytes: Uint8Array): MinutesResult {
  const decoded = decodeMinutes(bytes);
  if (!decoded.ok) {
    return { ok: false, fileName, refusal: decoded.refusal };
  }
  const { text: markdown } = decoded;
  const front = readFrontMatter(markdown);
  const body = hideFrontMatter(markdown, front.end);
  const readable = headOf(body);
  const outline = readOutline(readable);
  const first = outline.sections[0] ?? null;
  const date = findDate(fileName, markdown, front, first);
  if (!date.ok) {
    return { ok: false, fileName, refusal: date.refusal };
  }
  const title = findTitle(fileName, front, first);
  const people = findPeople(readable, outline, front);
  const agenda = findAgenda(readable, outline);
  const warnings: [MinutesWarning, boolean][] = [
    ['front_matter_unreadable', !front.isReadable],
    ['read_in_part', readable.length < body.length],
    ['no_title', title === null],
    ['no_participants', people.count === null],
    ['no_agenda', agenda.source === 'none'],
    ['agenda_from_headings', agenda.source === 'headings'],
  ];
  return {
    ok: true,
    minutes: {
      fileName,
      markdown,
      date: date.day,
      dateSources: date.sources,
      title: title ?? date.day,
      kind: title === null ? null : guessKind(title),
      participants: people,
      agenda: agenda.items,
      sections: outline.sections,
      links: listLinks(markdown),
      warnings: warnings.filter(([, holds]) => holds).map(([warning]) => warning),
    },
  };
}

/** Blanks in place of the front matter and the byte order mark, so that every offset stays. */
function hideFrontMatter(markdown: string, end: number): string {
  const head = markdown.slice(0, end).replace(/[^\r\n]/g, ' ');
  return (head + markdown.slice(end)).replace(/^\ufeff/, ' ');
}

/** As much of a text, in whole lines, as is read for its outline. */
function headOf(text: string): string {
  let end = 0;
  for (let line = 0; line < READ_MAX_LINES && end < text.length; line += 1) {
    const next = text.indexOf('\n', end);
    const stop = next < 0 ? text.length : next + 1;
    if (stop > READ_MAX_CHARS) {
      break;
    }
    end = stop;
  }
  return text.slice(0, end);
}
