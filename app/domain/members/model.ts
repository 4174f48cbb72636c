import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Named } from '#app/domain/named';
import type { Role } from '#app/domain/viewer';

/** The six official IT roles of a local authority. */
export const IT_ROLES = [
  'cio',
  'network_manager',
  'operations_manager',
  'security_manager',
  'technology_manager',
  'project_manager',
] as const;
export type ItRole = (typeof IT_ROLES)[number];

export const EMPLOYMENTS = ['staff', 'outsourced'] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

export const MEMBER_STATUSES = ['pending', 'active', 'suspended'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** How a membership stands: the status, or `expired` for an active one past its last day and the grace after it. */
export type MembershipState = MemberStatus | 'expired';

export const NAME_MIN_CHARS = 2;
export const NAME_MAX_CHARS = 80;
export const ABOUT_MAX_CHARS = 2000;
export const REASON_MAX_CHARS = 500;

/** Membership is confirmed once a year by the authority's primary contact (DOMAIN 1). */
export const MEMBERSHIP_MONTHS = 12;
/** From this many days before its end, a membership can be confirmed for another year. */
export const CONFIRMABLE_DAYS = 60;
/** After its end a membership holds on for so long, and the member is told so on every page. */
export const GRACE_DAYS = 14;
/** Days before the end on which the authority's contacts, and the member, are reminded. */
export const REMIND_CONTACTS_DAYS = 30;
export const REMIND_MEMBER_DAYS = 7;
export const INVITATION_DAYS = 14;

export const DIRECTORY_PAGE_ROWS = 50;
export const SUGGESTIONS_MAX = 8;

const DAY_MS = 86_400_000;

export function addDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY_MS);
}

/** The same day twelve months on, or the last of February for the 29th. */
export function oneTermAfter(from: Date): Date {
  const end = new Date(from);
  end.setUTCMonth(end.getUTCMonth() + MEMBERSHIP_MONTHS);
  if (end.getUTCDate() !== from.getUTCDate()) {
    end.setUTCDate(0);
  }
  return end;
}

/** Memberships that ended by this instant are over: the one definition of the grace. */
export function lastEndOver(at: Date): Date {
  return addDays(at, -GRACE_DAYS);
}

/** True once the grace after the end has passed; a membership without an end is never over. */
export function isOver(validUntil: Date | null, at: Date): boolean {
  return validUntil !== null && validUntil.getTime() <= lastEndOver(at).getTime();
}

/** The end of the grace that a membership lives on at this instant; null while it is valid, without an end, or over. */
export function graceEnd(validUntil: Date | null, at: Date): Date | null {
  return validUntil !== null && validUntil.getTime() <= at.getTime() && !isOver(validUntil, at)
    ? addDays(validUntil, GRACE_DAYS)
    : null;
}

/** Whether a membership can be confirmed for another term now. */
export function isConfirmable(validUntil: Date | null, at: Date): boolean {
  return validUntil !== null && validUntil.getTime() <= addDays(at, CONFIRMABLE_DAYS).getTime();
}

export function membershipState(row: { status: MemberStatus; validUntil: Date | null }, at: Date): MembershipState {
  if (row.status === 'active' && isOver(row.validUntil, at)) {
    return 'expired';
  }
  return row.status;
}

/** An authority as one of a person's. */
export interface ServedAuthority extends AuthorityRef {
  primaryContact: boolean;
}

/** A line of the directory. Thin: no telephone, an address only by choice, a position only when it is shown. */
export interface DirectoryRow {
  handle: string;
  name: Named;
  role: Role;
  itRole: ItRole | null;
  email: string | null;
  authorities: AuthorityRef[];
}

/** A page of a list and where the next one begins. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

export interface MemberView extends Omit<DirectoryRow, 'authorities'> {
  authorities: ServedAuthority[];
  memberId: string;
  about: string;
  /** Null where the member does not show it. */
  employment: Employment | null;
  /** ISO 8601. */
  memberSince: string;
  state: MembershipState;
}

/** What the member themself may see and change. */
export interface OwnProfile {
  handle: string;
  name: string;
  nameEn: string;
  email: string;
  about: string;
  itRole: ItRole | null;
  employment: Employment;
  role: Role;
  authorities: ServedAuthority[];
  locale: 'he' | 'en';
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  mailNotices: boolean;
  showsItRole: boolean;
  showsEmployment: boolean;
  showsAbout: boolean;
  showsEmail: boolean;
  /** ISO 8601; null when the membership has no end. */
  validUntil: string | null;
}

/** A line of the administrators' list. */
export interface AdminMemberRow extends DirectoryRow {
  email: string;
  state: MembershipState;
  /** ISO 8601. */
  validUntil: string | null;
  createdAt: string;
  lastSeenAt: string | null;
}

export interface AdminMemberView extends Omit<AdminMemberRow, 'authorities'> {
  memberId: string;
  employment: Employment;
  authorities: ServedAuthority[];
  verifiedBy: { handle: string; name: Named } | null;
  verifiedAt: string | null;
  loginCount: number;
}

/** Somebody who waits for the viewer's yes, or whose year is about to end. */
export interface Approval {
  handle: string;
  name: Named;
  email: string;
  itRole: ItRole | null;
  employment: Employment;
  authorities: AuthorityRef[];
  state: MembershipState;
  /** ISO 8601. */
  appliedAt: string;
  validUntil: string | null;
}

export interface OpenInvitation {
  id: number;
  email: string;
  role: Role;
  authority: AuthorityRef | null;
  invitedBy: string | null;
  /** ISO 8601. */
  expiresAt: string;
}
