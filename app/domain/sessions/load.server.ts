import { forbidden, notFound, orNotFound } from '#app/domain/errors';
import { canManage } from '#app/domain/sessions/policy';
import { canSeeSession, SESSION_SUBJECT_SELECT } from '#app/domain/sessions/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';

/** The columns that commands on a session need. */
export const SESSION_SELECT = {
  ...SESSION_SUBJECT_SELECT,
  id: true,
  title: true,
  state: true,
  startsAt: true,
  endsAt: true,
  place: true,
  videoUrl: true,
  audience: true,
  audienceRoles: true,
  capacity: true,
  chatham: true,
  programmeId: true,
  sequence: true,
  hosts: { select: { memberId: true }, orderBy: { position: 'asc' } },
} as const;

/** A session that the viewer may see. Not found where it is absent or invisible, whichever it is. */
export async function loadSession(tx: Tx, viewer: Viewer, id: number) {
  const session = orNotFound(await tx.session.findUnique({ where: { id }, select: SESSION_SELECT }));
  if (!canSeeSession(viewer, session)) {
    throw notFound();
  }
  return session;
}

/** A session that is the viewer's to manage; `forbidden` for others who see it. */
export async function loadManaged(tx: Tx, viewer: Viewer, id: number) {
  const session = await loadSession(tx, viewer, id);
  if (!canManage(viewer, { authorId: session.authorId, hostIds: session.hosts.map((host) => host.memberId) })) {
    throw forbidden();
  }
  return session;
}

/**
 * Takes the session's row, so that of several transactions that would change who comes, each sees what the one before
 * it did. SQLite has one writer anyway; on PostgreSQL an update holds the row until the transaction ends.
 */
export async function lockSession(tx: Tx, id: number): Promise<void> {
  const taken = await tx.session.updateMany({ where: { id }, data: { id } });
  orNotFound(taken.count === 1 ? taken : null);
}
