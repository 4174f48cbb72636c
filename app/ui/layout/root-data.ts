import type { LimitedReason, Role } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import type { ToastMessage } from '#app/ui/primitives/toast';

/** Who looks at the page, as far as the frame shows it. */
export type RootViewer =
  | {
      kind: 'member';
      name: string;
      handle: string;
      role: Role;
      /** The authority the member speaks for; null for none. */
      authorityName: string | null;
      /** Notices not yet read. */
      unread: number;
      /** True when the member approves people of an authority. */
      approves?: boolean;
      /** What waits for a moderator, and how much; only for whoever is one. */
      queues?: { href: string; text: string }[];
      /** True when a second factor is asked of the member's role and not set up. */
      owesFactor?: boolean;
      /** What to tell a member whose membership has ended, while the grace lasts. */
      grace?: string;
      /** What to tell a member who may not write for a while. */
      silenced?: string;
    }
  | {
      kind: 'guest';
      /** Set when somebody is signed in without a membership in force. */
      limited: { reason: LimitedReason; name: string } | null;
    };

/** What the root loader gives every page. Words are already in the reader's language. */
export interface RootData {
  locale: Locale;
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  viewer: RootViewer;
  associationName: string;
  topics: { slug: string; name: string; hue: string }[];
  /** Path and query of the page, to come back to after a change of language or a sign-in. */
  path: string;
  /** The server's clock, so that server and browser say the same relative times. */
  nowMs: number;
  toast?: ToastMessage | null;
}
