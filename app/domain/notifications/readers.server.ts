import { inForce } from '#app/domain/members/columns.server';
import { recipientsOf } from '#app/domain/threads/recipients.server';
import {
  POST_SUBJECT_SELECT,
  SUBJECT_SELECT,
  toPostSubject,
  toThreadSubject,
} from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import { getDb } from '#app/instances.server';

/** Those of the members who are in force and may see both the post and its thread: only they are told of it. */
export async function readersAmong(tx: Tx, memberIds: string[], postId: number): Promise<string[]> {
  const post = await tx.post.findUnique({
    where: { id: postId },
    select: { ...POST_SUBJECT_SELECT, thread: { select: SUBJECT_SELECT } },
  });
  if (!post) {
    return [];
  }
  const recipients = await recipientsOf(tx, post.threadId, [post.label, post.thread.label]);
  const thread = toThreadSubject(post.thread, recipients);
  const subjects = [thread, toPostSubject(post, thread, post.parent)];
  const rows = await tx.member.findMany({
    where: { id: { in: memberIds }, ...inForce() },
    select: { id: true, role: true, authorities: { select: { authorityId: true } } },
  });
  return rows
    .filter((row) => subjects.every((subject) => canSee(asViewer(row), subject, 'notice')))
    .map((row) => row.id);
}

/** A member who wants notices by mail, with what the mail needs; null for whoever left or turned them off. */
export function findMailReader(memberId: string) {
  return getDb().member.findFirst({
    where: { id: memberId, mailNotices: true, ...inForce() },
    include: { authorities: { select: { authorityId: true } } },
  });
}
export type MailReader = NonNullable<Awaited<ReturnType<typeof findMailReader>>>;

/** A member as the policy sees them, for asking about somebody who is not the one making the request. */
export function asViewer(row: {
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
