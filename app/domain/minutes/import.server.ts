import { basename } from 'node:path';
import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { IMPORT_REASON } from '#app/domain/minutes/import-reason';
import type { Minutes } from '#app/domain/minutes/model';
import { readMinutes } from '#app/domain/minutes/read-minutes';
import { type MinutesReport, reportMinutes } from '#app/domain/minutes/report';
import { bumpRevision } from '#app/domain/revision';
import { queueSearch } from '#app/domain/search/queue.server';
import type { SessionKind } from '#app/domain/sessions/kinds';
import { AGENDA_MAX_ITEMS, AGENDA_TITLE_MAX_CHARS, TITLE_MAX_CHARS } from '#app/domain/sessions/model';
import { fromLocalTime } from '#app/domain/sessions/time';
import { keepRecords } from '#app/domain/summaries/keep-records.server';
import { renderSummary } from '#app/domain/summaries/render.server';
import type { Tx } from '#app/domain/tx';
import { isoDay } from '#app/i18n/format';
import { RENDERER_VERSION } from '#app/markdown/render';
import type { Database } from '#prisma/client.server';

export interface MinutesImport {
  topic: { id: number; slug: string };
  /** Whose sessions they become. */
  host: { memberId: string; authorityId: number | null };
  label: Label;
  /** Null: as each title says, else a round table. */
  kind: SessionKind | null;
  dryRun: boolean;
}

export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'refused';

export interface ImportedMinutes extends Omit<MinutesReport, 'outcome'> {
  outcome: ImportOutcome;
  sessionId: number | null;
  /** Decisions, questions, actions and so on that the text says. */
  records: number;
}

/** Minutes say the day alone: a session of a morning stands for it. */
const [STARTS, HOURS] = ['10:00', 2];

/**
 * Brings one file of minutes in: a session that was held, with its summary published, the Markdown as it is. A file is
 * known by its topic and name: the same again changes nothing, another text updates it, unless somebody changed the
 * summary in the forum meanwhile. A deleted one comes back as the file says it. What cannot be read changes nothing.
 */
export async function importMinutes(
  database: Database,
  file: { name: string; bytes: Uint8Array },
  wanted: MinutesImport,
): Promise<ImportedMinutes> {
  const result = readMinutes(basename(file.name), file.bytes);
  const report = { ...reportMinutes(result), file: file.name, sessionId: null, records: 0 };
  if (!result.ok) {
    return { ...report, outcome: 'refused' };
  }
  const { minutes } = result;
  if (minutes.date > isoDay(now())) {
    return refuse(report, `the date is in the future: ${minutes.date}`);
  }
  const known = await findKnown(database, wanted, minutes);
  if (known?.isSame) {
    return { ...report, outcome: 'unchanged', sessionId: known.sessionId, records: known.records };
  }
  if (known?.wasEdited) {
    return refuse(report, 'the summary was changed in the forum since it was imported: it was left as it is');
  }
  const outcome = known ? 'updated' : 'created';
  if (wanted.dryRun) {
    return { ...report, outcome };
  }
  const written = await database.$transaction((tx) =>
    known ? update(tx, known, minutes, wanted) : create(tx, minutes, wanted),
  );
  const html = await renderSummary(written.summaryId, minutes.markdown);
  await database.summary.update({
    where: { id: written.summaryId },
    data: { html, rendererVersion: RENDERER_VERSION },
  });
  bumpRevision();
  return { ...report, outcome, sessionId: written.sessionId, records: written.records };
}

function refuse(report: Omit<ImportedMinutes, 'outcome'>, reason: string): ImportedMinutes {
  return { ...report, outcome: 'refused', remarks: [reason] };
}

interface Known {
  sessionId: number;
  summaryId: number;
  revision: number;
  records: number;
  isSame: boolean;
  wasEdited: boolean;
}

const externalIdOf = (slug: string, fileName: string): string => `minutes:${slug}:${fileName}`;

async function findKnown(
  database: Database,
  { topic }: MinutesImport,
  { fileName, markdown, date }: Minutes,
): Promise<Known | null> {
  const session = await database.session.findFirst({
    where: {
      OR: [
        { externalId: externalIdOf(topic.slug, fileName) },
        // The same text under another name.
        {
          topicId: topic.id,
          startsAt: startOf(date),
          externalId: { startsWith: externalIdOf(topic.slug, '') },
          summary: { body: markdown },
        },
      ],
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      deletedAt: true,
      summary: {
        select: {
          id: true,
          body: true,
          revision: true,
          revisions: { where: { reason: IMPORT_REASON }, orderBy: { number: 'desc' }, take: 1, select: { body: true } },
          _count: { select: { records: true } },
        },
      },
    },
  });
  if (!session?.summary) {
    return null;
  }
  const { id, body, revision, revisions, _count } = session.summary;
  const imported = revisions[0]?.body ?? body;
  const deleted = session.deletedAt !== null;
  return {
    sessionId: session.id,
    summaryId: id,
    revision,
    records: _count.records,
    isSame: !deleted && imported === markdown,
    wasEdited: !deleted && imported !== body,
  };
}

function startOf(date: string): Date {
  const meaning = fromLocalTime({ date, time: STARTS });
  // No clock in Israel ever changed in the morning.
  return meaning.kind === 'ok' ? meaning.instant : new Date(`${date}T08:00:00Z`);
}

function columns(minutes: Minutes, { kind }: MinutesImport) {
  const startsAt = startOf(minutes.date);
  return {
    kind: kind ?? minutes.kind ?? ('round_table' as const),
    title: minutes.title.slice(0, TITLE_MAX_CHARS),
    startsAt,
    endsAt: new Date(startsAt.getTime() + HOURS * 3_600_000),
    // Who came stays words of the text: nobody on a list agreed to be a name in this forum.
    attendedCount: minutes.participants.count,
    agenda: {
      create: minutes.agenda.slice(0, AGENDA_MAX_ITEMS).map(({ title, group }, position) => ({
        position,
        title: (group === null ? title : `${group}: ${title}`).slice(0, AGENDA_TITLE_MAX_CHARS),
      })),
    },
  };
}

async function create(tx: Tx, minutes: Minutes, wanted: MinutesImport) {
  const at = now();
  const { topic, host, label } = wanted;
  const { markdown } = minutes;
  const session = await tx.session.create({
    data: {
      ...columns(minutes, wanted),
      externalId: externalIdOf(topic.slug, minutes.fileName),
      topicId: topic.id,
      label,
      state: 'held',
      authorId: host.memberId,
      authorityId: host.authorityId,
      createdAt: at,
      updatedAt: at,
      hosts: { create: { memberId: host.memberId } },
      recipients: { create: { memberId: host.memberId } },
    },
    select: { id: true },
  });
  const revision = { body: markdown, editorId: host.memberId, reason: IMPORT_REASON, published: true, createdAt: at };
  const summary = await tx.summary.create({
    data: {
      ...{ sessionId: session.id, state: 'published', label, body: markdown, authorId: host.memberId },
      ...{ publishedAt: at, createdAt: at, updatedAt: at, ownersAsText: true },
      revisions: { create: { number: 1, ...revision } },
    },
    select: { id: true },
  });
  return finish(tx, session.id, summary.id, minutes, at);
}

async function update(tx: Tx, known: Known, minutes: Minutes, wanted: MinutesImport) {
  const at = now();
  const { sessionId, summaryId } = known;
  const { markdown } = minutes;
  await tx.agendaItem.deleteMany({ where: { sessionId } });
  await tx.session.update({
    where: { id: sessionId },
    data: {
      ...columns(minutes, wanted),
      ...{ deletedAt: null, updatedAt: at, sequence: { increment: 1 }, revision: { increment: 1 } },
    },
  });
  await tx.summary.update({
    where: { id: summaryId },
    data: {
      ...{ body: markdown, html: '', rendererVersion: 0, revision: { increment: 1 } },
      ...{ amendedAt: at, updatedAt: at, ownersAsText: true },
    },
  });
  await tx.summaryRevision.create({
    data: {
      ...{ summaryId, number: known.revision + 1, body: markdown, editorId: wanted.host.memberId },
      ...{ reason: IMPORT_REASON, published: true, createdAt: at },
    },
  });
  return finish(tx, sessionId, summaryId, minutes, at);
}

async function finish(tx: Tx, sessionId: number, summaryId: number, { markdown, date }: Minutes, at: Date) {
  const kept = await keepRecords(tx, { summaryId, body: markdown, day: date, at, ownersAsText: 'all' });
  const removed = kept.removed.map((id) => ({ entity: 'record' as const, id }));
  await queueSearch(tx, [{ entity: 'session', id: sessionId }, ...removed], at);
  return { sessionId, summaryId, records: kept.ids.length };
}
