import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

const HOUR_SECONDS = 3600;
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * The built browser files. Those in `assets/` carry a hash in their name and never change; the rest (icons, robots.txt)
 * may be kept for an hour. Files that the build compressed ahead of time go out in that form.
 */
export function staticFiles(folder: string): Router {
  const router = Router();
  const known = new Set(listFiles(folder));
  const immutable = express.static(join(folder, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
    fallthrough: true,
  });
  router.use((request, response, next) => {
    const path = request.path;
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !known.has(path)) {
      // Not a look at the disk for each page.
      return next('router');
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    const form = ENCODINGS.find(([name, suffix]) => accepted.includes(name) && known.has(path + suffix));
    response.vary('Accept-Encoding');
    if (form) {
      response.type(path.slice(path.lastIndexOf('.')));
      response.setHeader('Content-Encoding', form[0]);
      request.url = path + form[1];
    }
    next();
  });
  router.use('/assets', immutable);
  router.use(express.static(folder, { maxAge: HOUR_SECONDS * 1000, index: false, redirect: false }));
  return router;
}

/** What begins with a dot is of a tool, whatever folder it lies in, and never goes out. */
const OF_A_TOOL = /\/\./;

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(folder.length)}/${entry.name}`.replaceAll('\\', '/'))
    .filter((path) => !OF_A_TOOL.test(path));
}
