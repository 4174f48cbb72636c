import { type Label, strictness } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import { localName } from '#app/domain/named';
import type { RegisterRow } from '#app/domain/summaries/registers.server';
import type { RecordView } from '#app/domain/summaries/view';
import { longDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { plainText } from '#app/markdown/extract';
import { paths } from '#app/paths';
import { presentPerson } from '#app/routes/threads/present.server';
import type { Person } from '#app/ui/forum/person-line';
import type { RegisterEntry, ShownRecord, SummaryWords } from '#app/ui/summaries/words';

/** The words of these pages. They go along with the page's data: no other page has to load them. */
export function summaryWords(locale: Locale): SummaryWords {
  return messagesOf(locale).summary.page;
}

/** A day in Israel (`2026-03-01`) as people say it. */
export function dayText(day: string, locale: Locale): string {
  return longDay(locale, `${day}T12:00:00Z`);
}

/** A record in the reader's language. What stands beside it under a stricter label than its own says so. */
export function presentRecord(record: RecordView, locale: Locale, label: Label): ShownRecord {
  const ifStricter = (one: Label) => (strictness(one) > strictness(label) ? one : null);
  const { id, kind, done, due, overdue, thread, supersededBy, can } = record;
  const text = plainText(record.text);
  return {
    ...{ id, kind, done, due, overdue, can, text },
    dir: titleDirection(text),
    markdown: record.text,
    owner: ownerOf(record, locale),
    ownerWritten: record.owner && !record.owner.removed ? `@${record.owner.handle}` : record.ownerName,
    dueText: due === null ? null : translator(locale)('summary.due', { date: dayText(due, locale) }),
    thread: thread && { href: paths.thread(thread.id), title: thread.title, label: ifStricter(thread.label) },
    supersededBy: supersededBy && {
      href: `${paths.sessionSummary(supersededBy.sessionId)}#record-${supersededBy.id}`,
      text: plainText(supersededBy.text),
      label: ifStricter(supersededBy.label),
    },
  };
}

function ownerOf({ owner, ownerName }: { owner: PersonRef | null; ownerName: string }, locale: Locale): Person | null {
  if (owner) {
    return presentPerson(owner, null, locale);
  }
  return ownerName === '' ? null : { name: ownerName };
}

/** A row of a register in the reader's language. */
export function presentEntry(row: RegisterRow, locale: Locale): RegisterEntry {
  const { id, title, startsAt, label, chatham } = row.session;
  return {
    ...presentRecord(row, locale, label),
    session: { id, title, label, chatham, href: paths.sessionSummary(id), date: longDay(locale, startsAt) },
    topic: { name: localName(row.topic.name, locale), hue: row.topic.hue },
  };
}
