import { type Label, strictest } from '#app/domain/labels';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

export interface LatestSummary {
  sessionId: number;
  title: string;
  label: Label;
  /** ISO 8601. */
  publishedAt: string;
}

const SHOWN = 3;

/** The summaries published last, of those the viewer may see. */
export async function latestSummaries(viewer: Viewer): Promise<LatestSummary[]> {
  const rows = await getDb().summary.findMany({
    where: { AND: [visibleSummaries(viewer), { publishedAt: { not: null } }] },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
    select: { sessionId: true, label: true, publishedAt: true, session: { select: { title: true, label: true } } },
  });
  return rows.map(({ sessionId, label, publishedAt, session }) => ({
    sessionId,
    title: session.title,
    label: strictest(label, session.label),
    publishedAt: publishedAt?.toISOString() ?? '',
  }));
}
