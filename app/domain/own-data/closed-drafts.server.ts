import { DraftFields } from '#app/domain/drafts/model';
import { type Label, parseLabel, strictest } from '#app/domain/labels';
import { type DataSubject, mayLeave } from '#app/domain/own-data/model';
import { SUMMARY_LABEL_SELECT, summaryLabel } from '#app/domain/own-data/session-sources.server';
import type { Tx } from '#app/domain/tx';

/**
 * Keys of the member's drafts that may not leave: by their own label, or by the label of what they are written under. One
 * whose thread, post or session is gone stays too.
 */
export async function findClosedDrafts(db: Tx, subject: DataSubject): Promise<Set<string>> {
  const { memberId } = subject;
  const drafts = await db.draft.findMany({ where: { memberId }, select: { key: true, fields: true } });
  const closed = new Set<string>();
  for (const { key, fields } of drafts) {
    const above = await labelAbove(db, key);
    const own = labelOf(fields);
    if (above === null || !mayLeave(subject, { ...above, label: strictest(above.label, own) })) {
      closed.add(key);
    }
  }
  return closed;
}

function labelOf(fields: string): Label {
  const parsed = DraftFields.safeParse(JSON.parse(fields));
  return (parsed.success ? parseLabel(parsed.data.label ?? '') : null) ?? 'CLEAR';
}

const SELECT = { label: true, authorityId: true } as const;

async function labelAbove(db: Tx, key: string): Promise<{ label: Label; authorityId: number | null } | null> {
  const [kind = '', number = ''] = key.split(':');
  const id = Number(number);
  switch (kind) {
    case 'thread':
      return { label: 'CLEAR', authorityId: null };
    case 'answer':
      return db.thread.findUnique({ where: { id }, select: SELECT });
    case 'summary': {
      const summary = await db.summary.findFirst({ where: { sessionId: id }, select: SUMMARY_LABEL_SELECT });
      return summary ? summaryLabel(summary) : db.session.findUnique({ where: { id }, select: SELECT });
    }
    default:
      return db.post.findUnique({ where: { id }, select: SELECT });
  }
}
