import { LABELS, type Label } from '#app/domain/labels';
import { hasRole, isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';

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
  /**
   * Those it is for by name, and the authorities they serve: a session's hosts, those invited, those who were there; those
   * a thread was written to, and whom a post replies to.
   */
  recipients?: Recipients;
}

export interface Recipients {
  memberIds: string[];
  authorityIds: number[];
}
export const NO_RECIPIENTS: Recipients = { memberIds: [], authorityIds: [] };

/** Exits that reach people who are not signed in, so that only TLP:CLEAR may use them. */
const PUBLIC_SURFACES: ReadonlySet<Surface> = new Set(['feed', 'sitemap', 'public_cache']);

/** The strictest label that may leave as text by mail or export. */
const TEXT_OUT: ReadonlySet<Label> = new Set<Label>(['CLEAR', 'GREEN']);

/**
 * THE policy: may this viewer see this thing, on this surface? Source of the rules: DOMAIN 3 (TLP 2.0).
 *
 * - CLEAR: anyone. GREEN: every active member. AMBER and AMBER+STRICT: the author, the recipients, and members of
 *   their authorities (of AMBER+STRICT: as the association reads it). RED: the author and the recipients alone; not moderators, not administrators.
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
  const { memberIds = [], authorityIds = [] } = subject.recipients ?? {};
  if (subject.label === 'GREEN' || subject.authorId === viewer.memberId || memberIds.includes(viewer.memberId)) {
    return true;
  }
  if (!authorityLabels(viewer).includes(subject.label)) {
    return false;
  }
  const own = subject.authorityId === null ? authorityIds : [subject.authorityId, ...authorityIds];
  return own.some((id) => viewer.authorityIds.includes(id));
}

/**
 * The labels under which an authority that the viewer serves lets them in. THE place that knows what "organization" is:
 * for AMBER+STRICT whoever is outside of it is not one of the authority's people.
 */
export function authorityLabels(viewer: MemberViewer): Label[] {
  return viewer.outsideOrganization ? ['AMBER'] : ['AMBER', 'AMBER_STRICT'];
}

/** Who may look at a deleted thing (to restore it): its author and moderators. */
export function seesDeleted(viewer: Viewer, authorId: string): boolean {
  return hasRole(viewer, 'moderator') || (isMember(viewer) && viewer.memberId === authorId);
}

type VisibleBranch =
  | { label: { in: Label[] } }
  | { authorId: string }
  | { label: { in: Label[] }; authorityId: { in: number[] } };

/**
 * The rule a second time, as a database filter for any table with `label`, `authorId` and `authorityId`: each noun's own
 * where-clause is made from it and the next.
 */
export function labelBranches(viewer: Viewer): VisibleBranch[] {
  if (!isMember(viewer)) {
    return [{ label: { in: ['CLEAR'] } }];
  }
  return [
    { label: { in: ['CLEAR', 'GREEN'] } },
    { authorId: viewer.memberId },
    { label: { in: authorityLabels(viewer) }, authorityId: { in: viewer.authorityIds } },
  ];
}

/** The recipients' part of the same rule, for a table whose rows have `recipients`. */
export function recipientBranches(viewer: Viewer): RecipientBranch[] {
  if (!isMember(viewer)) {
    return [];
  }
  const served = { authorityId: { in: viewer.authorityIds } };
  return [
    { recipients: { some: { memberId: viewer.memberId } } },
    { label: { in: authorityLabels(viewer) }, recipients: { some: { member: { authorities: { some: served } } } } },
  ];
}
type RecipientBranch =
  | { recipients: { some: { memberId: string } }; label?: never }
  | {
      label: { in: Label[] };
      recipients: { some: { member: { authorities: { some: { authorityId: { in: number[] } } } } } };
    };

/** What the search index keeps of a thing to be filtered by. */
type Audience = Pick<Subject, 'label' | 'authorId' | 'authorityId' | 'recipients'>;

/**
 * The rule a third time, for the search index: a viewer sees a thing when they have one of its keys. Deleted things are
 * not in the index at all.
 */
export function audienceOf({ label, authorId, authorityId, recipients }: Audience): string[] {
  const members = [authorId, ...(recipients?.memberIds ?? [])].map((id) => `member:${id}`);
  const authorities = [...(authorityId === null ? [] : [authorityId]), ...(recipients?.authorityIds ?? [])];
  switch (label) {
    case 'CLEAR':
      return ['public'];
    case 'GREEN':
      return ['members'];
    case 'RED':
      return [...new Set(members)];
    default:
      return [...new Set([...members, ...authorities.map((id) => authorityKey(label, id))])];
  }
}

/** The key of an authority's people under one of the two labels: not the same people under both. */
function authorityKey(label: Label, id: number): string {
  return `${label === 'AMBER_STRICT' ? 'organization' : 'authority'}:${id}`;
}

/** The keys a viewer has. */
export function audienceKeys(viewer: Viewer): string[] {
  if (!isMember(viewer)) {
    return ['public'];
  }
  const served = authorityLabels(viewer).flatMap((label) => viewer.authorityIds.map((id) => authorityKey(label, id)));
  return ['public', 'members', `member:${viewer.memberId}`, ...served];
}

/** How a response that shows these labels may be cached: by anybody, by the reader's browser, or not at all. */
export function cacheRule(labels: Label[]): 'public' | 'private' | 'no-store' {
  const strictestIndex = Math.max(0, ...labels.map((label) => LABELS.indexOf(label)));
  if (strictestIndex === 0) {
    return 'public';
  }
  return strictestIndex === 1 ? 'private' : 'no-store';
}
