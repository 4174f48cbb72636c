import { forbidden } from '#app/domain/errors';
import { strictest } from '#app/domain/labels';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { openTexts } from '#app/domain/posts/former-texts';
import { diffWords } from '#app/domain/posts/history.server';
import { loadOwnSummary, loadSummary } from '#app/domain/summaries/load.server';
import { hasConflict } from '#app/domain/summaries/merge';
import { findNames, markOf, placesOf, presentFindings } from '#app/domain/summaries/names.server';
import type { FindingView, SummaryRevisionView } from '#app/domain/summaries/view';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Revisions shown at most: the newest. */
const MAX_REVISIONS = 50;

/**
 * The texts of a summary, newest first, each against the one before. Readers see those that were published, the hosts
 * every saved one. Texts from under a stricter label are the hosts' alone, and under the Chatham House Rule what was said
 * before is for those who were invited or were there: a name may have been taken out. There an editor is "host": null.
 */
export async function getSummaryHistory(viewer: Viewer, sessionId: number) {
  const summary = await loadSummary(getDb(), viewer, sessionId);
  const { manages, participates } = summary.standing;
  if (!manages && summary.state !== 'published') {
    throw forbidden();
  }
  const found = await getDb().summaryRevision.findMany({
    where: { summaryId: summary.id, ...(manages ? {} : { published: true }) },
    orderBy: { number: 'desc' },
    take: MAX_REVISIONS + 1,
  });
  const { chatham } = summary.session;
  const open = manages ? found : openTexts(found, summary.label);
  const rows = chatham && !manages && !participates ? open.slice(0, 1) : open;
  const people = chatham
    ? []
    : await getDb().member.findMany({
        where: { id: { in: rows.map((row) => row.editorId) } },
        select: { id: true, ...PERSON_SELECT },
      });
  const shown = rows.slice(0, MAX_REVISIONS);
  const label = strictest(summary.label, ...shown.slice(1).map(({ floor }) => floor));
  const revisions = shown.map((row, index): SummaryRevisionView => {
    const editor = people.find(({ id }) => id === row.editorId);
    return {
      number: row.number,
      editor: editor ? toPersonRef(editor) : null,
      reason: row.reason,
      published: row.published,
      createdAt: row.createdAt.toISOString(),
      diff: diffWords(lines(rows[index + 1]?.body ?? ''), lines(row.body)),
    };
  });
  return { sessionId, title: summary.session.title, label, chatham, revisions };
}

/** Line ends are no change that a reader would see. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** What stands between a draft and its publication: for the hosts. */
export interface PublishCheck {
  findings: FindingView[];
  /** Of the text that was checked. */
  mark: string;
  /** Two texts of one passage stand in it. */
  conflict: boolean;
  /** Quotes that stand in it whose speaker has not agreed to be named. */
  quotes: string[];
}

/** The check before publishing, of the saved text or of one that is about to be. */
export async function checkSummary(viewer: Viewer, sessionId: number, text?: string): Promise<PublishCheck> {
  const { id, session, body: saved } = await loadOwnSummary(getDb(), viewer, sessionId);
  const body = text ?? saved;
  const open = await getDb().quoteConsent.findMany({
    where: { summaryId: id, state: { not: 'granted' } },
    select: { quote: true },
  });
  return {
    findings: session.chatham ? presentFindings(body, await findNames(getDb(), { id, sessionId, body })) : [],
    mark: markOf(body),
    conflict: hasConflict(body),
    quotes: open.map(({ quote }) => quote).filter((quote) => placesOf(body, quote).length > 0),
  };
}
