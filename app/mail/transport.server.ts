import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '#app/env.server';
import type { MailMessage } from '#app/mail/message';
import { SENDER_NAME, senderAddress } from '#app/mail/sender';

/** Sends one mail; rejects when it was not taken over. */
export type SendMail = (message: MailMessage) => Promise<void>;

/** What the transport needs of the environment. */
type MailEnv = Pick<Env, 'smtpUrl' | 'dataDir' | 'appUrl'>;

/** Waiting longer than this for a mail server is a failure, tried again later. In milliseconds. */
const SMTP_TIMEOUT_MS = 20_000;

/**
 * The way out for mails: the server of `SMTP_URL`, or without one a file for each in the data folder's `mail`, which any
 * mail program opens. The library is loaded at the first mail.
 */
export function createMailTransport(env: MailEnv): SendMail {
  const from = { name: SENDER_NAME, address: senderAddress(env.appUrl) };
  const { smtpUrl } = env;
  return smtpUrl ? smtpTransport(smtpUrl, from) : fileTransport(join(env.dataDir, 'mail'), from);
}

interface Sender {
  name: string;
  address: string;
}

/** Machines answer machines no more when a mail says that one wrote it (RFC 3834). */
const HEADERS = { 'Auto-Submitted': 'auto-generated' };

/** A mail in the words of the library. Mails that one may turn off say where, also to mail programs (RFC 2369). */
function envelope({ turnOffUrl, ...message }: MailMessage, from: Sender) {
  const list = turnOffUrl === undefined ? {} : { list: { unsubscribe: turnOffUrl } };
  return { ...message, from, headers: HEADERS, ...list };
}

function smtpTransport(url: string, from: Sender): SendMail {
  const connection = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      url,
      pool: true,
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  return async function send(message) {
    const transport = await connection;
    await transport.sendMail(envelope(message, from));
  };
}

function fileTransport(folder: string, from: Sender): SendMail {
  return async function send(message) {
    const { createTransport } = await import('nodemailer');
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    const composed = await composer.sendMail(envelope(message, from));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`;
    const draft = join(folder, `.${name}`);
    await writeFile(draft, composed.message, { mode: 0o600 });
    await rename(draft, join(folder, name));
  };
}
