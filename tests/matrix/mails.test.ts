import { beforeAll, describe, expect, test } from 'vitest';
import { suspendMember } from '#app/domain/members/administration.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { getDb } from '#app/instances.server';
import { MailJob, type MailTemplate } from '#app/mail/jobs';
import type { MailMessage } from '#app/mail/message';
import { prepareMail } from '#app/mail-worker.server';
import { type Planted, plant } from '#tests/matrix/plant';
import { makeReaders, mayReadThread, THREAD_READERS, type ThreadReader } from '#tests/matrix/readers';
import { createTestDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
withDatabase(database);

/** Every template has a row: which test walks it, or why nothing of a thread can be in it. */
const ACCOUNT = 'about the reader’s own account';
const ROWS: Record<MailTemplate, string> = {
  magicLink: ACCOUNT,
  passwordReset: ACCOUNT,
  passwordChanged: ACCOUNT,
  factorChanged: ACCOUNT,
  passkeyChanged: ACCOUNT,
  ssoChanged: ACCOUNT,
  emailConfirm: ACCOUNT,
  emailChanged: ACCOUNT,
  erasureAsked: ACCOUNT,
  invitation: 'names the authority and who invites',
  applicationReceived: ACCOUNT,
  applicationKnown: ACCOUNT,
  applicationWaiting: 'names who applies, to those who approve',
  confirmationDue: 'says how many people await confirmation, to those who confirm',
  confirmationSoon: ACCOUNT,
  takenOff: ACCOUNT,
  requestRefused: ACCOUNT,
  measure: ACCOUNT,
  appeal: 'says that there is an appeal, to those who answer it',
  appealAnswer: ACCOUNT,
  contactLeft: 'names an authority, to administrators',
  approved: ACCOUNT,
  refused: ACCOUNT,
  notice: 'walked below',
  sessionNotice: 'tests/domain/session-mails.test.ts and summary-mails.test.ts walk it with every label',
};

const SINCE = '2020-01-01T00:00:00.000Z';
const KINDS = ['answer', 'comment', 'mention', 'accepted', 'thread_shared', 'label_lowered'] as const;
/** What may leave as text by mail (DOMAIN 3): the author is told of everything by its label alone from AMBER up. */
const TEXT_OUT = ['CLEAR', 'GREEN'];

let readers: Record<ThreadReader, string | undefined>;
let planted: Planted[];

beforeAll(async () => {
  readers = await makeReaders();
  planted = await plant(await viewerFor(readers.author ?? ''), readers.recipient ?? '');
  for (const memberId of Object.values(readers)) {
    for (const { threadId, answerId } of memberId ? planted : []) {
      for (const kind of KINDS) {
        const about = { threadId, postId: answerId, actorId: readers.author ?? null };
        await getDb().notification.create({
          data: { memberId: memberId ?? '', kind, ...about, createdAt: new Date() },
        });
      }
    }
  }
});

const noticeFor = (memberId: string, threadId: number) =>
  prepareMail({ template: 'notice', memberId, threadId, since: SINCE });

/** All that leaves with a mail: its headers and both of its bodies. */
const whole = (mail: MailMessage | null): string => JSON.stringify(mail);

test('every mail has a row', () => {
  const templates = MailJob.options.map((option) => option.shape.template.value);
  expect(Object.keys(ROWS).sort()).toEqual([...templates].sort());
});

describe.each(THREAD_READERS.filter((reader) => reader !== 'guest'))('%s', (reader) => {
  test('is mailed of a thread only what its label lets out, and nothing where they may not read it', async () => {
    for (const { label, threadId, canaries } of planted) {
      const mail = await noticeFor(readers[reader] ?? '', threadId);
      const inForce = mayReadThread(reader, 'GREEN');
      // Nobody whose membership is not in force is mailed at all, of public threads neither.
      expect(mail !== null, `${reader} ${label}`).toBe(inForce && mayReadThread(reader, label));
      const told = Object.values(canaries).filter((word) => whole(mail).includes(word));
      if (mail && TEXT_OUT.includes(label)) {
        expect(told).toContain(canaries.title);
        expect(told).not.toContain(canaries.deleted);
        expect(told).not.toContain(canaries.revision);
      } else {
        expect(told, `${reader} ${label}`).toEqual([]);
      }
      if (mail && label === 'RED') {
        expect(whole(mail)).not.toContain('TLP');
      }
    }
  });
});

test('a mail that waits is taken back: by a label raised, by a suspension, by leaving the authority', async () => {
  const author = await viewerFor(readers.author ?? '');
  const stranger = readers.stranger ?? '';
  const [clear] = planted.filter(({ label }) => label === 'CLEAR');
  expect(whole(await noticeFor(stranger, clear?.threadId ?? 0))).toContain(clear?.canaries.title);
  await changeLabel(author, clear?.openingId ?? 0, { label: 'AMBER', reason: 'x' });
  expect(await noticeFor(stranger, clear?.threadId ?? 0)).toBeNull();

  const colleague = readers.colleague ?? '';
  expect(await noticeFor(colleague, clear?.threadId ?? 0)).not.toBeNull();
  await getDb().memberAuthority.deleteMany({ where: { memberId: colleague } });
  expect(await noticeFor(colleague, clear?.threadId ?? 0)).toBeNull();

  const [green] = planted.filter(({ label }) => label === 'GREEN');
  expect(await noticeFor(stranger, green?.threadId ?? 0)).not.toBeNull();
  const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
  const { handle } = await getDb().member.findUniqueOrThrow({ where: { id: stranger } });
  await suspendMember(administrator, handle, 'x');
  expect(await noticeFor(stranger, green?.threadId ?? 0)).toBeNull();
});
