import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { PROVE_FIRST } from '#app/domain/login/model';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** How long a proof of who one is counts for what changes how one signs in, and what others may do. In milliseconds. */
const FRESH_MS = 10 * 60 * 1000;

/**
 * For commands that must not be given by whoever finds a screen open (OWASP ASVS 5, 7.5.1): the viewer signed in, or
 * proved again who they are, within the last ten minutes. Throws `forbidden` (`prove_first`), by which the edge knows
 * to ask and to come back.
 */
export async function requireFreshProof(viewer: Viewer): Promise<MemberViewer> {
  const member = requireReader(viewer);
  if (!(await hasFreshProof(member))) {
    throw forbidden(PROVE_FIRST);
  }
  return member;
}

/** Whether such a command would be taken now. */
export async function hasFreshProof(viewer: Viewer): Promise<boolean> {
  const member = requireReader(viewer);
  const login = await getDb().login.findUnique({
    where: { id: member.loginId },
    select: { createdAt: true, provenAt: true },
  });
  const last = login && (login.provenAt ?? login.createdAt);
  return !!last && last.getTime() + FRESH_MS >= now().getTime();
}
