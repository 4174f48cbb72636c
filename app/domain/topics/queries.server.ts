import { forbidden, orNotFound } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { cachedByRevision } from '#app/domain/revision';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { TopicInput } from '#app/domain/topics/input';
import { HUES, type Topic } from '#app/domain/topics/model';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const loadTopics = cachedByRevision(async (): Promise<Topic[]> => {
  const rows = await getDb().topic.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: { he: row.nameHe, en: row.nameEn },
    description: { he: row.descriptionHe, en: row.descriptionEn },
    guide: { he: row.guideHe, en: row.guideEn },
    defaultLabel: row.defaultLabel,
    hue: HUES.find((hue) => hue === row.hue) ?? 'neutral',
  }));
});

/** All topics in their order. Topics are public. */
export function listTopics(): Promise<Topic[]> {
  return loadTopics();
}

/** Throws not_found for an unknown slug. */
export async function getTopic(slug: string): Promise<Topic> {
  return orNotFound((await loadTopics()).find((topic) => topic.slug === slug));
}

export async function topicsById(): Promise<Map<number, Topic>> {
  return new Map((await loadTopics()).map((topic) => [topic.id, topic]));
}

export interface TopicWithCounts extends Topic {
  threadCount: number;
  unansweredCount: number;
}

/** The topics with how many threads the viewer may see in each, and how many questions among them wait for an answer. */
export async function listTopicsWithCounts(viewer: Viewer): Promise<TopicWithCounts[]> {
  const where = visibleThreads(viewer);
  const [topics, all, waiting] = await Promise.all([
    listTopics(),
    getDb().thread.groupBy({ by: ['topicId'], where, _count: { _all: true } }),
    getDb().thread.groupBy({
      by: ['topicId'],
      where: { AND: [where, { kind: 'question', answerCount: 0 }] },
      _count: { _all: true },
    }),
  ]);
  const count = (rows: typeof all, topicId: number): number =>
    rows.find((row) => row.topicId === topicId)?._count._all ?? 0;
  return topics.map((topic) => ({
    ...topic,
    threadCount: count(all, topic.id),
    unansweredCount: count(waiting, topic.id),
  }));
}

/** A topic as administrators edit it: all its columns. */
export interface TopicRow extends TopicInput {
  id: number;
}

/** All topics in their order, for administrators; forbidden for others. */
export async function listTopicsForAdministration(viewer: Viewer): Promise<TopicRow[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const rows = await getDb().topic.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return rows.map(({ createdAt: _createdAt, ...row }) => ({
    ...row,
    hue: HUES.find((hue) => hue === row.hue) ?? 'neutral',
  }));
}
