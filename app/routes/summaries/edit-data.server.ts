import { now } from '#app/domain/clock';
import { findDraft } from '#app/domain/drafts/queries.server';
import { DomainError, forbidden } from '#app/domain/errors';
import { labelsFrom } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { getSession } from '#app/domain/sessions/session-view.server';
import { summaryDraftKey } from '#app/domain/summaries/commands.server';
import { checkSummary } from '#app/domain/summaries/history.server';
import { listDecisions } from '#app/domain/summaries/registers.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { SummaryView } from '#app/domain/summaries/view';
import type { Viewer } from '#app/domain/viewer';
import { getLocale } from '#app/http/locale.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { isoDay } from '#app/i18n/format';
import { translator } from '#app/i18n/translator.server';
import { clipText, plainText } from '#app/markdown/extract';
import { presentRecord, summaryWords } from '#app/routes/summaries/present.server';

const NEWER_DECISIONS = 100;
const OPTION_CHARS = 90;

/** Everything the page on which a summary is written shows, in the reader's language. */
export async function editData(args: RouteArgs, sessionId: number) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const session = await getSession(viewer, sessionId);
  if (!session.can.manage) {
    throw forbidden();
  }
  const words = summaryWords(locale);
  const view = await findSummary(viewer, sessionId);
  const common = {
    words,
    locale,
    documentTitle: `${words.title} · ${translator(locale)('app.name')}`,
    session: { id: session.id, title: session.title, chatham: session.chatham, label: session.label },
  };
  if (view === null) {
    return { ...common, summary: null };
  }
  const [draft, check, newer] = await Promise.all([
    findDraft(viewer, summaryDraftKey(sessionId)),
    checkSummary(viewer, sessionId),
    view.state === 'published' ? listDecisions(viewer, { view: 'standing', limit: NEWER_DECISIONS }) : null,
  ]);
  const today = isoDay(now());
  return {
    ...common,
    summary: {
      state: view.state,
      label: view.label,
      labels: labelsFrom(session.label),
      saved: view.markdown,
      revision: view.revision,
      // What was typed goes on from the text it began with, and is merged with what others saved since.
      body: draft?.fields.body ?? view.markdown,
      base: Number(draft?.fields.revision ?? view.revision) || view.revision,
      draft: draft && { version: draft.version, updatedAt: draft.updatedAt },
      until: view.commentsUntil ? isoDay(Date.parse(view.commentsUntil) - 60_000) : '',
      today,
      records: view.records.map((record) => presentRecord(record, locale, view.label)),
      newer: (newer?.rows ?? []).map((row) => ({ id: row.id, text: clipText(plainText(row.text), OPTION_CHARS) })),
      consents: view.consents.map(({ id, member, quote, state }) => ({
        ...{ id, quote, state },
        name: localName(member.name, locale),
      })),
      check,
    },
  };
}

/** The summary of a session that the viewer manages; null while there is none. */
async function findSummary(viewer: Viewer, sessionId: number): Promise<SummaryView | null> {
  try {
    return await getSummary(viewer, sessionId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') {
      return null;
    }
    throw error;
  }
}
