import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { sha256Of } from '#app/domain/attachments/sha256.server';
import { createS3Store } from '#app/domain/attachments/storage/s3-store.server';
import { type FileStore, newStorageKey } from '#app/domain/attachments/storage/store';
import { BUCKET_KEYS, startBucket } from '#tests/support/bucket';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-signatures-'));
const bucket = await startBucket();
afterAll(() => {
  bucket.close();
  rmSync(folder, { recursive: true });
});

const source = join(folder, 'source');
const BYTES = Buffer.alloc(300_000, 'שלום\0\r\n');
writeFileSync(source, BYTES);

async function put(store: FileStore): Promise<string> {
  const key = newStorageKey();
  await store.put(key, source, { sizeBytes: BYTES.length, sha256: await sha256Of(source) });
  return key;
}

async function keysIn(store: FileStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) {
    keys.push(key);
  }
  return keys.sort();
}

test('with a wrong secret nothing works, and the failure says so without the secret', async () => {
  const store = createS3Store({ url: bucket.url, ...BUCKET_KEYS, secretAccessKey: 'another-secret' });
  const refused = /^The S3 server answered 403 SignatureDoesNotMatch to (PUT|GET|DELETE)\.$/;
  await expect(put(store)).rejects.toThrow(refused);
  await expect(store.open(newStorageKey())).rejects.toThrow(refused);
  await expect(store.remove(newStorageKey())).rejects.toThrow(refused);
  await expect(keysIn(store)).rejects.toThrow(refused);
});

test('an answer that leads elsewhere is followed nowhere, with a file or without', async () => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  const address = elsewhere.address();
  bucket.leadTo = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/taken`;
  const store = createS3Store({ url: bucket.url, ...BUCKET_KEYS });
  await expect(put(store)).rejects.toThrow(/answered 307 /);
  await expect(store.open(newStorageKey())).rejects.toThrow(/answered 307 /);
  expect(asked).toEqual([]);
  bucket.leadTo = null;
  elsewhere.close();
});

test('every request is signed as the protocol says, pages of a list included', async () => {
  const store = createS3Store({ url: bucket.url, ...BUCKET_KEYS });
  const keys = [await put(store), await put(store), await put(store), await put(store), await put(store)];
  const stream = await store.open(keys[2] ?? '');
  expect(stream && BYTES.equals(await buffer(stream))).toBe(true);
  expect(await keysIn(store)).toEqual([...keys].sort());
  await store.remove(keys[2] ?? '');
  expect(await keysIn(store)).toEqual(keys.filter((_, index) => index !== 2).sort());
});

test('what else is in the bucket is neither listed nor read', async () => {
  const key = newStorageKey();
  bucket.objects.set(`other/${key}`, BYTES);
  bucket.objects.set('forum/readme.txt', BYTES);
  const store = createS3Store({ url: bucket.url, ...BUCKET_KEYS });
  expect(await store.open(key)).toBeNull();
  expect(await keysIn(store)).not.toContain(key);
  expect((await keysIn(store)).join()).not.toContain('readme');
});
