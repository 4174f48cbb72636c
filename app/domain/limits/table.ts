/**
 * Who is counted: a member, the authority they speak for, the network address of a request, the e-mail address that a
 * guest names, or a browser that its member has signed in with before.
 */
export type CountedBy = 'member' | 'authority' | 'address' | 'email' | 'device';

/** At most `max` within any `windowSeconds`. */
export interface Limit {
  by: CountedBy;
  max: number;
  windowSeconds: number;
}

const QUARTER_HOUR = 15 * 60;
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

function per(windowSeconds: number, by: CountedBy, max: number): Limit {
  return { by, max, windowSeconds };
}

/**
 * Everything that somebody could do without end, and how much of it is allowed. Sizes are such that a busy member, or
 * an authority whose people share one address, never meets one. `thread` and `reply` are counted in the database, so
 * they hold for all processes and across restarts; the rest in the memory of each process. The importers and the
 * command line write rows of their own and are not counted.
 */
export const LIMITS = {
  thread: [per(HOUR, 'member', 20), per(DAY, 'member', 60), per(HOUR, 'authority', 60)],
  reply: [per(HOUR, 'member', 60), per(DAY, 'member', 300), per(HOUR, 'authority', 300)],
  edit: [per(HOUR, 'member', 120)],
  vote: [per(HOUR, 'member', 300)],
  flag: [per(HOUR, 'member', 20), per(HOUR, 'authority', 60)],
  upload: [per(HOUR, 'member', 120)],
  comment: [per(HOUR, 'member', 30)],
  session: [per(HOUR, 'member', 60)],
  sessionReply: [per(10 * 60, 'member', 60)],
  invite: [per(HOUR, 'member', 60)],
  search: [per(QUARTER_HOUR, 'member', 300), per(QUARTER_HOUR, 'address', 600)],
  suggest: [per(QUARTER_HOUR, 'member', 1_500), per(QUARTER_HOUR, 'address', 3_000)],
  preview: [per(QUARTER_HOUR, 'member', 600)],
  signIn: [per(QUARTER_HOUR, 'address', 50), per(QUARTER_HOUR, 'email', 10), per(QUARTER_HOUR, 'device', 10)],
  mail: [per(QUARTER_HOUR, 'address', 15), per(QUARTER_HOUR, 'email', 3)],
  token: [per(QUARTER_HOUR, 'address', 30)],
  apply: [per(HOUR, 'address', 10)],
  outsider: [per(HOUR, 'address', 10), per(DAY, 'address', 30), per(DAY, 'email', 5)],
  password: [per(QUARTER_HOUR, 'member', 10)],
  code: [per(QUARTER_HOUR, 'member', 10), per(QUARTER_HOUR, 'device', 10)],
  passkey: [per(QUARTER_HOUR, 'address', 60)],
  export: [per(HOUR, 'member', 5)],
  breakGlass: [per(HOUR, 'member', 10)],
} satisfies Record<string, Limit[]>;

export type Act = keyof typeof LIMITS;

/** Links to the world outside that one post may have, by distinct host; against lists of advertisements. */
export const MAX_LINK_HOSTS = 20;

/**
 * What holds for a new member besides: for the first days after being verified, or until a post of theirs was accepted
 * or found helpful. Moderators and administrators are never new.
 */
export const NEW_MEMBER = { days: 3, threadsADay: 5, repliesADay: 30, linksAPost: 5 } as const;
