import { DomainError, forbidden } from '#app/domain/errors';
import { isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { longDay } from '#app/i18n/format';

/**
 * Whoever reads, or sees to their own account and marks, must be a member in force: guests, pending, suspended and
 * expired members are refused, each with its reason.
 */
export function requireReader(viewer: Viewer): MemberViewer {
  if (!isMember(viewer)) {
    throw forbidden(viewer.limited ? `limited_${viewer.limited.reason}` : 'signInFirst');
  }
  return viewer;
}

/** Whoever writes must besides not be silenced: the refusal says until when. Every writing command asks here. */
export function requireMember(viewer: Viewer): MemberViewer {
  const member = requireReader(viewer);
  if (member.silencedUntil) {
    const lastMoment = new Date(Date.parse(member.silencedUntil) - 1).toISOString();
    throw new DomainError('forbidden', 'silenced', { values: { day: longDay(member.locale, lastMoment) } });
  }
  return member;
}

/** The authority in whose name the member writes: the one they chose among their own, else their first. */
export function speaksFor(viewer: MemberViewer, chosen?: number): number | null {
  if (chosen !== undefined && viewer.authorityIds.includes(chosen)) {
    return chosen;
  }
  return viewer.authorityIds[0] ?? null;
}
