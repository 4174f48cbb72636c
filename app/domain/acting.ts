import { forbidden } from '#app/domain/errors';
import { isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';

/** Whoever acts must be a member in force: guests, pending, suspended and expired members are refused, each with its reason. */
export function requireMember(viewer: Viewer): MemberViewer {
  if (!isMember(viewer)) {
    throw forbidden(viewer.limited ? `limited_${viewer.limited.reason}` : 'signInFirst');
  }
  return viewer;
}

/** The authority in whose name the member writes: the one they chose among their own, else their first. */
export function speaksFor(viewer: MemberViewer, chosen?: number): number | null {
  if (chosen !== undefined && viewer.authorityIds.includes(chosen)) {
    return chosen;
  }
  return viewer.authorityIds[0] ?? null;
}
