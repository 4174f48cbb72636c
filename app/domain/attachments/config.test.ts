import { expect, test } from 'vitest';
import { EnvError, readEnv } from '#app/env.server';

const KEYS = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };

function complaint(values: Record<string, string>): string {
  try {
    readEnv({ NODE_ENV: 'test', ...values });
    return '';
  } catch (error) {
    return error instanceof EnvError ? error.message : String(error);
  }
}

test.each<[Record<string, string>, string]>([
  [{ S3_URL: 's3://bucket', ...KEYS }, 'S3_URL: must be the https:// address of a bucket'],
  [{ S3_URL: 'https://s3.example', ...KEYS }, 'S3_URL: must be https://server/bucket'],
  [{ S3_URL: 'https://id:secret@s3.example/bucket', ...KEYS }, 'S3_URL: must be https://server/bucket'],
  [{ S3_URL: 'https://s3.example/bucket' }, 'S3_SECRET_ACCESS_KEY: must be set where S3_URL is'],
  [KEYS, 'S3_ACCESS_KEY_ID: must be set where S3_URL is, and only there'],
  [{ CLAMD_URL: '/run/clamav/clamd.ctl' }, 'CLAMD_URL: must be unix:/path/of/the/socket or tcp://host:port'],
  [{ CLAMD_URL: 'tcp://clamd' }, 'CLAMD_URL: must be unix:/path/of/the/socket or tcp://host:port'],
])('%j is refused at the start', (values, message) => {
  expect(complaint(values)).toContain(message);
});

test('what is right is read', () => {
  const read = (values: Record<string, string>) => readEnv({ NODE_ENV: 'test', ...values });
  expect(read({})).toMatchObject({ s3: null, clamd: null });
  expect(read({ S3_URL: '', CLAMD_URL: '' })).toMatchObject({ s3: null, clamd: null });
  expect(read({ S3_URL: 'https://s3.example/bucket/files/', ...KEYS }).s3).toEqual({
    url: 'https://s3.example/bucket/files',
    region: 'us-east-1',
    accessKeyId: 'id',
    secretAccessKey: 'secret',
  });
  expect(read({ CLAMD_URL: 'unix:/run/clamd.ctl' }).clamd).toEqual({ path: '/run/clamd.ctl' });
  expect(read({ CLAMD_URL: 'tcp://clamd:3310' }).clamd).toEqual({ host: 'clamd', port: 3310 });
});
