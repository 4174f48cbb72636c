import { orNotFound } from '#app/domain/errors';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { consentsOf } from '#app/domain/summaries/comments.server';
import { anchorHeadings, splitDocument } from '#app/domain/summaries/document';
import { type LoadedSummary, loadSummary } from '#app/domain/summaries/load.server';
import { canComment, canReadComments } from '#app/domain/summaries/policy';
import { RECORD_SELECT, toRecordViews } from '#app/domain/summaries/record-views.server';
import { renderSummary } from '#app/domain/summaries/render.server';
import type { CommentView, SummaryView } from '#app/domain/summaries/view';
import { topicsById } from '#app/domain/topics/queries.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';

/** The summary of a session, for this viewer. Throws not_found where it is absent or invisible, whichever it is. */
export async function getSummary(viewer: Viewer, sessionId: number): Promise<SummaryView> {
  const summary = await loadSummary(getDb(), viewer, sessionId);
  const { id, standing } = summary;
  const mayReadComments = canReadComments(standing);
  const [session, records, comments, consents, html] = await Promise.all([
    sessionPart(summary),
    getDb().summaryRecord.findMany({
      where: { summaryId: id },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: RECORD_SELECT,
    }),
    mayReadComments ? commentsOf(id) : [],
    standing.manages ? consentsOf(id, isMember(viewer) ? viewer.memberId : null) : [],
    htmlOf(summary),
  ]);
  const anchored = anchorHeadings(html, 'part-');
  return {
    id,
    state: summary.state,
    label: summary.label,
    session,
    title: splitDocument(summary.body).title ?? session.title,
    html: anchored.html,
    contents: anchored.contents,
    markdown: summary.body,
    records: await toRecordViews(viewer, records, () => ({
      ...{ label: summary.label, chatham: summary.session.chatham, manages: standing.manages },
    })),
    commentsUntil: summary.commentsUntil?.toISOString() ?? null,
    publishedAt: summary.publishedAt?.toISOString() ?? null,
    amendedAt: summary.amendedAt?.toISOString() ?? null,
    revision: summary.revision,
    comments,
    consents,
    can: { manage: standing.manages, comment: canComment(standing), readComments: mayReadComments },
  };
}

async function htmlOf({ id, body, html, rendererVersion }: LoadedSummary): Promise<string> {
  return rendererVersion === RENDERER_VERSION ? html : renderSummary(id, body);
}

async function sessionPart({ sessionId, session: known }: LoadedSummary): Promise<SummaryView['session']> {
  const [session, topics] = await Promise.all([
    getDb().session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { kind: true, topicId: true, attendedCount: true },
    }),
    topicsById(),
  ]);
  const topic = orNotFound(topics.get(session.topicId));
  const { id, title, chatham, startsAt, place, label, attendance } = known;
  return {
    ...{ id, title, chatham, place, label, kind: session.kind },
    startsAt: startsAt.toISOString(),
    attendedCount: session.attendedCount ?? (attendance.length > 0 ? attendance.length : null),
    topic: { slug: topic.slug, name: topic.name, hue: topic.hue },
  };
}

async function commentsOf(summaryId: number): Promise<CommentView[]> {
  const rows = await getDb().summaryComment.findMany({ where: { summaryId }, orderBy: { id: 'asc' }, take: 500 });
  const signed = rows.flatMap(({ memberId, anonymous }) => (anonymous ? [] : [memberId]));
  const people = await getDb().member.findMany({
    where: { id: { in: signed } },
    select: { id: true, ...PERSON_SELECT },
  });
  return rows.map(({ id, memberId, anonymous, body, createdAt }) => {
    const person = anonymous ? undefined : people.find((row) => row.id === memberId);
    return { id, author: person ? toPersonRef(person) : null, body, createdAt: createdAt.toISOString() };
  });
}
