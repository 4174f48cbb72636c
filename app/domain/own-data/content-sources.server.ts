import { findClosedDrafts } from '#app/domain/own-data/closed-drafts.server';
import { type DATA_GROUPS, mayLeave } from '#app/domain/own-data/model';
import type { SessionGroup } from '#app/domain/own-data/session-sources.server';
import { type DataSource, TEXT, WHEN } from '#app/domain/own-data/source';

type ContentGroup = Exclude<(typeof DATA_GROUPS)['content'][number], SessionGroup>;

/** What the member wrote. Whatever may not leave by its label is there without its text. */
export const CONTENT_SOURCES: Record<ContentGroup, DataSource> = {
  threads: {
    fields: {
      id: 'number',
      kind: 'question or discussion',
      title: 'title; null where the label keeps it from leaving',
      label: 'TLP label',
      authorityId: 'authority it was asked for',
      createdAt: `asked, ${WHEN}`,
      deletedAt: `removed, ${WHEN}`,
    },
    count: (db, authorId) => db.thread.count({ where: { authorId } }),
    rows: async (db, subject, window) => {
      const rows = await db.thread.findMany({
        where: { authorId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { id: true, kind: true, title: true, label: true, authorityId: true, createdAt: true, deletedAt: true },
      });
      return rows.map((row) => ({ ...row, title: mayLeave(subject, row) ? row.title : null }));
    },
  },
  posts: {
    fields: {
      id: 'number',
      threadId: 'thread',
      parentId: 'post it stands under',
      kind: 'opening, answer or comment',
      label: 'TLP label',
      authorityId: 'authority it was written for',
      body: TEXT,
      revision: 'number of its version',
      createdAt: `written, ${WHEN}`,
      editedAt: `edited, ${WHEN}`,
      deletedAt: `removed, ${WHEN}`,
    },
    count: (db, authorId) => db.post.count({ where: { authorId } }),
    rows: async (db, subject, window) => {
      const rows = await db.post.findMany({
        where: { authorId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: {
          id: true,
          threadId: true,
          parentId: true,
          kind: true,
          label: true,
          authorityId: true,
          body: true,
          revision: true,
          createdAt: true,
          editedAt: true,
          deletedAt: true,
        },
      });
      return rows.map((row) => ({ ...row, body: mayLeave(subject, row) ? row.body : null }));
    },
  },
  revisions: {
    fields: {
      postId: 'post',
      number: 'number of the version',
      label: 'TLP label of the post',
      body: `${TEXT}, and in posts of others`,
      reason: 'why it was edited',
      createdAt: `when, ${WHEN}`,
    },
    count: (db, editorId) => db.postRevision.count({ where: { editorId } }),
    rows: async (db, subject, window) => {
      const rows = await db.postRevision.findMany({
        where: { editorId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        include: { post: { select: { authorId: true, label: true, authorityId: true } } },
      });
      return rows.map(({ postId, number, body, reason, createdAt, post }) => {
        const leaves = mayLeave(subject, post);
        const own = post.authorId === subject.memberId;
        return {
          postId,
          number,
          label: post.label,
          body: own && leaves ? body : null,
          reason: leaves ? reason : null,
          createdAt,
        };
      });
    },
  },
  drafts: {
    fields: {
      key: 'what was being written',
      fields: 'JSON of the form; null where the label keeps it from leaving',
      updatedAt: `when, ${WHEN}`,
    },
    count: (db, memberId) => db.draft.count({ where: { memberId } }),
    rows: async (db, subject, window) => {
      const closed = await findClosedDrafts(db, subject);
      const rows = await db.draft.findMany({
        where: { memberId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { key: true, fields: true, updatedAt: true },
      });
      return rows.map((row) => ({ ...row, fields: closed.has(row.key) ? null : row.fields }));
    },
  },
  attachments: {
    fields: {
      id: 'number; the file is in the folder files, where it may leave',
      postId: 'post',
      fileName: 'name; null where the label keeps it from leaving',
      mediaType: 'type',
      sizeBytes: 'size',
      sha256: 'SHA-256 of the bytes',
      createdAt: `uploaded, ${WHEN}`,
    },
    count: (db, uploaderId) => db.attachment.count({ where: { uploaderId } }),
    rows: async (db, subject, window) => {
      const closed = await findClosedDrafts(db, subject);
      const rows = await db.attachment.findMany({
        where: { uploaderId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        include: { post: { select: { label: true, authorityId: true } } },
      });
      return rows.map(({ id, postId, fileName, mediaType, sizeBytes, sha256, createdAt, post, draftKey }) => {
        const leaves = post ? mayLeave(subject, post) : !closed.has(draftKey ?? '');
        return { id, postId, fileName: leaves ? fileName : null, mediaType, sizeBytes, sha256, createdAt };
      });
    },
  },
  pageTexts: {
    fields: {
      page: 'page',
      locale: 'language',
      number: 'number of its version',
      body: 'text; null: back to the text that comes with the software',
      createdAt: `saved, ${WHEN}`,
    },
    count: (db, editorId) => db.pageText.count({ where: { editorId } }),
    rows: (db, { memberId }, window) =>
      db.pageText.findMany({
        where: { editorId: memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { page: true, locale: true, number: true, body: true, createdAt: true },
      }),
  },
  labelRequests: {
    fields: {
      postId: 'post',
      label: 'label asked for',
      reason: 'why; null where the label of the post keeps it from leaving',
      createdAt: `asked, ${WHEN}`,
      granted: 'how it was answered',
    },
    count: (db, memberId) => db.labelRequest.count({ where: { memberId } }),
    rows: async (db, subject, window) => {
      const rows = await db.labelRequest.findMany({
        where: { memberId: subject.memberId },
        orderBy: { id: 'asc' },
        ...window,
        include: { post: { select: { label: true, authorityId: true } } },
      });
      return rows.map(({ postId, label, reason, createdAt, granted, post }) => ({
        postId,
        label,
        reason: mayLeave(subject, post) ? reason : null,
        createdAt,
        granted,
      }));
    },
  },
  flags: {
    fields: {
      postId: 'post that was flagged',
      reason: 'why',
      text: 'in your own words',
      createdAt: `when, ${WHEN}`,
      outcome: 'what a moderator decided; null: not yet',
    },
    count: (db, memberId) => db.flag.count({ where: { memberId } }),
    rows: async (db, { memberId }, window) => {
      const rows = await db.flag.findMany({
        where: { memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { postId: true, reason: true, text: true, createdAt: true, decision: { select: { outcome: true } } },
      });
      return rows.map(({ decision, ...row }) => ({ ...row, outcome: decision?.outcome ?? null }));
    },
  },
  brokenGlass: {
    fields: { threadId: 'thread', createdAt: `opened, ${WHEN}`, expiresAt: `until, ${WHEN}` },
    count: (db, memberId) => db.breakGlass.count({ where: { memberId } }),
    rows: (db, { memberId }, window) =>
      db.breakGlass.findMany({
        where: { memberId },
        orderBy: { id: 'asc' },
        ...window,
        select: { threadId: true, createdAt: true, expiresAt: true },
      }),
  },
};
