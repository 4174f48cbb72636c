import { join, resolve } from 'node:path';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

/** One line per variable: README's table and this schema say the same. */
const Environment = z.object({
  PORT: z.preprocess(blankIsUnset, z.coerce.number('must be a whole number').int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  APP_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })),
  APP_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  DATA_DIR: z.preprocess(blankIsUnset, z.string().default('./data')),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\/.+/, 'must start with postgresql://, or be unset')),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\/.+/, 'must start with smtp:// or smtps://, or be unset')),
  DEFAULT_LOCALE: z.preprocess(blankIsUnset, z.enum(['he', 'en'], 'must be he or en').default('he')),
  WORKERS: z.preprocess(blankIsUnset, z.enum(['on', 'off'], 'must be on or off').default('on')),
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info')),
  TRUSTED_PROXIES: z.preprocess(
    blankIsUnset,
    z.coerce.number('must be a whole number').int().min(0).max(10).default(0),
  ),
  NODE_ENV: z.preprocess(blankIsUnset, z.enum(['development', 'production', 'test']).default('production')),
});

/** The checked configuration. `appUrl` has no trailing slash; `dataDir` is absolute. */
export interface Env {
  port: number;
  host: string;
  appUrl: string;
  appSecret: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  defaultLocale: 'he' | 'en';
  workers: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  /** How many reverse proxies stand in front, each of which adds to `X-Forwarded-For`. */
  trustedProxies: number;
  mode: 'development' | 'production' | 'test';
  /** Set by `roundtable demo` alone: the sign-in page then offers the demo accounts. */
  demo: boolean;
}

/** Thrown with one line per wrong variable. */
export class EnvError extends Error {}

/** Reads and checks the environment. Throws `EnvError` that names each wrong variable and what it should be. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const result = Environment.safeParse(source);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new EnvError(`The environment has values that cannot be used:\n${lines.join('\n')}`);
  }
  const value = result.data;
  return {
    port: value.PORT,
    host: value.HOST,
    appUrl: (value.APP_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    appSecret: value.APP_SECRET,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    smtpUrl: value.SMTP_URL,
    defaultLocale: value.DEFAULT_LOCALE,
    workers: value.WORKERS === 'on',
    logLevel: value.LOG_LEVEL,
    trustedProxies: value.TRUSTED_PROXIES,
    mode: value.NODE_ENV,
    demo: source.ROUNDTABLE_DEMO === '1',
  };
}

/**
 * The environment of the demo: the given one, with a SQLite database in a folder `demo` of its own whatever
 * `DATABASE_URL` says, so that starting over can never reach real data; and a quieter log.
 */
export function readDemoEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const { DATABASE_URL: _real, ...rest } = source;
  return readEnv({
    ...rest,
    DATA_DIR: join(rest.DATA_DIR || './data', 'demo'),
    LOG_LEVEL: rest.LOG_LEVEL || 'warn',
    ROUNDTABLE_DEMO: '1',
  });
}
