import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound } from '#app/domain/errors';
import { strictest } from '#app/domain/labels';
import { inForce } from '#app/domain/members/columns.server';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { bumpRevision } from '#app/domain/revision';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { canSeeSession, SESSION_SUBJECT_SELECT } from '#app/domain/sessions/visible.server';
import type { CommentInput, ConsentInput } from '#app/domain/summaries/input';
import { loadOwnSummary, loadSummary } from '#app/domain/summaries/load.server';
import { placesOf } from '#app/domain/summaries/names.server';
import { canComment } from '#app/domain/summaries/policy';
import { touch } from '#app/domain/summaries/store.server';
import type { ConsentView } from '#app/domain/summaries/view';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Says something of a draft while its window is open; `anonymous`: signed "participant", the name shown to nobody. */
export async function commentOnSummary(
  viewer: Viewer,
  sessionId: number,
  { body, anonymous }: CommentInput,
): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const summary = await loadSummary(tx, viewer, sessionId);
    if (!canComment(summary.standing)) {
      throw forbidden('window_closed');
    }
    await tx.summaryComment.create({
      data: { summaryId: summary.id, memberId: member.memberId, anonymous, body, createdAt: at },
    });
    await touch(tx, sessionId, at);
  });
  bumpRevision();
}

/**
 * Asks somebody who was there whether they agree to be named with a quote. The words must stand in the text. Nobody is
 * asked twice about the same words: whoever said no says yes without being asked again.
 */
export async function askConsent(viewer: Viewer, sessionId: number, { handle, quote }: ConsentInput): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    if (placesOf(summary.body, quote).length === 0) {
      throw new DomainError('invalid', 'quote_absent', { field: 'quote' });
    }
    const asked = await tx.member.findFirst({
      where: {
        handle,
        ...inForce(),
        AND: {
          OR: [
            { recipientOf: { some: { sessionId } } },
            { attendances: { some: { sessionId, attended: true } } },
            { replies: { some: { sessionId, state: 'going' } } },
          ],
        },
      },
      select: { id: true },
    });
    if (!asked) {
      throw new DomainError('invalid', 'consent_not_there', { field: 'handle', values: { handle } });
    }
    const known = { summaryId: summary.id, memberId: asked.id, quote };
    if ((await tx.quoteConsent.count({ where: known })) > 0) {
      throw new DomainError('conflict', 'consent_known', { field: 'quote', values: { handle } });
    }
    await tx.quoteConsent.create({ data: { ...known, askedAt: at } });
    await tellReplied(tx, { sessionId, actorId: member.memberId, at }, 'quote_consent', [asked.id]);
    await touch(tx, sessionId, at);
  });
  bumpRevision();
}

/** Takes back a question that was not answered yet. What somebody answered is theirs: it stays. */
export async function withdrawConsent(viewer: Viewer, sessionId: number, id: number): Promise<void> {
  const at = now();
  await getDb().$transaction(async (tx) => {
    const summary = await loadOwnSummary(tx, viewer, sessionId);
    const asked = await tx.quoteConsent.findFirst({ where: { id, summaryId: summary.id } });
    if (!asked) {
      throw notFound();
    }
    const { count } = await tx.quoteConsent.deleteMany({ where: { id, state: 'asked' } });
    if (count === 0) {
      throw new DomainError('conflict', 'already_decided');
    }
    const { memberId } = asked;
    if ((await tx.quoteConsent.count({ where: { summaryId: summary.id, memberId } })) === 0) {
      await tx.notification.deleteMany({ where: { memberId, sessionId, kind: 'quote_consent' } });
    }
    await touch(tx, sessionId, at);
  });
  bumpRevision();
}

/**
 * Agrees to be named with a quote, or does not; one may change one's mind, after it was published too. Only whoever was
 * asked. The hosts are told of a refusal, as the quote may stand in what is published.
 */
export async function answerConsent(viewer: Viewer, id: number, state: 'granted' | 'refused'): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const asked = await tx.quoteConsent.findUnique({
      where: { id },
      select: {
        ...{ memberId: true, state: true },
        summary: { select: { sessionId: true, session: { select: { hosts: { select: { memberId: true } } } } } },
      },
    });
    if (asked?.memberId !== member.memberId) {
      throw notFound();
    }
    await tx.quoteConsent.update({ where: { id }, data: { state, answeredAt: at } });
    const { sessionId, session } = asked.summary;
    if (state === 'refused' && asked.state !== 'refused') {
      const hostIds = session.hosts.map((host) => host.memberId);
      await tellReplied(tx, { sessionId, actorId: member.memberId, at }, 'quote_refused', hostIds);
    }
    await touch(tx, sessionId, at);
  });
  bumpRevision();
}

/** What the viewer was asked to be named with, in one session. Not found where nothing was asked. */
export async function listOwnConsents(viewer: Viewer, sessionId: number) {
  const { memberId } = requireMember(viewer);
  const session = await getDb().session.findUnique({
    where: { id: sessionId },
    select: { ...SESSION_SUBJECT_SELECT, title: true, summary: { select: { label: true } } },
  });
  const rows = await getDb().quoteConsent.findMany({
    where: { memberId, summary: { sessionId } },
    orderBy: { id: 'asc' },
    select: { id: true, quote: true, state: true },
  });
  if (!session || rows.length === 0 || !canSeeSession(viewer, session)) {
    throw notFound();
  }
  const label = strictest(session.label, ...(session.summary ? [session.summary.label] : []));
  return { session: { id: sessionId, title: session.title, label }, rows };
}

/** What was asked of whom, for those who write the summary. */
export async function consentsOf(summaryId: number, memberId: string | null): Promise<ConsentView[]> {
  const rows = await getDb().quoteConsent.findMany({ where: { summaryId }, orderBy: { id: 'asc' } });
  const people = await getDb().member.findMany({
    where: { id: { in: rows.map((row) => row.memberId) } },
    select: { id: true, ...PERSON_SELECT },
  });
  return rows.flatMap((row) => {
    const person = people.find(({ id }) => id === row.memberId);
    return person
      ? [
          {
            id: row.id,
            member: toPersonRef(person),
            quote: row.quote,
            state: row.state,
            mine: row.memberId === memberId,
          },
        ]
      : [];
  });
}
