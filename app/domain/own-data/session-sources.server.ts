import { type Label, strictest } from '#app/domain/labels';
import { mayLeave } from '#app/domain/own-data/model';
import { type DataSource, TEXT, WHEN } from '#app/domain/own-data/source';

export type SessionGroup = 'sessions' | 'summaries' | 'summaryComments' | 'quoteConsents';

/** What decides whether a summary's text may leave. */
export const SUMMARY_LABEL_SELECT = {
  sessionId: true,
  label: true,
  session: { select: { label: true, authorityId: true } },
} as const;

interface SummaryRow {
  label: Label;
  session: { label: Label; authorityId: number | null };
}

/** A summary is at least as strict as its session. */
export function summaryLabel({ label, session }: SummaryRow): { label: Label; authorityId: number | null } {
  return { label: strictest(label, session.label), authorityId: session.authorityId };
}

/** What the member wrote of sessions. Who else was there is in none of it. */
export const SESSION_SOURCES: Record<SessionGroup, DataSource> = {
  sessions: {
    fields: {
      id: 'number',
      kind: 'kind',
      title: 'title; null where the label keeps it from leaving',
      label: 'TLP label',
      startsAt: `begins, ${WHEN}`,
      createdAt: `made, ${WHEN}`,
    },
    count: (db, authorId) => db.session.count({ where: { authorId } }),
    rows: async (db, subject, window) => {
      const rows = await db.session.findMany({
        where: { authorId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { id: true, kind: true, title: true, label: true, authorityId: true, startsAt: true, createdAt: true },
      });
      return rows.map(({ authorityId, ...row }) => ({
        ...row,
        title: mayLeave(subject, { label: row.label, authorityId }) ? row.title : null,
      }));
    },
  },
  summaries: {
    fields: {
      id: 'number',
      sessionId: 'session',
      state: 'draft, comments or published',
      label: 'TLP label',
      body: TEXT,
      createdAt: `begun, ${WHEN}`,
      publishedAt: `published, ${WHEN}`,
    },
    count: (db, authorId) => db.summary.count({ where: { authorId } }),
    rows: async (db, subject, window) => {
      const rows = await db.summary.findMany({
        where: { authorId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { id: true, state: true, body: true, createdAt: true, publishedAt: true, ...SUMMARY_LABEL_SELECT },
      });
      return rows.map(({ id, state, body, createdAt, publishedAt, ...row }) => {
        const at = summaryLabel(row);
        const text = mayLeave(subject, at) ? body : null;
        return { id, sessionId: row.sessionId, state, label: at.label, body: text, createdAt, publishedAt };
      });
    },
  },
  summaryComments: {
    fields: {
      summaryId: 'summary',
      label: 'TLP label',
      anonymous: 'signed "participant"',
      body: TEXT,
      createdAt: `written, ${WHEN}`,
    },
    count: (db, memberId) => db.summaryComment.count({ where: { memberId } }),
    rows: async (db, subject, window) => {
      const rows = await db.summaryComment.findMany({
        where: { memberId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        include: { summary: { select: SUMMARY_LABEL_SELECT } },
      });
      return rows.map(({ summaryId, anonymous, body, createdAt, summary }) => {
        const at = summaryLabel(summary);
        return { summaryId, label: at.label, anonymous, body: mayLeave(subject, at) ? body : null, createdAt };
      });
    },
  },
  quoteConsents: {
    fields: {
      summaryId: 'summary',
      quote: 'words that are one’s own; null where the label keeps them from leaving',
      state: 'asked, granted or refused',
      askedAt: `asked, ${WHEN}`,
      answeredAt: `answered, ${WHEN}`,
    },
    count: (db, memberId) => db.quoteConsent.count({ where: { memberId } }),
    rows: async (db, subject, window) => {
      const rows = await db.quoteConsent.findMany({
        where: { memberId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        include: { summary: { select: SUMMARY_LABEL_SELECT } },
      });
      return rows.map(({ summaryId, quote, state, askedAt, answeredAt, summary }) => ({
        summaryId,
        quote: mayLeave(subject, summaryLabel(summary)) ? quote : null,
        state,
        askedAt,
        answeredAt,
      }));
    },
  },
};
