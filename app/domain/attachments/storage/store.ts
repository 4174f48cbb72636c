import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Where the bytes of files are kept. Two ways to keep them: `folder-store.server.ts` and `s3-store.server.ts`. */
export interface FileStore {
  /** Keeps a copy of the file at `path` under `key`. When it resolves, the bytes are safe. */
  put(key: string, path: string, about: { sizeBytes: number; sha256: string }): Promise<void>;
  /** The bytes, as a stream; null when there are none. */
  open(key: string): Promise<Readable | null>;
  /** Does nothing where there is nothing. */
  remove(key: string): Promise<void>;
  /** Everything kept, in no order. */
  list(): AsyncIterable<{ key: string; writtenAt: Date }>;
}

const KEY_BYTES = 16;
const KEY = /^[0-9a-f]{2}\/[0-9a-f]{30}$/;

/** A name nobody can guess, with nothing of the file in it, in one of 256 folders. */
export function newStorageKey(): string {
  const name = randomBytes(KEY_BYTES).toString('hex');
  return `${name.slice(0, 2)}/${name.slice(2)}`;
}

/** What else lies about in a folder or a bucket is not ours. */
export function isStorageKey(text: string): boolean {
  return KEY.test(text);
}
