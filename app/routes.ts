import { index, type RouteConfig, route } from '@remix-run/route-config';

/** The URL map, one screen. Folders of app/routes are the nouns. */
export default [
  index('routes/home.tsx'),
  route('search', 'routes/search.tsx'),
  route('about', 'routes/pages/about.tsx'),
  route('accessibility', 'routes/pages/accessibility.tsx'),
  route('privacy', 'routes/pages/privacy.tsx'),
  route('offline', 'routes/pages/offline.tsx'),

  route('topics', 'routes/topics/topics.tsx'),
  route('topics/:slug', 'routes/topics/topic.tsx'),
  route('tags', 'routes/topics/tags.tsx'),

  route('threads', 'routes/threads/threads.tsx'),
  route('threads/new', 'routes/threads/new-thread.tsx'),
  route('threads/:id', 'routes/threads/thread.tsx'),
  route('posts/:id/edit', 'routes/threads/edit-post.tsx'),
  route('posts/:id/history', 'routes/threads/post-history.tsx'),

  route('members', 'routes/members/members.tsx'),
  route('members/:handle', 'routes/members/member.tsx'),

  route('notifications', 'routes/account/notifications.tsx'),
  route('bookmarks', 'routes/account/bookmarks.tsx'),
  route('drafts', 'routes/account/drafts.tsx'),
  route('account', 'routes/account/account.tsx'),
  route('account/logins', 'routes/account/logins.tsx'),
  route('account/password', 'routes/account/password.tsx'),

  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-in/link', 'routes/account/magic-link.tsx'),
  route('sign-out', 'routes/account/sign-out.tsx'),
  route('forgot-password', 'routes/account/forgot-password.tsx'),
  route('reset-password', 'routes/account/reset-password.tsx'),
  route('apply', 'routes/account/apply.tsx'),
  route('invitations/:token', 'routes/account/invitation.tsx'),
  route('setup', 'routes/account/setup.tsx'),

  route('approvals', 'routes/admin/approvals.tsx'),
  route('admin/members', 'routes/admin/members.tsx'),
  route('admin/members/:handle', 'routes/admin/member.tsx'),
  route('admin/authorities', 'routes/admin/authorities.tsx'),
  route('admin/topics', 'routes/admin/topics.tsx'),
  route('admin/audit', 'routes/admin/audit.tsx'),

  route('resources/preview', 'routes/resources/preview.ts'),
  route('resources/drafts', 'routes/resources/drafts.ts'),
  route('resources/seen', 'routes/resources/seen.ts'),
  route('resources/preferences', 'routes/resources/preferences.ts'),
  route('resources/members', 'routes/resources/members.ts'),
  route('healthz', 'routes/resources/healthz.ts'),
  route('readyz', 'routes/resources/readyz.ts'),

  route('*', 'routes/pages/not-found.tsx'),
] satisfies RouteConfig;
