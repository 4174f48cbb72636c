import type { MinutesResult, MinutesWarning, Refusal } from '#app/domain/minutes/model';

/** What the command line says of one file, for people and as JSON. */
export interface MinutesReport {
  file: string;
  outcome: 'read' | 'refused';
  date: string | null;
  title: string | null;
  kind: string | null;
  participants: number | null;
  agendaItems: number;
  sections: string[];
  /** Headings that are no known section. */
  unknownHeadings: string[];
  links: number;
  /** In words: what was not recognised, or why the file was refused. */
  remarks: string[];
}

const WARNINGS: Readonly<Record<MinutesWarning, string>> = {
  no_title: 'no title: the date stands in its place',
  no_participants: 'no participants found',
  no_agenda: 'no agenda found',
  agenda_from_headings: 'no agenda heading: the other headings were taken for it',
  front_matter_unreadable: 'the front matter is not YAML and was left as text',
  read_in_part: 'long: only the beginning was read for agenda and sections; the text is kept whole',
};

/** What was recognised in a file and what was not. */
export function reportMinutes(result: MinutesResult): MinutesReport {
  const nothing = {
    date: null,
    title: null,
    kind: null,
    participants: null,
    agendaItems: 0,
    sections: [],
    unknownHeadings: [],
    links: 0,
  };
  if (!result.ok) {
    return { file: result.fileName, outcome: 'refused', ...nothing, remarks: [refusalText(result.refusal)] };
  }
  const { fileName, date, title, kind, participants, agenda, sections, links, warnings } = result.minutes;
  return {
    file: fileName,
    outcome: 'read',
    date,
    title,
    kind,
    participants: participants.count,
    agendaItems: agenda.length,
    sections: sections.flatMap((section) => (section.kind === null ? [] : [section.kind])),
    unknownHeadings: sections.flatMap((section) => (section.kind === null ? [section.title] : [])),
    links: links.length,
    remarks: warnings.map((warning) => WARNINGS[warning]),
  };
}

/** A refusal as one line of text, with the number of the line it is about. */
export function refusalText({ code, line, seen }: Refusal): string {
  const where = line === null ? '' : `line ${line}: `;
  return where + REASONS[code](seen);
}

const REASONS: Readonly<Record<Refusal['code'], (seen: readonly string[]) => string>> = {
  empty: () => 'the file is empty',
  too_large: ([bytes]) => `the file is larger than 1 MB (${bytes} bytes)`,
  encoding: ([encoding]) =>
    encoding === undefined || encoding === 'unknown'
      ? 'not UTF-8: save the file as UTF-8'
      : `not UTF-8 but, as it seems, ${encoding}: save the file as UTF-8`,
  binary: () => 'not a text file',
  html: () => 'HTML, not Markdown: convert the file first',
  no_date: () => 'no date: none in the front matter, the file name or the first heading',
  two_dates: (days) => `more than one date: ${days.join(', ')}`,
};
