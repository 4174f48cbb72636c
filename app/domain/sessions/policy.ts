import type { ItRole } from '#app/domain/members/model';
import type { SessionAudience, SessionState } from '#app/domain/sessions/model';
import { readRoles } from '#app/domain/sessions/roles';
import { hasRole, isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';

interface Managed {
  authorId: string;
  hostIds: string[];
}

interface Offered {
  audience: SessionAudience;
  audienceRoles: ItRole[];
  state: SessionState;
  /** Over: nobody replies to what was. */
  over: boolean;
  invitedIds: string[];
}

/** What of a session says whom it is for. */
interface OfferedRow {
  authorId: string;
  hosts: { memberId: string }[];
  audience: SessionAudience;
  audienceRoles: string;
  state: SessionState;
  endsAt: Date;
  recipients: { memberId: string }[];
}

/** What `canReply` needs to know of a session. */
export function toOffered(row: OfferedRow, at: Date): Offered & Managed {
  return {
    authorId: row.authorId,
    hostIds: row.hosts.map(({ memberId }) => memberId),
    audience: row.audience,
    audienceRoles: readRoles(row.audienceRoles),
    state: row.state,
    over: row.endsAt <= at,
    invitedIds: row.recipients.map(({ memberId }) => memberId),
  };
}

/** Hosts plan sessions. */
export function canPlan(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'host');
}

/** A session is its author's and its hosts' to manage; nobody else's, whatever their role. */
export function canManage(viewer: Viewer, session: Managed): boolean {
  return isMember(viewer) && [session.authorId, ...session.hostIds].includes(viewer.memberId);
}

/** Whether a member may come: asked only of those who see the session. Hosts are there anyway. */
export function canReply(viewer: Viewer, itRole: ItRole | null, session: Offered & Managed): boolean {
  if (!isMember(viewer) || session.state !== 'planned' || session.over) {
    return false;
  }
  if (canManage(viewer, session) || session.invitedIds.includes(viewer.memberId)) {
    return true;
  }
  switch (session.audience) {
    case 'members':
      return true;
    case 'roles':
      return itRole !== null && session.audienceRoles.includes(itRole);
    case 'invited':
      return false;
  }
}
