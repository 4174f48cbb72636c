import { paths } from '#app/paths';
import { LINKED_SESSION_ID, type Planted } from '#tests/matrix/plant';

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
const SUMMARIES = 'shows no thread but those a question became; summaries.test.ts walks it with sessions of each label';
const PAGE_TEXT = 'a text of the association’s own, for everybody';
const ADMIN = 'people, authorities, topics and acts; no text of a thread (the audit log keeps none)';

/** Every route of app/routes.ts has a row. One without fails the test, and so does a row without its route. */
export const SURFACES: Record<string, Surface> = {
  '/': { pages: () => [paths.home()], shows: ['title'] },
  '/search': {
    pages: (all) =>
      all.flatMap((one) => [
        ...Object.values(one.canaries).map((word) => paths.search({ q: word })),
        // As if misspelt: a correction would give the word away.
        ...[one.canaries.title, one.canaries.answer].map((word) =>
          paths.search({ q: word.replace('kanari', 'kanary') }),
        ),
        paths.searchFor(`label=${one.label}`),
        paths.searchFor(`q=${one.canaries.body}&topic=cloud&sort=date&page=2`),
      ]),
    shows: ['title', 'body', 'answer', 'comment', 'file'],
  },
  '/about': { nothing: PAGE_TEXT },
  '/accessibility': { nothing: PAGE_TEXT },
  '/privacy': { nothing: PAGE_TEXT },
  '/offline': { nothing: 'a fixed text' },
  '/guide/hosts': { nothing: 'a fixed text' },
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
  // The title of the address is compared with others: similar questions stand under it.
  '/threads/new': {
    pages: (all) => all.map((one) => paths.newThread({ title: one.canaries.title })),
    shows: ['title'],
    membersOnly: true,
  },
  '/threads/:id': {
    thread: (one) => [
      paths.thread(one.threadId),
      paths.thread(one.threadId, { order: 'oldest' }),
      paths.thread(one.threadId, { quote: one.answerId }),
    ],
    pages: (all) => all.map((one) => paths.thread(all[0]?.threadId ?? 0, { quote: one.answerId })),
    shows: ['title', 'body', 'answer', 'comment', 'tag', 'file'],
  },
  '/threads/:id/moderate': { thread: (one) => [paths.moderateThread(one.threadId)] },
  // The name stands in the address and decides nothing: asked for under another one, it must not come out either.
  '/files/:id/:name': { thread: (one) => [paths.file(one.fileId, 'any-name.txt')], shows: ['bytes'] },
  '/posts/:id/edit': { thread: (one) => [paths.editPost(one.openingId), paths.editPost(one.answerId)] },
  '/posts/:id/label': {
    thread: (one) => [paths.postLabel(one.openingId), paths.postLabel(one.answerId)],
    shows: ['title'],
    membersOnly: true,
  },
  '/posts/:id/history': {
    thread: (one) => [paths.postHistory(one.openingId), paths.postHistory(one.answerId)],
    shows: ['revision', 'answer'],
  },
  '/posts/:id/flag': {
    thread: (one) => [paths.flagPost(one.openingId), paths.flagPost(one.answerId)],
    shows: ['title', 'answer'],
    membersOnly: true,
  },
  // Everything is flagged, with a canary in the reason too. What stands there for moderators: a test of its own.
  '/moderation': { pages: () => [paths.moderation(), paths.moderation({ after: 1 })] },
  // Comments of outsiders have canaries of their own: tests/matrix/outsiders.test.ts.
  '/moderation/visitors': { pages: () => [paths.moderationVisitors(), paths.moderationVisitors({ after: 1 })] },
  '/sessions/:id/summary': { nothing: SUMMARIES },
  '/sessions/:id/summary/edit': { nothing: SUMMARIES },
  '/sessions/:id/summary/history': { nothing: SUMMARIES },
  '/sessions/:id/summary/consent': { nothing: SUMMARIES },
  '/decisions': { pages: () => [paths.decisions()], nothing: SUMMARIES },
  '/actions': { pages: () => [paths.actions()], nothing: SUMMARIES },
  '/questions': { pages: () => [paths.questions()], nothing: SUMMARIES },
  // Sessions have canaries of their own: tests/matrix/sessions.test.ts. Here one that everybody sees names every thread.
  '/sessions': { pages: () => [paths.sessions(), paths.sessions({ view: 'past' })] },
  '/sessions/new': { pages: () => [paths.newSession()] },
  '/sessions/:id': { pages: () => [paths.session(LINKED_SESSION_ID)], shows: ['title'] },
  '/sessions/:id/edit': { pages: () => [paths.editSession(LINKED_SESSION_ID)] },
  '/sessions/:id/attendance': { pages: () => [paths.sessionAttendance(LINKED_SESSION_ID)] },
  '/sessions/:id/attendance.csv': { pages: () => [paths.attendanceFile(LINKED_SESSION_ID)] },
  '/sessions/:id/calendar.ics': { pages: () => [paths.sessionCalendar(LINKED_SESSION_ID)] },
  '/calendar/:file': { nothing: 'titles of sessions, for whoever has the secret; nothing of a thread' },
  '/members': { pages: () => [paths.members()], membersOnly: true },
  '/members/:handle': { pages: (_all, handle) => [paths.member(handle)], shows: ['title'], membersOnly: true },
  '/notifications': { pages: () => [paths.notifications()] },
  '/bookmarks': { pages: () => [paths.bookmarks()] },
  '/drafts': { pages: () => [paths.drafts()] },
  '/account': { nothing: ACCOUNT },
  '/account/authorities': { nothing: ACCOUNT },
  '/account/standing': { nothing: ACCOUNT },
  '/account/data': { pages: () => [paths.accountData()], nothing: 'counts of the reader’s own things' },
  '/account/data.zip': { nothing: 'given against a password alone; own-data.test.ts reads it for each label' },
  '/account/logins': { nothing: ACCOUNT },
  '/account/password': { nothing: ACCOUNT },
  '/account/passkeys': { nothing: ACCOUNT },
  '/account/email': { nothing: ACCOUNT },
  '/account/sso': { nothing: ACCOUNT },
  '/sign-in/sso': { nothing: 'sends on to the provider of single sign-on' },
  '/sign-in/sso/callback': { nothing: 'sends on' },
  '/account/prove': { nothing: FORM },
  '/sign-in': { nothing: FORM },
  '/account/second-factor.svg': { nothing: ACCOUNT },
  '/account/second-factor': { nothing: ACCOUNT },
  '/sign-in/code': { nothing: FORM },
  '/sign-in/link': { nothing: FORM },
  '/sign-out': { nothing: FORM },
  '/forgot-password': { nothing: FORM },
  '/reset-password': { nothing: FORM },
  '/apply': { nothing: FORM },
  '/invitations/:token': { nothing: FORM },
  '/setup': { nothing: FORM },
  '/approvals': { nothing: ADMIN },
  '/approvals/members': { pages: () => [paths.confirmations()], nothing: ADMIN },
  '/admin/members': { pages: () => [paths.adminMembers()], nothing: ADMIN },
  '/admin/members/:handle': { pages: (_all, handle) => [paths.adminMember(handle)], nothing: ADMIN },
  '/admin/members/:handle/measures': { pages: (_all, handle) => [paths.adminMeasures(handle)], nothing: ADMIN },
  '/admin/authorities': { nothing: ADMIN },
  '/admin/import': { nothing: ADMIN },
  '/admin/access': { pages: () => [paths.adminAccess()], nothing: ADMIN },
  '/admin/access.csv': { pages: () => [paths.accessFile()], nothing: ADMIN },
  '/admin/topics': { nothing: ADMIN },
  '/admin/retention': { pages: () => [paths.adminRetention()], nothing: 'times and counts' },
  '/admin/pages': { pages: () => [paths.adminPages()], nothing: PAGE_TEXT },
  '/admin/pages/:page/:locale': { pages: () => [paths.editPage('about', 'he')], nothing: PAGE_TEXT },
  '/admin/pages/:page/:locale/history': { pages: () => [paths.pageHistory('about', 'he')], nothing: PAGE_TEXT },
  '/admin/settings': { nothing: ADMIN },
  '/admin/audit.csv': { pages: () => [paths.auditFile()], nothing: ADMIN },
  '/admin/audit': { pages: () => [paths.adminAudit()], nothing: ADMIN },
  '/admin/break-glass': { nothing: 'a form; what it opens is a thread of its own, walked by labels.test.ts' },
  '/admin/search': { pages: () => [paths.adminSearch()], nothing: ADMIN },
  '/admin/synonyms': { nothing: ADMIN },
  '/resources/suggest': {
    pages: (all) => all.map((one) => paths.suggest({ q: one.canaries.title.slice(0, -2) })),
    shows: ['title'],
  },
  '/resources/similar': {
    pages: (all) => all.map((one) => paths.similar({ title: `with ${one.canaries.title}` })),
    shows: ['title'],
  },
  '/resources/preview': { nothing: 'renders what is sent to it and nothing else' },
  '/resources/drafts': { nothing: 'the reader’s own drafts' },
  '/resources/uploads': { nothing: 'the reader’s own uploads' },
  '/resources/seen': { nothing: 'answers without a body' },
  '/resources/preferences': { nothing: 'sets cookies' },
  '/resources/passkeys': { nothing: 'challenges, and the handle and name of whoever adds a passkey' },
  '/resources/members': { nothing: 'handles and names of members, for members' },
  '/healthz': { nothing: 'says that the process lives' },
  '/readyz': { nothing: 'says whether the parts are ready' },
  '/*': { pages: () => ['/no-such-page'] },
};
