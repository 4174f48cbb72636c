import { paths } from '#app/paths';
import type { Planted } from '#tests/matrix/plant';

/** How the matrix walks one route. */
export interface Surface {
  /** Addresses to read that show the same for every thread. */
  pages?: (all: Planted[], authorHandle: string) => string[];
  /** Addresses about one thread: not found for whoever may not see it. */
  thread?: (one: Planted) => string[];
  /** The places whose canaries stand there for whoever may see them, so that an empty page cannot pass. */
  shows?: (keyof Planted['canaries'])[];
  /** Only these readers get a page at all; others are sent away or refused. */
  membersOnly?: true;
  /** Why nothing of a thread can come out there. */
  nothing?: string;
}

const ACCOUNT = 'shows nothing but the reader’s own account';
const FORM = 'a form without content of threads';
const ADMIN = 'people, authorities, topics and acts; no text of a thread (the audit log keeps none)';

/** Every route of app/routes.ts has a row. One without fails the test, and so does a row without its route. */
export const SURFACES: Record<string, Surface> = {
  '/': { pages: () => [paths.home()], shows: ['title'] },
  '/search': {
    pages: (all) => all.flatMap((one) => Object.values(one.canaries).map((word) => paths.search({ q: word }))),
    shows: ['title'],
  },
  '/about': { nothing: 'a fixed text' },
  '/accessibility': { nothing: 'a fixed text' },
  '/privacy': { nothing: 'a fixed text' },
  '/offline': { nothing: 'a fixed text' },
  '/topics': { pages: () => [paths.topics()] },
  '/topics/:slug': { pages: () => [paths.topic('cloud'), paths.topic('cloud', { sort: 'votes' })], shows: ['title'] },
  '/tags': { pages: () => [paths.tags()], shows: ['tag'] },
  '/threads': {
    pages: (all) => [
      paths.threads(),
      paths.threads({ view: 'unanswered' }),
      paths.threads({ view: 'mine' }),
      paths.threads({ sort: 'votes' }),
      paths.threads({ kind: 'question', state: 'open', size: 'small' }),
      ...all.map((one) => paths.threads({ tag: one.canaries.tag })),
    ],
    shows: ['title', 'tag'],
  },
  '/threads/new': { nothing: FORM },
  '/threads/:id': {
    thread: (one) => [
      paths.thread(one.threadId),
      paths.thread(one.threadId, { order: 'oldest' }),
      paths.thread(one.threadId, { quote: one.answerId }),
    ],
    pages: (all) => all.map((one) => paths.thread(all[0]?.threadId ?? 0, { quote: one.answerId })),
    shows: ['title', 'body', 'answer', 'comment', 'tag'],
  },
  '/posts/:id/edit': { thread: (one) => [paths.editPost(one.openingId), paths.editPost(one.answerId)] },
  '/posts/:id/history': {
    thread: (one) => [paths.postHistory(one.openingId), paths.postHistory(one.answerId)],
    shows: ['revision', 'answer'],
  },
  '/members': { pages: () => [paths.members()], membersOnly: true },
  '/members/:handle': { pages: (_all, handle) => [paths.member(handle)], shows: ['title'], membersOnly: true },
  '/notifications': { pages: () => [paths.notifications()] },
  '/bookmarks': { pages: () => [paths.bookmarks()] },
  '/drafts': { pages: () => [paths.drafts()] },
  '/account': { nothing: ACCOUNT },
  '/account/logins': { nothing: ACCOUNT },
  '/account/password': { nothing: ACCOUNT },
  '/sign-in': { nothing: FORM },
  '/sign-in/link': { nothing: FORM },
  '/sign-out': { nothing: FORM },
  '/forgot-password': { nothing: FORM },
  '/reset-password': { nothing: FORM },
  '/apply': { nothing: FORM },
  '/invitations/:token': { nothing: FORM },
  '/setup': { nothing: FORM },
  '/approvals': { nothing: ADMIN },
  '/admin/members': { pages: () => [paths.adminMembers()], nothing: ADMIN },
  '/admin/members/:handle': { pages: (_all, handle) => [paths.adminMember(handle)], nothing: ADMIN },
  '/admin/authorities': { nothing: ADMIN },
  '/admin/topics': { nothing: ADMIN },
  '/admin/audit': { pages: () => [paths.adminAudit()], nothing: ADMIN },
  '/resources/preview': { nothing: 'renders what is sent to it and nothing else' },
  '/resources/drafts': { nothing: 'the reader’s own drafts' },
  '/resources/seen': { nothing: 'answers without a body' },
  '/resources/preferences': { nothing: 'sets cookies' },
  '/resources/members': { nothing: 'handles and names of members, for members' },
  '/healthz': { nothing: 'says that the process lives' },
  '/readyz': { nothing: 'says whether the parts are ready' },
  '/*': { pages: () => ['/no-such-page'] },
};
