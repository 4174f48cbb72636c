/** A page to look at, and as whom. `status` where it is not 200. */
export interface PageToSee {
  name: string;
  path: string;
  as?: string;
  status?: number;
}

export const ADMINISTRATOR = 'noga.perlman@ramot-hagefen.example';
export const MODERATOR = 'yossi.mor@kiryat-nofar.example';
export const HOST = 'dana.levi@nahalat-oren.example';
export const MEMBER = 'eitan@sasson-it.example';
export const PENDING = 'omri.golan@neve-kinamon.example';

/** Every page and state of the product: what the accessibility tests read and `npm run screenshots` takes. */
export const PAGES: PageToSee[] = [
  { name: 'home-guest', path: '/' },
  { name: 'home-pending', path: '/', as: PENDING },
  { name: 'home-member', path: '/', as: HOST },
  { name: 'threads', path: '/threads', as: HOST },
  { name: 'threads-unanswered', path: '/threads?view=unanswered', as: HOST },
  { name: 'threads-mine', path: '/threads?view=mine', as: HOST },
  { name: 'threads-tag', path: '/threads?tag=nimbus&kind=question', as: HOST },
  { name: 'threads-empty', path: '/threads?tag=no-such-tag', as: HOST },
  { name: 'topics', path: '/topics', as: HOST },
  { name: 'topic', path: '/topics/cyber', as: HOST },
  { name: 'tags', path: '/tags', as: HOST },
  { name: 'thread-guest', path: '/threads/9' },
  { name: 'thread-member', path: '/threads/29', as: HOST },
  { name: 'thread-english', path: '/threads/28', as: HOST },
  { name: 'thread-discussion', path: '/threads/19', as: MEMBER },
  { name: 'thread-asker', path: '/threads/20', as: HOST },
  { name: 'thread-moderator', path: '/threads/29', as: MODERATOR },
  { name: 'thread-unanswered', path: '/threads/41', as: HOST },
  { name: 'thread-quote', path: '/threads/29?quote=1', as: HOST, status: 200 },
  { name: 'ask', path: '/threads/new', as: HOST },
  { name: 'ask-outsourced', path: '/threads/new?topic=cyber', as: MEMBER },
  { name: 'edit', path: '/posts/1/edit', as: MODERATOR },
  { name: 'history', path: '/posts/1/history', as: HOST },
  { name: 'search', path: '/search?q=%D7%92%D7%99%D7%91%D7%95%D7%99', as: HOST },
  { name: 'search-none', path: '/search?q=zzzzz', as: HOST },
  { name: 'members', path: '/members', as: HOST },
  { name: 'member', path: '/members/dana.levi', as: MEMBER },
  { name: 'notifications', path: '/notifications', as: HOST },
  { name: 'bookmarks', path: '/bookmarks', as: HOST },
  { name: 'drafts', path: '/drafts', as: HOST },
  { name: 'account', path: '/account', as: HOST },
  { name: 'logins', path: '/account/logins', as: HOST },
  { name: 'password', path: '/account/password', as: HOST },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'apply', path: '/apply' },
  { name: 'approvals', path: '/approvals', as: ADMINISTRATOR },
  { name: 'admin-members', path: '/admin/members', as: ADMINISTRATOR },
  { name: 'admin-member', path: '/admin/members/dana.levi', as: ADMINISTRATOR },
  { name: 'admin-authorities', path: '/admin/authorities', as: ADMINISTRATOR },
  { name: 'admin-topics', path: '/admin/topics', as: ADMINISTRATOR },
  { name: 'admin-audit', path: '/admin/audit', as: ADMINISTRATOR },
  { name: 'about', path: '/about' },
  { name: 'accessibility', path: '/accessibility' },
  { name: 'privacy', path: '/privacy' },
  { name: 'offline', path: '/offline' },
  { name: 'not-found', path: '/no-such-page', status: 404 },
  { name: 'forbidden', path: '/admin/members', as: HOST, status: 403 },
];
