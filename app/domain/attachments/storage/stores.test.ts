import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderStore } from '#app/domain/attachments/storage/folder-store.server';
import { createS3Store } from '#app/domain/attachments/storage/s3-store.server';
import { type FileStore, newStorageKey } from '#app/domain/attachments/storage/store';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-stores-'));
const bytes = Buffer.from('bytes of a file');
const file = join(folder, 'file');
const about = { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };

/** A bucket in memory that gives lists in pages of two, and takes no body whose hash is not the signed one. */
const kept = new Map<string, Buffer>();
const server = createServer((request, response) => void serve(request, response));
let origin = '';

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', origin);
  const body = await buffer(request);
  const said = String(request.headers['x-amz-content-sha256']);
  const signed = /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/il-central-1\/s3\/aws4_request, /;
  const hash = createHash('sha256').update(body).digest('hex');
  if (!signed.test(request.headers.authorization ?? '') || (request.method === 'PUT' && said !== hash)) {
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
  } else if (request.method === 'PUT') {
    kept.set(pathname, body);
    response.end();
  } else if (request.method === 'DELETE') {
    kept.delete(pathname);
    response.writeHead(204).end();
  } else if (searchParams.has('list-type')) {
    response.end(list(searchParams));
  } else {
    const found = kept.get(pathname);
    response.writeHead(found ? 200 : 404).end(found ?? '<Error><Code>NoSuchKey</Code></Error>');
  }
}

function list(query: URLSearchParams): string {
  const names = [...kept.keys()].map((path) => path.replace('/bucket/', ''));
  const from = Number(query.get('continuation-token')?.split('&')[1] ?? 0);
  const entries = names
    .filter((name) => name.startsWith(query.get('prefix') ?? ''))
    .slice(from, from + 2)
    .map((name) => `<Contents><Key>${name}</Key><LastModified>2026-01-05T08:00:00.000Z</LastModified></Contents>`);
  const more = from + 2 < names.length;
  const token = more ? `<NextContinuationToken>a&amp;${from + 2}</NextContinuationToken>` : '';
  return `<ListBucketResult>${entries.join('')}${token}</ListBucketResult>`;
}

beforeAll(async () => {
  writeFileSync(file, bytes);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const bucket = (secretAccessKey = 'secret', accessKeyId = 'id'): FileStore =>
  createS3Store({ url: `${origin}/bucket/files`, region: 'il-central-1', accessKeyId, secretAccessKey });

const STORES: [string, () => FileStore][] = [
  ['a folder', () => createFolderStore(join(folder, 'files'))],
  ['a bucket', () => bucket()],
];

describe.each(STORES)('%s', (_name, make) => {
  test('has nothing under a name it never gave, whatever the name is', async () => {
    for (const key of [newStorageKey(), '../../etc/passwd', '', 'ab/../../x']) {
      expect(await make().open(key)).toBeNull();
    }
  });

  test('gives back what it was given, lists it, and forgets it', async () => {
    const store = make();
    const keys = [newStorageKey(), newStorageKey(), newStorageKey()];
    for (const key of keys) {
      await store.put(key, file, about);
    }
    const stream = await store.open(keys[0] ?? '');
    expect(stream && (await text(stream))).toBe(bytes.toString());
    const listed: string[] = [];
    for await (const { key, writtenAt } of store.list()) {
      expect(writtenAt.getTime()).toBeGreaterThan(0);
      listed.push(key);
    }
    expect(listed.sort()).toEqual(keys.sort());
    for (const key of [...keys, ...keys]) {
      await store.remove(key);
    }
    expect(await store.open(keys[0] ?? '')).toBeNull();
  });
});

test('a folder: readable by its user alone, and nothing half-written under a whole one’s name', async () => {
  const own = join(folder, 'own');
  const store = createFolderStore(own);
  const key = newStorageKey();
  await expect(store.put(key, join(folder, 'absent'), about)).rejects.toThrow();
  expect(await store.open(key)).toBeNull();
  await store.put(key, file, about);
  expect(statSync(own).mode & 0o077).toBe(0);
  expect(readdirSync(join(own, key.slice(0, 2)))).toEqual([key.slice(3)]);
});

test('a bucket that refuses: an error that says so, without the keys', async () => {
  await expect(bucket('secret', 'somebody').put(newStorageKey(), file, about)).rejects.toThrow(
    'The S3 server answered 403 SignatureDoesNotMatch to PUT.',
  );
  await expect(bucket().put(newStorageKey(), file, { ...about, sha256: '0'.repeat(64) })).rejects.toThrow('403');
});
