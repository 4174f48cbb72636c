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

export const paths = {
  home: () => '/',
  homePage: (cursor: string) => withQuery('/', { cursor }),
  search: (query?: Query) => withQuery('/search', query),
  about: () => '/about',
  accessibility: () => '/accessibility',
  privacy: () => '/privacy',
  offline: () => '/offline',

  topics: () => '/topics',
  topic: (slug: string, query?: Query) => withQuery(`/topics/${encodeURIComponent(slug)}`, query),
  tags: () => '/tags',

  threads: (query?: Query) => withQuery('/threads', query),
  newThread: (query?: Query) => withQuery('/threads/new', query),
  thread: (id: number, query?: Query) => withQuery(`/threads/${id}`, query),
  post: (threadId: number, postId: number) => `/threads/${threadId}#post-${postId}`,
  editPost: (postId: number) => `/posts/${postId}/edit`,
  postHistory: (postId: number) => `/posts/${postId}/history`,

  members: (query?: Query) => withQuery('/members', query),
  member: (handle: string) => `/members/${encodeURIComponent(handle)}`,

  notifications: (query?: Query) => withQuery('/notifications', query),
  bookmarks: (query?: Query) => withQuery('/bookmarks', query),
  drafts: () => '/drafts',

  account: () => '/account',
  accountLogins: () => '/account/logins',
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
  adminMembers: (query?: Query) => withQuery('/admin/members', query),
  adminMember: (handle: string) => `/admin/members/${encodeURIComponent(handle)}`,
  adminAuthorities: (query?: Query) => withQuery('/admin/authorities', query),
  adminTopics: (query?: Query) => withQuery('/admin/topics', query),
  adminAudit: (query?: Query) => withQuery('/admin/audit', query),

  preview: () => '/resources/preview',
  saveDraft: () => '/resources/drafts',
  seen: () => '/resources/seen',
  preferences: () => '/resources/preferences',
  suggestMembers: (query?: Query) => withQuery('/resources/members', query),
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
