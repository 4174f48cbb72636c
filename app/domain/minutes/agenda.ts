import {
  type AgendaItem,
  MAX_AGENDA_ITEMS,
  type MinutesSection,
  type MinutesSectionKind,
} from '#app/domain/minutes/model';
import { itemsOf, type Outline, withSubsections } from '#app/domain/minutes/outline';
import { headLength } from '#app/domain/summaries/blocks';
import { plainTitle } from '#app/domain/summaries/recognise';

const TITLE_MAX_CHARS = 300;

/** Known sections that may as well be a point of an agenda: "opening" and the like. */
const OF_AN_AGENDA: ReadonlySet<MinutesSectionKind> = new Set<MinutesSectionKind>(['agenda', 'background', 'purpose']);

/** What was talked about, and whether it stood under a heading that says agenda or under headings of its own. */
export interface FoundAgenda {
  items: AgendaItem[];
  source: 'agenda' | 'headings' | 'none';
}

/**
 * The agenda of minutes: the items under its heading, with the sub-headings they are grouped by; a sub-heading or a
 * line without items is one itself. Without such a heading, the headings that are no known section.
 */
export function findAgenda(text: string, { sections, items }: Outline): FoundAgenda {
  const found = sections.flatMap((section, index) =>
    section.kind === 'agenda'
      ? withSubsections(sections, index)
          .filter(({ kind }) => kind === null || OF_AN_AGENDA.has(kind))
          .flatMap((part) => itemsUnder(text, part, part === section, items))
      : [],
  );
  if (found.length > 0) {
    return { items: found.slice(0, MAX_AGENDA_ITEMS), source: 'agenda' };
  }
  const [first] = sections;
  const own = sections.filter((section) => section.kind === null && section !== first && section.level <= 3);
  return {
    items: own.map(({ title }) => ({ title: title.slice(0, TITLE_MAX_CHARS), group: null })).slice(0, MAX_AGENDA_ITEMS),
    source: own.length > 0 ? 'headings' : 'none',
  };
}

function itemsUnder(text: string, part: MinutesSection, isTop: boolean, items: Outline['items']): AgendaItem[] {
  const group = isTop ? null : part.title;
  const listed = itemsOf(part, items).map(({ body }) => {
    const words = text.slice(body.start, body.end);
    return { title: oneTitle(words.slice(0, headLength(words))), group };
  });
  if (listed.length > 0) {
    return listed.filter(({ title }) => title !== '');
  }
  if (!isTop) {
    return [{ title: part.title, group: null }];
  }
  return text
    .slice(part.body.start, part.body.end)
    .split(/\r?\n/)
    .map((line) => ({ title: oneTitle(line), group: null }))
    .filter(({ title }) => title !== '');
}

function oneTitle(words: string): string {
  return plainTitle(words.replace(/\s+/g, ' '))
    .replace(/[\s:]+$/, '')
    .slice(0, TITLE_MAX_CHARS);
}
