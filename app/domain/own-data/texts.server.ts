import { type OwnText, ownTextFile } from '#app/domain/own-data/markdown';
import { type DataSubject, mayLeave } from '#app/domain/own-data/model';
import { SUMMARY_LABEL_SELECT, summaryLabel } from '#app/domain/own-data/session-sources.server';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getEnv } from '#app/instances.server';
import { paths } from '#app/paths';

/** A file of the archive: its name there, and what makes its text when its turn comes. */
export interface TextEntry {
  path: string;
  read: () => Promise<string>;
}

const PAGE_ROWS = 500;

/** The member's posts and summaries that may leave, one file each. Only numbers are held; texts are read one by one. */
export async function* ownTexts(viewer: Viewer, subject: DataSubject): AsyncGenerator<TextEntry> {
  let after = 0;
  for (;;) {
    const posts = await getDb().post.findMany({
      where: { authorId: subject.memberId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE_ROWS,
      select: { id: true, threadId: true, label: true, authorityId: true },
    });
    for (const post of posts.filter((one) => mayLeave(subject, one))) {
      yield { path: `posts/${post.threadId}-${post.id}.md`, read: () => postText(viewer, subject, post.id) };
    }
    after = posts.at(-1)?.id ?? 0;
    if (posts.length < PAGE_ROWS) {
      break;
    }
  }
  const summaries = await getDb().summary.findMany({
    where: { authorId: subject.memberId },
    orderBy: { id: 'asc' },
    select: { id: true, ...SUMMARY_LABEL_SELECT },
  });
  for (const summary of summaries.filter((one) => mayLeave(subject, summaryLabel(one)))) {
    yield { path: `summaries/${summary.sessionId}.md`, read: () => summaryText(viewer, subject, summary.id) };
  }
}

const address = (path: string): string => new URL(path, getEnv().appUrl).href;

/** Read again when its turn comes: a label raised meanwhile holds, and what is gone by then is an empty file. */
async function postText(viewer: Viewer, subject: DataSubject, id: number): Promise<string> {
  const post = await getDb().post.findUnique({
    where: { id },
    select: {
      label: true,
      authorityId: true,
      kind: true,
      body: true,
      createdAt: true,
      threadId: true,
      thread: { select: { title: true, authorId: true } },
    },
  });
  if (!post || !mayLeave(subject, post)) {
    return '';
  }
  const { threadId, thread } = post;
  const own = thread.authorId === subject.memberId;
  // The title of another's thread only as a page shows it to the member now.
  const seen = own || (await getDb().thread.count({ where: { AND: [visibleThreads(viewer), { id: threadId }] } })) > 0;
  return ownTextFile({
    label: post.label,
    title: seen ? thread.title : null,
    facts: [post.kind, post.createdAt.toISOString(), address(paths.post(threadId, id))],
    body: post.body,
  });
}

async function summaryText(viewer: Viewer, subject: DataSubject, id: number): Promise<string> {
  const summary = await getDb().summary.findUnique({
    where: { id },
    select: { body: true, createdAt: true, state: true, ...SUMMARY_LABEL_SELECT },
  });
  if (!summary || !mayLeave(subject, summaryLabel(summary))) {
    return '';
  }
  const { sessionId } = summary;
  const session = await getDb().session.findFirst({
    where: { AND: [visibleSessions(viewer), { id: sessionId }] },
    select: { title: true },
  });
  const text: OwnText = {
    label: summaryLabel(summary).label,
    title: session?.title ?? null,
    facts: [summary.state, summary.createdAt.toISOString(), address(paths.sessionSummary(sessionId))],
    body: summary.body,
  };
  return ownTextFile(text);
}
