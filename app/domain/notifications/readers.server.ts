import { inForce } from '#app/domain/members/columns.server';
import type { Employment } from '#app/domain/members/model';
import { outsideMark, type Reading } from '#app/domain/organization/model';
import { organizationReading } from '#app/domain/organization/setting.server';
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
  const rows = await tx.member.findMany({ where: { id: { in: memberIds }, ...inForce() }, select: AS_VIEWER_SELECT });
  const reading = await organizationReading(tx);
  return rows
    .filter((row) => subjects.every((subject) => canSee(asViewer(row, reading), subject, 'notice')))
    .map((row) => row.id);
}

/** A member who wants notices by mail, with what the mail needs; null for whoever left or turned them off. */
export async function findMailReader(memberId: string) {
  const member = await getDb().member.findFirst({
    where: { id: memberId, mailNotices: true, ...inForce() },
    include: { authorities: { select: { authorityId: true } } },
  });
  return member && { ...member, viewer: asViewer(member, await organizationReading()) };
}
export type MailReader = NonNullable<Awaited<ReturnType<typeof findMailReader>>>;

/** The columns `asViewer` reads. */
export const AS_VIEWER_SELECT = {
  id: true,
  role: true,
  employment: true,
  authorities: { select: { authorityId: true } },
} as const;

/** A member as the policy sees them, for asking about somebody who is not the one making the request. */
export function asViewer(
  row: {
    id: string;
    role: MemberViewer['role'];
    employment: Employment;
    authorities: { authorityId: number }[];
  },
  reading: Reading,
): MemberViewer {
  return {
    kind: 'member',
    memberId: row.id,
    loginId: '',
    handle: '',
    name: '',
    role: row.role,
    authorityIds: row.authorities.map((own) => own.authorityId),
    ...outsideMark(reading, row.employment),
    primaryContactFor: [],
    locale: 'he',
    theme: 'system',
    density: 'comfortable',
    newSince: null,
  };
}
