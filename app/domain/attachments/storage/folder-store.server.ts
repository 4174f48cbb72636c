import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileStore, isStorageKey } from '#app/domain/attachments/storage/store';

const FOLDER_MODE = 0o700;
const UNFINISHED = '.part';

/**
 * Files in a folder of this machine that its user alone can enter. Written under another name first, synced, then
 * renamed: a file under its own name is whole, also after a power cut.
 */
export function createFolderStore(folder: string): FileStore {
  return {
    async put(key, path) {
      const target = pathOf(folder, key);
      const unfinished = target + UNFINISHED;
      await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
      await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE });
      await copyFile(path, unfinished);
      await sync(unfinished);
      await rename(unfinished, target);
      await sync(dirname(target));
    },
    async open(key) {
      const file = isStorageKey(key) ? await open(pathOf(folder, key)).catch(nullIfAbsent) : null;
      return file?.createReadStream() ?? null;
    },
    async remove(key) {
      await rm(pathOf(folder, key), { force: true });
    },
    async *list() {
      for (const shard of await namesIn(folder)) {
        for (const name of await namesIn(join(folder, shard))) {
          const key = `${shard}/${name}`;
          const found = isStorageKey(withoutEnding(key)) ? await stat(join(folder, key)).catch(nullIfAbsent) : null;
          if (found) {
            yield { key, writtenAt: found.mtime };
          }
        }
      }
    },
  };
}

/** Where a key is. What was left unfinished has a key too, so that it can be removed. */
function pathOf(folder: string, key: string): string {
  if (!isStorageKey(withoutEnding(key))) {
    throw new Error(`"${key}" is not a name of this store.`);
  }
  return join(folder, key);
}

function withoutEnding(key: string): string {
  return key.endsWith(UNFINISHED) ? key.slice(0, -UNFINISHED.length) : key;
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(nullIfAbsent)) ?? [];
}

function nullIfAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return null;
  }
  throw error;
}
