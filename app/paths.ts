/**
 * The addresses of the product. The only place a URL string is spelled: pages, mails, feeds and tests all ask here, and
 * a test checks that each path matches a route.
 */
type Query = Record<string, string | number | undefined | null>;

/** `path` with a query string of those values that are set, in the order given. */
function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Also the signs that would end a link in Markdown. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/[()!'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export const paths = {
  home: () => '/',
  homePage: (cursor: string) => withQuery('/', { cursor }),
  search: (query?: Query) => withQuery('/search', query),
  /** A search by its query string, as `searchQueryString` writes it. */
  searchFor: (query: string) => `/search?${query}`,
  /** A search that a member kept, newest first. */
  savedSearch: (query: string) => `/search?${query}&sort=date`,
  about: () => '/about',
  accessibility: () => '/accessibility',
  privacy: () => '/privacy',
  offline: () => '/offline',
  hostGuide: () => '/guide/hosts',

  topics: () => '/topics',
  topic: (slug: string, query?: Query) => withQuery(`/topics/${encodeURIComponent(slug)}`, query),
  tags: () => '/tags',

  threads: (query?: Query) => withQuery('/threads', query),
  newThread: (query?: Query) => withQuery('/threads/new', query),
  thread: (id: number, query?: Query) => withQuery(`/threads/${id}`, query),
  post: (threadId: number, postId: number) => `/threads/${threadId}#post-${postId}`,
  editPost: (postId: number) => `/posts/${postId}/edit`,
  postLabel: (postId: number) => `/posts/${postId}/label`,
  flagPost: (postId: number) => `/posts/${postId}/flag`,
  moderateThread: (threadId: number, query?: Query) => withQuery(`/threads/${threadId}/moderate`, query),
  moderation: (query?: Query) => withQuery('/moderation', query),
  /** Comments of outsiders that wait. */
  moderationVisitors: (query?: Query) => withQuery('/moderation/visitors', query),
  breakGlass: (query: { thread?: number | undefined } = {}) => withQuery('/admin/break-glass', query),
  postHistory: (postId: number) => `/posts/${postId}/history`,

  /** A file. Its name is there for whoever reads the address; the number alone decides. */
  file: (id: number, name: string) => `/files/${id}/${encodeName(name)}`,

  sessions: (query?: Query) => withQuery('/sessions', query),
  newSession: (query?: Query) => withQuery('/sessions/new', query),
  session: (id: number, query?: Query) => withQuery(`/sessions/${id}`, query),
  sessionSummary: (id: number, query?: Query) => withQuery(`/sessions/${id}/summary`, query),
  editSummary: (id: number, query?: Query) => withQuery(`/sessions/${id}/summary/edit`, query),
  summaryHistory: (id: number) => `/sessions/${id}/summary/history`,
  summaryConsent: (id: number) => `/sessions/${id}/summary/consent`,
  decisions: (query?: Query) => withQuery('/decisions', query),
  actions: (query?: Query) => withQuery('/actions', query),
  questions: (query?: Query) => withQuery('/questions', query),
  editSession: (id: number) => `/sessions/${id}/edit`,
  sessionAttendance: (id: number, query?: Query) => withQuery(`/sessions/${id}/attendance`, query),
  attendanceFile: (id: number) => `/sessions/${id}/attendance.csv`,
  sessionCalendar: (id: number) => `/sessions/${id}/calendar.ics`,
  /** A member's own calendar. The token is a secret. */
  calendarFeed: (token: string) => `/calendar/${encodeURIComponent(token)}.ics`,

  members: (query?: Query) => withQuery('/members', query),
  member: (handle: string) => `/members/${encodeURIComponent(handle)}`,

  notifications: (query?: Query) => withQuery('/notifications', query),
  bookmarks: (query?: Query) => withQuery('/bookmarks', query),
  drafts: () => '/drafts',

  account: () => '/account',
  mailNotices: () => '/account#field-mailNotices',
  accountData: () => '/account/data',
  accountDataFile: () => '/account/data.zip',
  accountLogins: () => '/account/logins',
  signInCode: (query?: Query) => withQuery('/sign-in/code', query),
  factorImage: () => '/account/second-factor.svg',
  accountEmail: (query?: Query) => withQuery('/account/email', query),
  accountSso: () => '/account/sso',
  sso: (query?: Query) => withQuery('/sign-in/sso', query),
  ssoCallback: () => '/sign-in/sso/callback',
  accountPasskeys: () => '/account/passkeys',
  /** Proves again who one is, then goes back to `to`. */
  prove: (query?: Query) => withQuery('/account/prove', query),
  accountFactor: () => '/account/second-factor',
  accountAuthorities: () => '/account/authorities',
  accountStanding: () => '/account/standing',
  accountPassword: () => '/account/password',
  signIn: (query?: Query) => withQuery('/sign-in', query),
  signOut: () => '/sign-out',
  magicLink: (query?: Query) => withQuery('/sign-in/link', query),
  forgotPassword: (query?: Query) => withQuery('/forgot-password', query),
  resetPassword: (query?: Query) => withQuery('/reset-password', query),
  apply: (query?: Query) => withQuery('/apply', query),
  invitation: (token: string) => `/invitations/${encodeURIComponent(token)}`,
  setup: (query?: Query) => withQuery('/setup', query),

  approvals: () => '/approvals',
  confirmations: (query?: Query) => withQuery('/approvals/members', query),
  adminMembers: (query?: Query) => withQuery('/admin/members', query),
  adminMeasures: (handle: string) => `/admin/members/${encodeURIComponent(handle)}/measures`,
  adminMember: (handle: string) => `/admin/members/${encodeURIComponent(handle)}`,
  adminAuthorities: (query?: Query) => withQuery('/admin/authorities', query),
  adminImport: () => '/admin/import',
  adminAccess: () => '/admin/access',
  accessFile: () => '/admin/access.csv',
  adminTopics: (query?: Query) => withQuery('/admin/topics', query),
  adminSearch: () => '/admin/search',
  adminSynonyms: (query?: Query) => withQuery('/admin/synonyms', query),
  auditFile: (query?: Query) => withQuery('/admin/audit.csv', query),
  adminRetention: () => '/admin/retention',
  adminPages: () => '/admin/pages',
  editPage: (page: string, locale: string) => `/admin/pages/${page}/${locale}`,
  pageHistory: (page: string, locale: string) => `/admin/pages/${page}/${locale}/history`,
  adminSettings: () => '/admin/settings',
  adminAudit: (query?: Query) => withQuery('/admin/audit', query),

  preview: () => '/resources/preview',
  saveDraft: () => '/resources/drafts',
  uploads: () => '/resources/uploads',
  seen: () => '/resources/seen',
  preferences: () => '/resources/preferences',
  suggest: (query?: Query) => withQuery('/resources/suggest', query),
  similar: (query?: Query) => withQuery('/resources/similar', query),
  suggestMembers: (query?: Query) => withQuery('/resources/members', query),
  passkeyChallenge: () => '/resources/passkeys',
  health: () => '/healthz',
  ready: () => '/readyz',
} as const;

/**
 * A path of our own to go on to after signing in, or `/` for anything else: another host, `//host`, a scheme, control
 * characters, encoded slashes or backslashes.
 */
export function ownPath(candidate: string | null | undefined): string {
  if (!candidate || candidate.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(candidate)) {
    return '/';
  }
  return /^\/(%2f|%5c)/i.test(candidate) ? '/' : candidate;
}
