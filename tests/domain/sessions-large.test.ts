import { expect, test } from 'vitest';
import { getSession } from '#app/domain/sessions/session-view.server';
import { startSummary } from '#app/domain/summaries/commands.server';
import { publishSummary } from '#app/domain/summaries/publish.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession } from '#tests/support/factories-summaries';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

test('a session to which more reply than a query takes parameters is shown whole', async () => {
  const authority = await makeAuthority();
  const viewer = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  const topic = await makeTopic();
  const at = new Date('2030-05-01T09:00:00Z');
  const session = await database.session.create({
    data: {
      ...{ topicId: topic.id, kind: 'round_table', title: 'כנס', label: 'GREEN', authorId: viewer.memberId },
      ...{ startsAt: at, endsAt: new Date(at.getTime() + 3_600_000), createdAt: at, updatedAt: at },
    },
  });
  const ids = Array.from({ length: 1_200 }, (_, number) => `guest-${number}`);
  await database.member.createMany({
    data: ids.map((id) => ({ id, handle: id, name: id, email: `${id}@example.org`, status: 'active' })),
  });
  await database.memberAuthority.createMany({
    data: ids.map((memberId) => ({ memberId, authorityId: authority.id })),
  });
  await database.sessionReply.createMany({
    data: ids.map((memberId) => ({ memberId, sessionId: session.id, state: 'going', since: at, repliedAt: at })),
  });
  const { going, attendees } = await getSession(viewer, session.id);
  expect({ going, attendees: attendees?.length }).toEqual({ going: 1_200, attendees: 1_200 });
});

test('a summary is published where more were there than a query takes parameters, and all who may read it are told', async () => {
  const authority = await makeAuthority();
  const host = await viewerFor((await makeMember({ role: 'host', authorityIds: [authority.id] })).id);
  const id = await holdSession(host, { label: 'AMBER' });
  const ids = Array.from({ length: 1_200 }, (_, number) => `there-${number}`);
  await database.member.createMany({
    data: ids.map((memberId, number) => ({
      ...{ id: memberId, handle: memberId, name: memberId, email: `${memberId}@example.org` },
      status: number === 0 ? ('suspended' as const) : ('active' as const),
    })),
  });
  const plain = { kind: 'municipality', size: 'small', district: 'center' } as const;
  const served = ids.map((slug) => ({ slug, nameHe: slug, nameEn: slug, ...plain }));
  await database.authority.createMany({ data: served });
  const authorities = await database.authority.findMany({ where: { slug: { startsWith: 'there-' } } });
  await database.memberAuthority.createMany({
    data: authorities.map(({ id: authorityId, slug: memberId }) => ({ memberId, authorityId })),
  });
  await database.attendance.createMany({
    data: ids.map((memberId) => ({ sessionId: id, memberId, name: memberId, attended: true })),
  });
  await database.sessionRecipient.createMany({ data: ids.map((memberId) => ({ sessionId: id, memberId })) });
  await startSummary(host, id, { locale: 'he', markdown: '# סיכום\n\nהכול\n' });
  await publishSummary(host, id, { revision: 1, label: 'AMBER', confirmed: false });
  const told = await database.notification.findMany({ where: { sessionId: id, kind: 'summary_published' } });
  // Whoever is suspended reads nothing.
  expect([told.length, told.some(({ memberId }) => memberId === 'there-0')]).toEqual([1_199, false]);
});
