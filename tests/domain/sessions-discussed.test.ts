import { beforeEach, describe, expect, test } from 'vitest';
import type { Label } from '#app/domain/labels';
import { cancelSession, linkThread } from '#app/domain/sessions/commands.server';
import { countSessionsByTopic, countSessionsOfTag } from '#app/domain/sessions/discussed.server';
import { listSessions } from '#app/domain/sessions/queries.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { holdSession } from '#tests/support/factories-summaries';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const TAG = 'backup';

let host: MemberViewer;
let stranger: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  stranger = await member();
});

/** A session that was held, with a thread that carries the tag linked to it. */
async function discussed(label: Label = 'CLEAR', threadLabel: Label = 'CLEAR'): Promise<number> {
  const id = await holdSession(host, { label });
  await linkThread(host, id, await ask(host, { label: threadLabel, tags: [TAG] }));
  return id;
}

/** What the pages of topic and tag say, and how many rows the lists that they lead to have. */
async function counts(viewer: Viewer) {
  const { id: topicId } = await makeTopic();
  const past = (filter: { topicId?: number; tag?: string }) => listSessions(viewer, { view: 'past', ...filter });
  const topic = (await countSessionsByTopic(viewer)).get(topicId) ?? 0;
  const tag = await countSessionsOfTag(viewer, TAG);
  expect((await past({ topicId })).rows).toHaveLength(topic);
  expect((await past({ tag: TAG })).rows).toHaveLength(tag);
  return { topic, tag };
}

describe('not counted', () => {
  test.each(['AMBER', 'AMBER_STRICT', 'RED'] as const)('%s, for whoever does not see the session', async (label) => {
    await discussed(label);
    expect(await counts(stranger)).toEqual({ topic: 0, tag: 0 });
    expect(await counts(GUEST)).toEqual({ topic: 0, tag: 0 });
    expect(await counts(host)).toEqual({ topic: 1, tag: 1 });
  });

  test('a tag on a thread that the reader does not see, though they see the session', async () => {
    await discussed('CLEAR', 'AMBER');
    expect(await counts(stranger)).toEqual({ topic: 1, tag: 0 });
    expect(await counts(host)).toEqual({ topic: 1, tag: 1 });
  });

  test('a session that is still to come, was cancelled or was deleted', async () => {
    const toCome = await plan(host);
    await linkThread(host, toCome, await ask(host, { tags: [TAG] }));
    const cancelled = await plan(host);
    await linkThread(host, cancelled, await ask(host, { tags: [TAG] }));
    await cancelSession(host, cancelled, 'אין מספיק נרשמים');
    await database.session.update({
      where: { id: cancelled },
      data: { startsAt: new Date('2026-01-05T08:00:00Z'), endsAt: new Date('2026-01-05T09:00:00Z') },
    });
    // Deleted before it took place, as the command would have it.
    await database.session.update({ where: { id: await discussed() }, data: { deletedAt: new Date() } });
    expect(await counts(host)).toEqual({ topic: 0, tag: 0 });
  });

  test('a tag that another thread of the session does not carry', async () => {
    await discussed();
    expect(await countSessionsOfTag(host, 'back')).toBe(0);
    expect(await countSessionsOfTag(host, '')).toBe(0);
  });
});

test('counted once each, however many of its threads carry the tag', async () => {
  const id = await discussed();
  await linkThread(host, id, await ask(host, { label: 'CLEAR', tags: [TAG, 'dr'] }));
  await discussed('GREEN');
  expect(await counts(GUEST)).toEqual({ topic: 1, tag: 1 });
  expect(await counts(stranger)).toEqual({ topic: 2, tag: 2 });
});
