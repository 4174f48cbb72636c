// Writes a .br and a .gz beside every text file of the built browser files, so that the server only sends them.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const TEXT = /\.(js|css|svg|json|txt|html|webmanifest)$/;
// Below one network packet there is nothing to win.
const MIN_BYTES = 1200;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export async function compressAssets(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      if (bytes.length >= MIN_BYTES) {
        await writeFile(`${file}.br`, await toBrotli(bytes));
        await writeFile(`${file}.gz`, await toGzip(bytes, { level: 9 }));
      }
    }),
  );
}
