import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readFilesConfig } from '#app/domain/attachments/config';
import type { ClamdAddress } from '#app/domain/attachments/scanner.server';
import type { S3Config } from '#app/domain/attachments/storage/s3-store.server';
import { readSsoConfig, type SsoConfig } from '#app/domain/login/sso-config';
import { readSearchConfig, type SearchConfig } from '#search/config';

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
  LIMITS: z.preprocess(blankIsUnset, z.enum(['on', 'off'], 'must be on or off').default('on')),
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
  /** Whether people are limited in how much they do; off for measurements. */
  limits: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  /** How many reverse proxies stand in front, each of which adds to `X-Forwarded-For`. */
  trustedProxies: number;
  /** The Meilisearch server, or null for the embedded engine alone. */
  meilisearch: SearchConfig | null;
  /** The bucket for attachments, or null for the data folder. */
  s3: S3Config | null;
  /** The scanner for uploads, or null for none. */
  clamd: ClamdAddress | null;
  /** The provider of single sign-on, or null for none. */
  sso: SsoConfig | null;
  mode: 'development' | 'production' | 'test';
  /** Set by `roundtable demo` alone: the sign-in page then offers the demo accounts. */
  demo: boolean;
}

/** Thrown with one line per wrong variable. */
export class EnvError extends Error {}

/** Reads and checks the environment. Throws `EnvError` that names each wrong variable and what it should be. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const result = Environment.safeParse(source);
  const search = readSearchConfig(source);
  const files = readFilesConfig(source);
  const sso = readSsoConfig(source);
  if (!result.success || !search.success || !files.success || !sso.success) {
    const issues = [result, search, files, sso].flatMap(({ error }) => error?.issues ?? []);
    const lines = issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
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
    limits: value.LIMITS === 'on',
    logLevel: value.LOG_LEVEL,
    trustedProxies: value.TRUSTED_PROXIES,
    meilisearch: search.data,
    ...files.data,
    ...sso.data,
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
