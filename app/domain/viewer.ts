/** Roles, weakest first. Each includes what the ones before it may do. */
export const ROLES = ['member', 'host', 'moderator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Why a membership is not in force. `unattached`: they served an authority, and serve none any more. */
export type LimitedReason = 'pending' | 'suspended' | 'expired' | 'unattached';

/** A guest, or somebody whose membership is not in force. Sees public pages only. */
export interface Guest {
  kind: 'guest';
  /** Set when the person is signed in without a membership in force, so that pages can say why they see little. */
  limited: { memberId: string; reason: LimitedReason; name: string; handle: string } | null;
}

/** A verified, active member. */
export interface MemberViewer {
  kind: 'member';
  memberId: string;
  loginId: string;
  handle: string;
  name: string;
  role: Role;
  /** The role the member would have with the second factor that the association requires; absent: `role` is it. */
  withheldRole?: Role;
  /** The authorities the member serves; the first is the one they speak for by default. */
  authorityIds: number[];
  /**
   * The member serves those authorities without being of them, as the association reads "organization" (organization/
   * model.ts): TLP:AMBER+STRICT reaches them by name alone.
   */
  outsideOrganization?: true;
  /** Authorities whose people the member approves. */
  primaryContactFor: number[];
  locale: 'he' | 'en';
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  /** The membership has ended, and the grace after it lasts until then (ISO 8601). */
  graceUntil?: string;
  /** May read and not write until then (ISO 8601). */
  silencedUntil?: string;
  /** Things newer than this are marked as new (ISO 8601), null on a first visit. */
  newSince: string | null;
}

/** How somebody wants pages: language, colours, and how close lines stand. */
export type Display = Pick<MemberViewer, 'locale' | 'theme' | 'density'>;

/** Who is asking. Every query and command takes one as its first argument. */
export type Viewer = Guest | MemberViewer;

export const GUEST: Guest = { kind: 'guest', limited: null };

export function isMember(viewer: Viewer): viewer is MemberViewer {
  return viewer.kind === 'member';
}

/** True when the viewer has at least this role. */
export function hasRole(viewer: Viewer, role: Role): boolean {
  return isMember(viewer) && ROLES.indexOf(viewer.role) >= ROLES.indexOf(role);
}
