import { type MeasureKind, reaches, TAKEN_BY } from '#app/domain/measures/model';
import { hasRole, type MemberViewer, type Role, type Viewer } from '#app/domain/viewer';

/** Who sees what measures a member had. */
export function canSeeMeasures(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'moderator');
}

/** Whether the viewer may take a measure against a member: never against themself nor against a higher role. */
export function canTake(
  viewer: Viewer,
  kind: MeasureKind,
  subject: { memberId: string; role: Role },
): viewer is MemberViewer {
  return (
    viewer.kind === 'member' &&
    hasRole(viewer, TAKEN_BY[kind]) &&
    viewer.memberId !== subject.memberId &&
    reaches(viewer.role, subject.role)
  );
}

/** Whether the viewer may answer an appeal: as who might have taken the measure, but neither who did nor its subject. */
export function canAnswer(
  viewer: Viewer,
  measure: { kind: MeasureKind; memberId: string; takenById: string | null },
): viewer is MemberViewer {
  return (
    viewer.kind === 'member' &&
    hasRole(viewer, TAKEN_BY[measure.kind]) &&
    viewer.memberId !== measure.memberId &&
    viewer.memberId !== measure.takenById
  );
}
