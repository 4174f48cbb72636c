import type { DATA_GROUPS } from '#app/domain/own-data/model';
import { type DataSource, WHEN } from '#app/domain/own-data/source';

const MARK = { threadId: 'thread', createdAt: `when, ${WHEN}` };

/** What the member marked, was told of and took part in: numbers and times, without the words of others. */
export const MARK_SOURCES: Record<(typeof DATA_GROUPS)['marks'][number], DataSource> = {
  votes: {
    fields: { postId: 'post that helped', createdAt: `when, ${WHEN}` },
    count: (db, memberId) => db.vote.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.vote.findMany({
        where: { memberId },
        orderBy: { postId: 'asc' },
        ...window,
        select: { postId: true, createdAt: true },
      }),
  },
  sameQuestions: {
    fields: { ...MARK, authorityId: 'authority it was said for' },
    count: (db, memberId) => db.sameQuestion.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.sameQuestion.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, authorityId: true, createdAt: true },
      }),
  },
  bookmarks: {
    fields: MARK,
    count: (db, memberId) => db.bookmark.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.bookmark.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, createdAt: true },
      }),
  },
  threadFollows: {
    fields: MARK,
    count: (db, memberId) => db.threadFollow.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.threadFollow.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, createdAt: true },
      }),
  },
  topicFollows: {
    fields: { topic: 'topic', createdAt: `when, ${WHEN}` },
    count: (db, memberId) => db.topicFollow.count({ where: { memberId } }),
    rows: async (db, { memberId }, window) => {
      const rows = await db.topicFollow.findMany({
        where: { memberId },
        orderBy: { topicId: 'asc' },
        ...window,
        select: { createdAt: true, topic: { select: { slug: true } } },
      });
      return rows.map(({ topic, createdAt }) => ({ topic: topic.slug, createdAt }));
    },
  },
  readMarkers: {
    fields: { threadId: 'thread', lastPostId: 'last post read', readAt: `when, ${WHEN}` },
    count: (db, memberId) => db.readMarker.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.readMarker.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, lastPostId: true, readAt: true },
      }),
  },
  sharedThreads: {
    fields: MARK,
    count: (db, memberId) => db.threadRecipient.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.threadRecipient.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, createdAt: true },
      }),
  },
  openedThreads: {
    fields: {
      threadId: 'thread with something stricter than GREEN in it',
      firstAt: `first opened, ${WHEN}`,
      lastAt: `last opened, ${WHEN}`,
      brokeGlass: 'whether by breaking the glass',
    },
    count: (db, memberId) => db.threadReader.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.threadReader.findMany({
        where: { memberId },
        orderBy: { threadId: 'asc' },
        ...window,
        select: { threadId: true, firstAt: true, lastAt: true, brokeGlass: true },
      }),
  },
  sessionLists: {
    fields: { sessionId: 'session that was for the member by name', invited: 'whether invited' },
    count: (db, memberId) => db.sessionRecipient.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.sessionRecipient.findMany({
        where: { memberId },
        orderBy: { sessionId: 'asc' },
        ...window,
        select: { sessionId: true, invited: true },
      }),
  },
  sessionReplies: {
    fields: { sessionId: 'session', state: 'reply', since: `since, ${WHEN}`, repliedAt: `last change, ${WHEN}` },
    count: (db, memberId) => db.sessionReply.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.sessionReply.findMany({
        where: { memberId },
        orderBy: { sessionId: 'asc' },
        ...window,
        select: { sessionId: true, state: true, since: true, repliedAt: true },
      }),
  },
  attendance: {
    fields: {
      sessionId: 'session',
      name: 'name as noted',
      authority: 'authority as noted',
      email: 'address as noted',
      attended: 'whether there; null: not said',
    },
    count: (db, memberId) => db.attendance.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.attendance.findMany({
        where: { memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { sessionId: true, name: true, authority: true, email: true, attended: true },
      }),
  },
  actionItems: {
    fields: { summaryId: 'summary', due: 'day it is due', done: 'whether done', createdAt: `noted, ${WHEN}` },
    count: (db, ownerId) => db.summaryRecord.count({ where: { ownerId } }),
    rows: (db, { memberId }, window) =>
      db.summaryRecord.findMany({
        where: { ownerId: memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { summaryId: true, due: true, done: true, createdAt: true },
      }),
  },
};
