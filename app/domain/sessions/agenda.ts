import { AGENDA_MAX_ITEMS, AGENDA_TITLE_MAX_CHARS, type AgendaLine } from '#app/domain/sessions/model';
import { stripBidiControls } from '#app/markdown/bidi';

const SEPARATOR = /\s*[|·]\s*/;
const MINUTES = /^(\d{1,3})\s*(?:דק(?:ות|['׳])?|min(?:utes)?\.?|['׳′])?$/i;
const MINUTES_MAX = 600;

/**
 * An agenda as it is typed: an item a line, `20 | title | who presents`; minutes and presenter may be left out, and
 * the minutes may stand anywhere. Never refuses: what is no number is part of the title.
 */
export function readAgenda(text: string): AgendaLine[] {
  return stripBidiControls(text)
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .slice(0, AGENDA_MAX_ITEMS)
    .map(readLine);
}

function readLine(line: string): AgendaLine {
  const parts = line.split(SEPARATOR).filter((part) => part !== '');
  const at = parts.findIndex((part) => MINUTES.test(part));
  const minutes =
    at < 0 || parts.length === 1 ? null : Math.min(MINUTES_MAX, Number(MINUTES.exec(parts[at] ?? '')?.[1]));
  const rest = minutes === null ? parts : parts.filter((_part, index) => index !== at);
  const [title = '', ...presenter] = rest;
  return {
    title: title.slice(0, AGENDA_TITLE_MAX_CHARS),
    minutes: minutes === 0 ? null : minutes,
    presenter: presenter.join(' | ').slice(0, AGENDA_TITLE_MAX_CHARS),
  };
}

/** An agenda as it is typed, from its items: `readAgenda` gives them back. */
export function writeAgenda(items: readonly AgendaLine[]): string {
  return items
    .map(({ title, minutes, presenter }) =>
      [minutes === null ? '' : String(minutes), title.replaceAll(/[|·]/g, '/'), presenter].filter(Boolean).join(' | '),
    )
    .join('\n');
}

/** When each item begins: known as long as every item before it says how long it takes. */
export function agendaStarts(startsAt: Date, items: readonly AgendaLine[]): (Date | null)[] {
  let at: number | null = startsAt.getTime();
  return items.map(({ minutes }) => {
    const start = at === null ? null : new Date(at);
    at = at === null || minutes === null ? null : at + minutes * 60_000;
    return start;
  });
}
