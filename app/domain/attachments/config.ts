import { z } from 'zod';
import type { ClamdAddress } from '#app/domain/attachments/scanner.server';
import type { S3Config } from '#app/domain/attachments/storage/s3-store.server';

const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

const CLAMD = /^(?:unix:(\/.+)|tcp:\/\/([^/:]+):(\d{1,5}))$/;

const Bucket = z
  .url({ protocol: /^https?$/, error: 'must be the https:// address of a bucket, or be unset' })
  .refine((url) => {
    const { pathname, search, username } = new URL(url);
    return /^\/[^/]/.test(pathname) && search + username === '';
  }, 'must be https://server/bucket or https://server/bucket/prefix, and nothing else')
  .transform((url) => url.replace(/\/+$/, ''));

const Environment = z
  .object({
    S3_URL: optional(Bucket),
    S3_REGION: z.preprocess(blankIsUnset, z.string().default('us-east-1')),
    S3_ACCESS_KEY_ID: optional(z.string()),
    S3_SECRET_ACCESS_KEY: optional(z.string()),
    CLAMD_URL: optional(z.string().regex(CLAMD, 'must be unix:/path/of/the/socket or tcp://host:port, or be unset')),
  })
  .superRefine((value, context) => {
    for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
      if ((value.S3_URL === undefined) !== (value[name] === undefined)) {
        context.addIssue({ code: 'custom', path: [name], message: 'must be set where S3_URL is, and only there' });
      }
    }
  })
  .transform((value) => ({ s3: toS3(value), clamd: toClamd(value.CLAMD_URL) }));

interface S3Variables {
  S3_URL?: string | undefined;
  S3_REGION: string;
  S3_ACCESS_KEY_ID?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
}

function toS3(value: S3Variables): S3Config | null {
  const {
    S3_URL: url,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = value;
  return url && accessKeyId && secretAccessKey ? { url, region, accessKeyId, secretAccessKey } : null;
}

function toClamd(url: string | undefined): ClamdAddress | null {
  const [, path, host, port] = CLAMD.exec(url ?? '') ?? [];
  if (path) {
    return { path };
  }
  return host ? { host, port: Number(port) } : null;
}

/** Where files are kept (`S3_URL`, null for the data folder) and what scans them (`CLAMD_URL`); or what is wrong. */
export function readFilesConfig(source: Record<string, string | undefined>) {
  return Environment.safeParse(source);
}
