import { listBlocks } from '#app/domain/summaries/blocks';
import { composeBody, dueText, escapeStart, languageOf, ownerText, settleRecord } from '#app/domain/summaries/compose';
import { listPlaces } from '#app/domain/summaries/insertion';
import type { FoundRecord, Recognised, Span, SummaryRecord } from '#app/domain/summaries/model';
import { recognise } from '#app/domain/summaries/recognise';
import type { Locale } from '#app/i18n/locales';

/** What a host changed on the records' side. `index` counts `recognise(markdown).records`. */
export type RecordChange =
  | { change: 'edit'; index: number; to: Partial<Pick<SummaryRecord, 'text' | 'done' | 'owner' | 'due'>> }
  | { change: 'remove'; index: number }
  | { change: 'add'; record: SummaryRecord };

export interface WriteBackOptions {
  /** ISO day from which a date without a year is counted: the day of the session. */
  day: string | null;
  /** Language of the headings and words that are added where the text has none. */
  locale: Locale;
}

/** New Markdown, and the one place where it differs: `replaced` in the old text, `by` in its stead. */
export type WriteBack =
  | { ok: true; markdown: string; replaced: Span; by: string }
  | {
      ok: false;
      /** No such record; nothing left of its text; no way to write it that reads back the same. */
      reason: 'not_found' | 'empty' | 'unwritable';
    };

interface Candidate {
  replaced: Span;
  by: string;
  /** The records that the new text must give, in order. */
  records: SummaryRecord[];
}

/**
 * The Markdown after one record was edited, removed or added. Only that item's place changes, every other character
 * stays; what comes out reads back as exactly the records that were wanted, or it is refused.
 */
export function writeBack(markdown: string, change: RecordChange, options: WriteBackOptions): WriteBack {
  const before = recognise(markdown, options);
  const record = change.change === 'add' ? undefined : before.records[change.index];
  if (change.change !== 'add' && record === undefined) {
    return { ok: false, reason: 'not_found' };
  }
  const candidates =
    record === undefined
      ? change.change === 'add'
        ? additions(markdown, before, change.record, options)
        : []
      : change.change === 'edit'
        ? edits(markdown, before, record, change.to, options)
        : removals(markdown, before, record);
  if (candidates === 'empty') {
    return { ok: false, reason: 'empty' };
  }
  for (const { replaced, by, records } of candidates) {
    const after = markdown.slice(0, replaced.start) + by + markdown.slice(replaced.end);
    if (readsAs(recognise(after, options), before, records, change.change === 'add')) {
      return { ok: true, markdown: after, replaced, by };
    }
  }
  return { ok: false, reason: 'unwritable' };
}

function edits(
  markdown: string,
  before: Recognised,
  record: FoundRecord,
  to: Partial<SummaryRecord>,
  options: WriteBackOptions,
): Candidate[] | 'empty' {
  const cleared = { owner: to.owner === null, due: to.due === null };
  const wanted = settleRecord({ ...record, ...to }, options.day, to.text === undefined ? cleared : {});
  if (wanted.text === '') {
    return 'empty';
  }
  const recordsWith = (changed: SummaryRecord) =>
    before.records.map((other) => plain(other === record ? changed : other));
  const asWritten = { ...wanted, text: record.text };
  const inPlace = to.text === undefined ? editsInPlace(markdown, record, asWritten, options) : [];
  return [
    ...inPlace.map((edit) => ({ ...edit, records: recordsWith(asWritten) })),
    ...variants(wanted).map(({ written, explicit }) => ({
      ...rebuild(markdown, record, written, explicit, options),
      records: recordsWith(written),
    })),
  ];
}

/** Ways to write a record, the most natural first. */
function variants(record: SummaryRecord): { written: SummaryRecord; explicit: boolean }[] {
  const escaped = { ...record, text: escapeStart(record.text) };
  return [
    { written: record, explicit: false },
    { written: record, explicit: true },
    { written: escaped, explicit: false },
    { written: escaped, explicit: true },
  ];
}

/** Only the tick, or only the name, or only the date, where they stand. */
function editsInPlace(
  markdown: string,
  record: FoundRecord,
  wanted: SummaryRecord,
  { locale }: WriteBackOptions,
): { replaced: Span; by: string }[] {
  const { box, owner, due, body } = record.places;
  const language = languageOf(wanted.text, locale);
  const edits: { replaced: Span; by: string }[] = [];
  if (wanted.done !== record.done) {
    const atText = { start: body.start, end: body.start };
    edits.push(box ? { replaced: box, by: wanted.done ? 'x' : ' ' } : { replaced: atText, by: '[x] ' });
  }
  if (!isSame(wanted.owner, record.owner) && wanted.owner && owner) {
    edits.push({ replaced: owner, by: ownerText(wanted.owner, language) });
  }
  if (wanted.due !== record.due && wanted.due && due) {
    edits.push({ replaced: due, by: dueText(wanted.due, language) });
  }
  edits.sort((a, b) => a.replaced.start - b.replaced.start);
  const [first, last] = [edits[0], edits.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  const replaced = { start: first.replaced.start, end: last.replaced.end };
  let [by, at] = ['', replaced.start];
  for (const edit of edits) {
    by += markdown.slice(at, edit.replaced.start) + edit.by;
    at = edit.replaced.end;
  }
  return [{ replaced, by }];
}

/** The whole item anew, but for its marker. */
function rebuild(
  markdown: string,
  { places: { item, box, body }, done }: FoundRecord,
  written: SummaryRecord,
  explicit: boolean,
  { locale }: WriteBackOptions,
): { replaced: Span; by: string } {
  const prefix = markdown.slice(item.start, box ? box.start - 1 : body.start).replace(/\S$/, '$& ');
  const tick = box ? (written.done === done ? markdown.slice(box.start, box.end) : written.done ? 'x' : ' ') : null;
  const marks = tick === null ? (written.done ? '[x] ' : '') : `[${tick}] `;
  const lineEnd = lineEndOf(markdown);
  return {
    replaced: item,
    by: prefix + marks + composeBody(written, { locale, columns: prefix.length, lineEnd, explicit }),
  };
}

function removals(markdown: string, before: Recognised, record: FoundRecord): Candidate[] {
  const { start, end } = record.places.item;
  const records = before.records.filter((other) => other !== record).map(plain);
  const lineEnd = /^[ \t]*(?:\r\n?|\n|$)/.exec(markdown.slice(end))?.[0] ?? '';
  return [
    { replaced: { start, end: end + lineEnd.length }, by: '', records },
    // A line that an item kept apart from the next would otherwise join it.
    { replaced: { start, end }, by: '', records },
  ];
}

function additions(
  markdown: string,
  before: Recognised,
  record: SummaryRecord,
  options: WriteBackOptions,
): Candidate[] | 'empty' {
  const wanted = settleRecord(record, options.day);
  if (wanted.text === '') {
    return 'empty';
  }
  const lineEnd = lineEndOf(markdown);
  const places = listPlaces(markdown, listBlocks(markdown), before.sections, wanted.kind, options.locale, lineEnd);
  const records = before.records.map(plain);
  return places.flatMap((place) => {
    const index = before.records.filter(({ places: { item } }) => item.start < place.replaced.start).length;
    // A line below must not become part of the new item: then an empty one goes between.
    const endings = [place.after, place.after + lineEnd];
    return variants(wanted).flatMap(({ written, explicit }) => {
      const marks = written.kind === 'action' || written.done ? (written.done ? '[x] ' : '[ ] ') : '';
      const columns = place.prefix.length;
      const body = composeBody(written, { locale: options.locale, columns, lineEnd, explicit });
      return endings.map((ending) => ({
        replaced: place.replaced,
        by: place.before + place.prefix + marks + body + ending,
        records: records.toSpliced(index, 0, plain(written)),
      }));
    });
  });
}

function readsAs(after: Recognised, before: Recognised, records: SummaryRecord[], mayAddSection: boolean): boolean {
  const outline = ({ title, sections, otherHeadings }: Recognised) => ({
    title,
    sections: sections.map((section) => [section.kind, section.level, section.title]),
    otherHeadings: otherHeadings.map((heading) => [heading.level, heading.title]),
  });
  const [was, is] = [outline(before), outline(after)];
  if (mayAddSection && is.sections.length === was.sections.length + 1) {
    is.sections.pop();
  }
  return isSame(is, was) && isSame(after.records.map(plain), records);
}

function plain({ kind, text, done, owner, due }: SummaryRecord): SummaryRecord {
  return { kind, text, done, owner, due };
}

/** Both sides are built by the code above, key by key in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function lineEndOf(markdown: string): string {
  return markdown.includes('\r\n') ? '\r\n' : '\n';
}
