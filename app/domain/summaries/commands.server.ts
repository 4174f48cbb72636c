import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { clearDraft, clearDrafts } from '#app/domain/drafts/commands.server';
import { DomainError } from '#app/domain/errors';
import { strictest } from '#app/domain/labels';
import { loadManaged, lockSession } from '#app/domain/sessions/load.server';
import { toLocalTime } from '#app/domain/sessions/time';
import type { SaveInput } from '#app/domain/summaries/input';
import { keepRecords } from '#app/domain/summaries/keep-records.server';
import { loadOwnSummary } from '#app/domain/summaries/load.server';
import { mergeTexts } from '#app/domain/summaries/merge';
import { settleSummary, storeText, touch } from '#app/domain/summaries/store.server';
import { templateOf } from '#app/domain/summaries/template-data.server';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { getDb } from '#app/instances.server';

/** The key of a summary's draft: what one host is typing and has not saved. */
export const summaryDraftKey = (sessionId: number): string => `summary:${sessionId}`;

/**
 * Begins the summary of a session: from the template in a language, or from Markdown that was written elsewhere, kept
 * as it is. TLP:AMBER, or stricter where the session is. Throws `conflict` where there is one already.
 */
export async function startSummary(
  viewer: Viewer,
  sessionId: number,
  { locale, markdown }: { locale: Locale; markdown?: string },
): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  const template = markdown ?? (await templateOf(viewer, sessionId, locale));
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const session = await loadManaged(tx, viewer, sessionId);
    if (session.state === 'cancelled') {
      throw new DomainError('conflict', 'summary_cancelled');
    }
    if (await tx.summary.findUnique({ where: { sessionId }, select: { id: true } })) {
      throw new DomainError('conflict', 'summary_exists');
    }
    const summary = await tx.summary.create({
      data: {
        sessionId,
        label: strictest(session.label, 'AMBER'),
        body: template,
        authorId: member.memberId,
        createdAt: at,
        updatedAt: at,
        revisions: { create: { number: 1, body: template, editorId: member.memberId, createdAt: at } },
      },
      select: { id: true },
    });
    const day = toLocalTime(session.startsAt).date;
    await keepRecords(tx, { summaryId: summary.id, body: template, day, at });
    await touch(tx, sessionId, at);
  });
  await settleSummary(sessionId);
}

/** What a save came to. `conflicts`: passages that stand there twice, because two hosts changed them differently. */
export interface Saved {
  revision: number;
  merged: boolean;
  conflicts: number;
}

/**
 * Saves a draft. A text that began with an older revision is merged with what was saved since, so that nobody's words
 * are lost; what both changed differently stands there twice, marked. Throws `conflict` for what is published already
 * (amend it instead) and for a revision that there never was.
 */
export async function saveSummary(viewer: Viewer, sessionId: number, { body, revision }: SaveInput): Promise<Saved> {
  const member = requireMember(viewer);
  const at = now();
  const saved = await getDb().$transaction(async (tx): Promise<Saved> => {
    await lockSession(tx, sessionId);
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (summary.state === 'published') {
      throw new DomainError('conflict', 'summary_amend_instead');
    }
    await clearDraft(tx, member.memberId, summaryDraftKey(sessionId));
    const merged = revision === summary.revision ? null : await mergeOlder(revision, summary.id);
    const text = merged?.text ?? body;
    const conflicts = merged?.conflicts ?? 0;
    if (text === summary.body) {
      return { revision: summary.revision, merged: merged !== null, conflicts };
    }
    const number = await storeText(tx, summary, { body: text, editorId: member.memberId, at });
    return { revision: number, merged: merged !== null, conflicts };

    async function mergeOlder(base: number, summaryId: number) {
      const older = await tx.summaryRevision.findUnique({
        where: { summaryId_number: { summaryId, number: base } },
        select: { body: true },
      });
      if (!older) {
        throw new DomainError('conflict', 'editConflict');
      }
      return mergeTexts(older.body, body, summary.body, member.locale);
    }
  });
  await settleSummary(sessionId);
  return saved;
}

/** Throws away a draft that was not published, with everything in it, and what any of its hosts was typing. */
export async function discardSummary(viewer: Viewer, sessionId: number): Promise<void> {
  requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (summary.state !== 'draft') {
      throw new DomainError('conflict', 'already_decided');
    }
    await tx.summary.delete({ where: { id: summary.id } });
    await clearDrafts(tx, summaryDraftKey(sessionId));
    await touch(tx, sessionId, at);
  });
  await settleSummary(sessionId);
}
