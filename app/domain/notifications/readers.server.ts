import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';

interface Told {
  label: Label;
  authorId: string;
  authorityId: number | null;
  deleted: boolean;
  threadId: number;
}

/** Those of the members who are in force and may see both the thing and its thread: only they are told of it. */
export async function readersAmong(tx: Tx, memberIds: string[], subject: Told): Promise<string[]> {
  const thread = await tx.thread.findUnique({
    where: { id: subject.threadId },
    select: { label: true, authorId: true, authorityId: true, deletedAt: true },
  });
  if (!thread) {
    return [];
  }
  const at = now();
  const rows = await tx.member.findMany({
    where: { id: { in: memberIds }, status: 'active', OR: [{ validUntil: null }, { validUntil: { gt: at } }] },
    select: { id: true, role: true, authorities: { select: { authorityId: true } } },
  });
  return rows
    .filter((row) => {
      const viewer = asViewer(row);
      return (
        canSee(viewer, subject, 'notice') && canSee(viewer, { ...thread, deleted: thread.deletedAt !== null }, 'notice')
      );
    })
    .map((row) => row.id);
}

/** A member as the policy sees them, for asking about somebody who is not the one making the request. */
function asViewer(row: {
  id: string;
  role: MemberViewer['role'];
  authorities: { authorityId: number }[];
}): MemberViewer {
  return {
    kind: 'member',
    memberId: row.id,
    loginId: '',
    handle: '',
    name: '',
    role: row.role,
    authorityIds: row.authorities.map((own) => own.authorityId),
    primaryContactFor: [],
    locale: 'he',
    theme: 'system',
    density: 'comfortable',
    newSince: null,
  };
}
