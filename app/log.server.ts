import pino, { type DestinationStream, type Logger } from 'pino';
import type { Env } from '#app/env.server';

export type Log = Logger;

/** Fields that must never reach a log, wherever an object that has them is logged. */
const SECRET_FIELDS = ['password', 'token', 'secret', 'cookie', 'authorization', 'set-cookie'];

const FLUSH_MS = 250;
const BUFFER_BYTES = 4096;

/** One JSON object a line on standard output. Written in pieces, so that a busy server does not wait for its log. */
export function createLog(env: Pick<Env, 'logLevel' | 'mode'>, destination?: DestinationStream): Log {
  const paths = SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const options = { level: env.logLevel, base: null, redact: { paths, censor: '[hidden]' } };
  if (destination) {
    return pino(options, destination);
  }
  if (env.mode === 'test') {
    return pino(options);
  }
  return pino(options, pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS }));
}
