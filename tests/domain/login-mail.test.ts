import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { requestMagicLink } from '#app/domain/login/commands.server';
import { magicLinkMail } from '#app/domain/login/mails.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { composeMail, type MailMessage } from '#app/mail/message';
import { onMailQueued, queueMail } from '#app/mail/outbox.server';
import { createMailTransport } from '#app/mail/transport.server';
import { retryPause, sendDueMails } from '#app/mail/worker.server';
import { prepareMail } from '#app/mail-worker.server';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv();
beforeEach(() => setInstances({ env, db: database }));
afterEach(() => {
  setClock();
  onMailQueued(null);
});

/** A worker that hands every mail to `send`. */
function worker(send: (message: MailMessage) => Promise<void>) {
  return { db: database, send, prepare: prepareMail };
}

describe('the worker', () => {
  test('sends nothing for an unknown address, and the request was the same', async () => {
    const member = await makeMember();
    await requestMagicLink(GUEST, member.email, 'he');
    await requestMagicLink(GUEST, 'nobody@example.org', 'he');
    const rows = await database.outbox.findMany();
    expect(rows.map((row) => row.payload.replace(/"email":"[^"]*"/, ''))).toEqual(
      [rows[0], rows[0]].map((row) => row?.payload.replace(/"email":"[^"]*"/, '')),
    );
    const sent: string[] = [];
    expect(await sendDueMails(worker(async (message) => void sent.push(message.to.address)))).toBe(2);
    expect(sent).toEqual([member.email]);
    expect(await database.outbox.count()).toBe(0);
  });

  test('keeps a mail that could not be sent and tries again, later each time', async () => {
    const member = await makeMember();
    await requestMagicLink(GUEST, member.email, 'he');
    const failures: string[] = [];
    const failing = {
      ...worker(() => Promise.reject(new Error(`550 no such user ${member.email}\nat all`))),
      onFailure: ({ error }: { error: string }) => void failures.push(error),
    };
    expect(await sendDueMails(failing)).toBe(1);
    expect(await sendDueMails(failing)).toBe(0);
    const row = await database.outbox.findFirstOrThrow();
    expect(row).toMatchObject({ attempts: 1, leasedUntil: null, lastError: '550 no such user [address] at all' });
    expect(failures).toEqual(['550 no such user [address] at all']);
    setClock(() => row.availableAt.getTime());
    const sent: string[] = [];
    expect(await sendDueMails(worker(async (message) => void sent.push(message.to.address)))).toBe(1);
    expect(sent).toEqual([member.email]);
    expect([retryPause(1), retryPause(2), retryPause(30)]).toEqual([15_000, 30_000, 3_600_000]);
  });

  test('several workers at one moment send each mail once', async () => {
    const members = await Promise.all(Array.from({ length: 8 }, () => makeMember()));
    for (const member of members) {
      await queueMail(database, { template: 'passwordChanged', memberId: member.id });
    }
    const sent: string[] = [];
    const one = worker(async (message) => void sent.push(message.to.address));
    await Promise.all([sendDueMails(one), sendDueMails(one), sendDueMails(one)]);
    expect(sent.sort()).toEqual(members.map((member) => member.email).sort());
  });

  test('a mail whose worker died is taken up when the lease is over', async () => {
    const member = await makeMember();
    await queueMail(database, { template: 'passwordChanged', memberId: member.id });
    const start = now().getTime();
    await database.outbox.updateMany({ data: { leasedUntil: new Date(start + 60_000), attempts: 1 } });
    const one = worker(async () => undefined);
    expect(await sendDueMails(one)).toBe(0);
    setClock(() => start + 60_001);
    expect(await sendDueMails(one)).toBe(1);
  });

  test('is told as soon as there is one', async () => {
    const told = new Promise<void>((resolve) => onMailQueued(resolve));
    await requestMagicLink(GUEST, 'nobody@example.org', 'he');
    await told;
  });
});

describe('a mail', () => {
  test.each([
    ['he', 'rtl', 'קישור לכניסה'],
    ['en', 'ltr', 'Your link to sign in'],
  ] as const)(
    'in %s has the direction of its language, and links of APP_URL only',
    async (locale, direction, subject) => {
      const member = await makeMember({ name: '<b>דנה</b>' });
      const mail = await magicLinkMail({ email: member.email, locale });
      expect(mail?.subject).toContain(subject);
      expect(mail?.html).toContain(`<html lang="${locale}" dir="${direction}">`);
      expect(mail?.html).toContain('&lt;b&gt;');
      expect(mail?.html).not.toMatch(/(left|right):|\u202e/);
      const links = [...(mail?.html ?? '').matchAll(/href="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(links).not.toHaveLength(0);
      expect(links.every((link) => link === env.appUrl || link.startsWith(`${env.appUrl}/`))).toBe(true);
      expect(mail?.text).toContain(`${env.appUrl}/sign-in/link?token=`);
    },
  );

  test('nothing typed starts a header line', () => {
    const mail = composeMail({
      to: { name: 'x', address: 'x@example.org' },
      locale: 'en',
      subject: 'Hello\r\nBcc: everybody@example.org',
      greeting: '',
      paragraphs: [],
      signature: { name: '', url: env.appUrl },
    });
    expect(mail.subject).toBe('Hello Bcc: everybody@example.org');
  });
});

describe('the way out', () => {
  const message: MailMessage = {
    to: { name: 'דנה, "לוי"\r\nBcc: x@example.org', address: 'dana@example.org' },
    subject: 'נושא',
    text: 'טקסט',
    html: '<p>טקסט</p>',
  };

  test('without SMTP_URL: a file of one’s own in the data folder', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundtable-mail-'));
    const turnOffUrl = 'https://forum.example.org/account';
    await createMailTransport({ ...env, dataDir, smtpUrl: undefined })({ ...message, turnOffUrl });
    const [name] = readdirSync(join(dataDir, 'mail'));
    const path = join(dataDir, 'mail', name ?? '');
    expect(name).toMatch(/^\d{4}-.*\.eml$/);
    expect(statSync(path).mode & 0o077).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(text).toMatch(/^List-Unsubscribe: <https:\/\/forum\.example\.org\/account>$/m);
    expect(text).toMatch(/multipart\/alternative/);
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test('with SMTP_URL: that server', async () => {
    const received: { from: string; to: string[]; data: string }[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, session, done) {
        const { mailFrom, rcptTo } = session.envelope;
        let data = '';
        stream.on('data', (chunk: Buffer) => {
          data += chunk.toString();
        });
        stream.on('end', () => {
          received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((each) => each.address), data });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await createMailTransport({ ...env, smtpUrl: `smtp://127.0.0.1:${port}` })(message);
    await new Promise<void>((closed) => server.close(() => closed()));
    expect(received).toMatchObject([{ from: 'no-reply@localhost', to: ['dana@example.org'] }]);
    expect(received[0]?.data).toMatch(/^Subject: =\?UTF-8\?/m);
  });
});
