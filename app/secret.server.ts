import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '#app/env.server';

const SECRET_BYTES = 32;

/**
 * `APP_SECRET` when it is set; otherwise a random one, made at the first start and kept in the data folder (mode 0600).
 * Web process, worker and command line may start at once: whoever links the file first wins, the others read it.
 */
export function readSecret(env: Env): string {
  if (env.appSecret) {
    return env.appSecret;
  }
  const file = join(env.dataDir, 'secret');
  return readKept(file) ?? keepNew(env.dataDir, file);
}

function readKept(file: string): string | null {
  try {
    const kept = readFileSync(file, 'utf8').trim();
    return kept.length >= SECRET_BYTES ? kept : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function keepNew(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch {
    const other = readKept(file);
    if (!other) {
      throw new Error(`${file} exists but holds no usable secret. Remove it, or set APP_SECRET.`);
    }
    return other;
  } finally {
    unlinkSync(draft);
  }
  return secret;
}
