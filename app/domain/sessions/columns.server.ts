import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import type { SessionInput } from '#app/domain/sessions/input';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer } from '#app/domain/viewer';

/** The columns of a session as its form says them. Throws `invalid` beside the field at fault. */
export async function columnsOf(tx: Tx, member: MemberViewer, input: SessionInput, programmeId: number | null) {
  const topic = await tx.topic.findUnique({ where: { slug: input.topic }, select: { id: true } });
  if (!topic) {
    throw new DomainError('invalid', 'topicMissing', { field: 'topic' });
  }
  if (input.audience === 'roles' && input.roles.length === 0) {
    throw new DomainError('invalid', 'choose_one', { field: 'roles' });
  }
  const { kind, title, purpose, label, chatham, place, videoUrl, audience, roles, capacity } = input;
  return {
    ...{ kind, title, purpose, label, chatham, place, videoUrl, audience, capacity },
    topicId: topic.id,
    audienceRoles: JSON.stringify(roles),
    programmeId: await programmeOf(tx, member, input, programmeId),
  };
}

/** The programme of that name by the same author, or a new one; null where none is named. */
async function programmeOf(
  tx: Tx,
  member: MemberViewer,
  { programmeKind, programme }: SessionInput,
  current: number | null,
): Promise<number | null> {
  if (programmeKind === null || programme === '') {
    return null;
  }
  const known = await tx.programme.findFirst({
    where: { kind: programmeKind, title: programme, OR: [{ authorId: member.memberId }, { id: current ?? -1 }] },
    select: { id: true },
  });
  const made =
    known ??
    (await tx.programme.create({
      data: { kind: programmeKind, title: programme, authorId: member.memberId, createdAt: now() },
      select: { id: true },
    }));
  return made.id;
}
