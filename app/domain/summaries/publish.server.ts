import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { clearDraft } from '#app/domain/drafts/commands.server';
import { DomainError } from '#app/domain/errors';
import { type Label, strictest, strictness } from '#app/domain/labels';
import { closeUnder } from '#app/domain/posts/former-texts';
import { lockSession } from '#app/domain/sessions/load.server';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { summaryDraftKey } from '#app/domain/summaries/commands.server';
import type { AmendInput, PublishInput } from '#app/domain/summaries/input';
import { type LoadedSummary, loadOwnSummary, requireRevision } from '#app/domain/summaries/load.server';
import { hasConflict } from '#app/domain/summaries/merge';
import { findNames, markOf, placesOf } from '#app/domain/summaries/names.server';
import { membersWhoRead, settleSummary, storeText, touch } from '#app/domain/summaries/store.server';
import { WINDOW_MAX_DAYS } from '#app/domain/summaries/view';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { instantAtEndOfDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';

const DAY_MS = 86_400_000;

/** Opens a draft to the comments of whoever was invited or was there, up to the end of a day; or moves that day. */
export async function openComments(viewer: Viewer, sessionId: number, until: string): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  const end = Number.isNaN(Date.parse(until)) ? at : instantAtEndOfDay(until);
  if (end <= at || end.getTime() > at.getTime() + (WINDOW_MAX_DAYS + 1) * DAY_MS) {
    throw new DomainError('invalid', 'window_invalid', { field: 'until', values: { days: WINDOW_MAX_DAYS } });
  }
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (summary.state === 'published') {
      throw new DomainError('conflict', 'already_decided');
    }
    requireOneText(summary.body);
    await tx.summary.update({
      where: { id: summary.id },
      data: { state: 'comments', commentsUntil: end, updatedAt: at },
    });
    const there = summary.session.attendance.flatMap(({ memberId }) => memberId ?? []);
    const invited = summary.session.recipients.map(({ memberId }) => memberId);
    const participants = [...new Set([...there, ...invited])];
    await tellReplied(tx, { sessionId, actorId: member.memberId, at }, 'summary_comments', participants);
    await touch(tx, sessionId, at);
  });
  await settleSummary(sessionId);
}

/**
 * Publishes a summary under a label, the session's at least. Refused while two texts of one passage stand in it, while
 * somebody was asked to be named with a quote in it and did not agree, and, under the Chatham House Rule, until what the
 * check found in this very text was confirmed. Owners of actions and whoever replied are told, as far as they see it.
 */
export async function publishSummary(
  viewer: Viewer,
  sessionId: number,
  { revision, label: wanted, confirmed }: PublishInput,
): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (summary.state === 'published') {
      throw new DomainError('conflict', 'already_decided');
    }
    requireRevision(summary, revision);
    await requirePublishable(tx, summary, summary.body, confirmed);
    const label = strictest(summary.session.label, wanted);
    await tx.summary.update({
      where: { id: summary.id },
      data: { state: 'published', label, publishedAt: at, commentsUntil: null, updatedAt: at },
    });
    await tx.summaryRevision.update({
      where: { summaryId_number: { summaryId: summary.id, number: summary.revision } },
      data: { published: true },
    });
    await recordAudit(tx, {
      memberId: member.memberId,
      action: 'summary.publish',
      subject: { type: 'session', id: sessionId },
      detail: { label },
    });
    await tellAll(tx, summary, label, member.memberId, at);
    await touch(tx, sessionId, at);
  });
  await settleSummary(sessionId);
}

async function tellAll(tx: Tx, { session, sessionId, id }: LoadedSummary, label: Label, actorId: string, at: Date) {
  const event = { sessionId, actorId, at };
  const replies = await tx.sessionReply.findMany({
    where: { sessionId, state: { not: 'no' } },
    select: { memberId: true },
  });
  const there = session.attendance.flatMap(({ memberId }) => memberId ?? []);
  const concerned = [...replies, ...session.recipients].map(({ memberId }) => memberId);
  const readers = await membersWhoRead(tx, session, label, [...concerned, ...there]);
  await tellReplied(tx, event, 'summary_published', readers);
  const actions = await tx.summaryRecord.findMany({
    where: { summaryId: id, kind: 'action', done: false, ownerId: { not: null } },
    select: { ownerId: true },
  });
  const owners = await membersWhoRead(
    tx,
    session,
    label,
    actions.flatMap(({ ownerId }) => ownerId ?? []),
  );
  await tellReplied(tx, event, 'action_assigned', owners);
}

/**
 * Changes a published summary: with a reason, kept beside what it said before. The label becomes looser only by the
 * hand of whoever wrote the summary. Under the Chatham House Rule, what the check finds in this text is confirmed for this
 * text alone (`checked`). Throws `conflict` over a newer text.
 */
export async function amendSummary(
  viewer: Viewer,
  sessionId: number,
  { body, revision, reason, label: wanted, confirmed, checked }: AmendInput,
): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, sessionId);
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (summary.state !== 'published') {
      throw new DomainError('conflict', 'already_decided');
    }
    requireRevision(summary, revision);
    const label = strictest(summary.session.label, wanted);
    if (strictness(label) < strictness(summary.label) && summary.authorId !== member.memberId) {
      throw new DomainError('invalid', 'only_source_lowers', { field: 'label' });
    }
    await requirePublishable(tx, summary, body, confirmed && checked === markOf(body));
    if (strictness(label) < strictness(summary.label)) {
      const former = closeUnder(summary.label);
      await tx.summaryRevision.updateMany({ ...former, where: { ...former.where, summaryId: summary.id } });
    }
    if (label !== summary.label) {
      await tx.summary.update({ where: { id: summary.id }, data: { label } });
      await recordAudit(tx, {
        memberId: member.memberId,
        action: 'summary.label',
        subject: { type: 'session', id: sessionId },
        detail: { from: summary.label, to: label },
      });
    }
    // An imported file keeps its line ends until somebody changes its words.
    if (body !== summary.body.replace(/\r\n?/g, '\n')) {
      await storeText(tx, { ...summary, label }, { body, editorId: member.memberId, reason, at });
      await tx.summary.update({ where: { id: summary.id }, data: { amendedAt: at } });
    }
    await clearDraft(tx, member.memberId, summaryDraftKey(sessionId));
    await touch(tx, sessionId, at, strictness(label) > strictness(summary.label));
  });
  await settleSummary(sessionId);
}

function requireOneText(body: string): void {
  if (hasConflict(body)) {
    throw new DomainError('invalid', 'summary_conflict', { field: 'body' });
  }
}

async function requirePublishable(tx: Tx, summary: LoadedSummary, body: string, confirmed: boolean): Promise<void> {
  requireOneText(body);
  const open = await tx.quoteConsent.findMany({
    where: { summaryId: summary.id, state: { not: 'granted' } },
    select: { quote: true },
  });
  if (open.some(({ quote }) => placesOf(body, quote).length > 0)) {
    throw new DomainError('invalid', 'quote_without_consent', { field: 'body' });
  }
  if (summary.session.chatham && !confirmed) {
    const { id, sessionId } = summary;
    if ((await findNames(tx, { id, sessionId, body })).length > 0) {
      throw new DomainError('invalid', 'chatham_confirm', { field: 'confirmed' });
    }
  }
}
