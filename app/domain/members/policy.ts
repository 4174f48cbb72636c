import { hasRole, isMember, type MemberViewer, type Role, type Viewer } from '#app/domain/viewer';

/** The directory and people's pages are for members alone. */
export function canSeeDirectory(viewer: Viewer): viewer is MemberViewer {
  return isMember(viewer);
}

/** Who may manage all members, authorities and topics. */
export function canAdminister(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'administrator');
}

/** The same as a plain boolean: as a type guard its "no" would tell the compiler that nobody is left. */
export function administers(viewer: Viewer): boolean {
  return canAdminister(viewer);
}

/** An authority's people are approved by its primary contact, and by administrators. */
export function canApprove(viewer: Viewer, authorityIds: number[]): viewer is MemberViewer {
  return isMember(viewer) && (administers(viewer) || authorityIds.some((id) => viewer.primaryContactFor.includes(id)));
}

/** Whether there can be anything on the approvals page. */
export function canSeeApprovals(viewer: Viewer): viewer is MemberViewer {
  return isMember(viewer) && (administers(viewer) || viewer.primaryContactFor.length > 0);
}

/** A primary contact invites members of their own authority; any other role, and any other authority, an administrator. */
export function canInvite(viewer: Viewer, authorityId: number, role: Role = 'member'): viewer is MemberViewer {
  return isMember(viewer) && (administers(viewer) || (role === 'member' && canApprove(viewer, [authorityId])));
}

/** Pages of people whose membership is not in force stay readable to those who look after the members. */
export function canSeeOutOfForce(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'moderator');
}
