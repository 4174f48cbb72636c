import { LABELS, type Label } from '#app/domain/labels';
import { hasRole, isMember, type Viewer } from '#app/domain/viewer';

/** Where a thing would come out. A label decides not only who sees it but also through which exits. */
export const SURFACES = [
  'page',
  'list',
  'count',
  'search',
  'suggestion',
  'notice',
  'preview',
  'export',
  'mail',
  'feed',
  'sitemap',
  'public_cache',
  'attachment',
] as const;
export type Surface = (typeof SURFACES)[number];

/** What the policy needs to know of a thing, whatever noun it is. */
export interface Subject {
  label: Label;
  authorId: string;
  /** The authority that "own authority" means for AMBER and AMBER+STRICT. */
  authorityId: number | null;
  deleted: boolean;
}

/** Exits that reach people who are not signed in, so that only TLP:CLEAR may use them. */
const PUBLIC_SURFACES: ReadonlySet<Surface> = new Set(['feed', 'sitemap', 'public_cache']);

/** The strictest label that may leave as text by mail or export. */
const TEXT_OUT: ReadonlySet<Label> = new Set<Label>(['CLEAR', 'GREEN']);

/**
 * THE policy: may this viewer see this thing, on this surface? Source of the rules: DOMAIN 3 (TLP 2.0).
 *
 * - CLEAR: anyone. GREEN: every active member. AMBER and AMBER+STRICT: the author and members of the authority in
 *   whose name it was written. RED: the author (recipient lists come with the trust work); not moderators, not
 *   administrators.
 * - A deleted thing is seen by its author and by moderators, each within the label, on its own page only.
 */
export function canSee(viewer: Viewer, subject: Subject, surface: Surface = 'page'): boolean {
  if (PUBLIC_SURFACES.has(surface) && subject.label !== 'CLEAR') {
    return false;
  }
  if (surface === 'mail' && !TEXT_OUT.has(subject.label)) {
    return false;
  }
  if (subject.deleted && (surface !== 'page' || !seesDeleted(viewer, subject.authorId))) {
    return false;
  }
  return seesLabel(viewer, subject);
}

function seesLabel(viewer: Viewer, subject: Subject): boolean {
  if (subject.label === 'CLEAR') {
    return true;
  }
  if (!isMember(viewer)) {
    return false;
  }
  if (subject.label === 'GREEN' || subject.authorId === viewer.memberId) {
    return true;
  }
  if (subject.label === 'RED') {
    return false;
  }
  return subject.authorityId !== null && viewer.authorityIds.includes(subject.authorityId);
}

/** Who may look at a deleted thing (to restore it): its author and moderators. */
export function seesDeleted(viewer: Viewer, authorId: string): boolean {
  return hasRole(viewer, 'moderator') || (isMember(viewer) && viewer.memberId === authorId);
}

/** The columns of `Subject` as a database filter: what `canSee` allows on lists. Same rule, one home. */
export type VisibleWhere = {
  deletedAt: null;
  OR: VisibleBranch[];
};
type VisibleBranch =
  | { label: { in: Label[] } }
  | { authorId: string }
  | { label: { in: Label[] }; authorityId: { in: number[] } };

/**
 * The where-clause of everything the viewer may see in lists, for any table with `label`, `authorId`, `authorityId` and
 * `deletedAt`. Each noun's own where-builder is made from it.
 */
export function visibleWhere(viewer: Viewer): VisibleWhere {
  return { deletedAt: null, OR: labelBranches(viewer) };
}

/** The same without the deleted filter, for pages on which author and moderators may restore. */
export function labelBranches(viewer: Viewer): VisibleBranch[] {
  if (!isMember(viewer)) {
    return [{ label: { in: ['CLEAR'] } }];
  }
  return [
    { label: { in: ['CLEAR', 'GREEN'] } },
    { authorId: viewer.memberId },
    { label: { in: ['AMBER', 'AMBER_STRICT'] }, authorityId: { in: viewer.authorityIds } },
  ];
}

/** How a response that shows these labels may be cached: by anybody, by the reader's browser, or not at all. */
export function cacheRule(labels: Label[]): 'public' | 'private' | 'no-store' {
  const strictestIndex = Math.max(0, ...labels.map((label) => LABELS.indexOf(label)));
  if (strictestIndex === 0) {
    return 'public';
  }
  return strictestIndex === 1 ? 'private' : 'no-store';
}
