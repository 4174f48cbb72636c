import { paths } from '#app/paths';

/** The largest body a form may have, in bytes: a post of the largest size in four-byte letters, URL-encoded. */
export const MAX_FORM_BYTES = 1_500_000;
/** The same where files are taken: several large ones at once, in a browser without JavaScript. */
export const MAX_UPLOAD_BYTES = 101_000_000;

/** How long a body may take to arrive: 1.5 MB at 25 kB/s. */
export const FORM_TIMEOUT_MS = 60_000;
/** 100 MB at 1.3 Mbit/s. */
export const UPLOAD_TIMEOUT_MS = 600_000;

const ID = '0';
const TAKE_FILES = [paths.newThread(), paths.thread(Number(ID)), paths.editPost(Number(ID)), paths.uploads()].map(
  (path) => new RegExp(`^${path.replace(`/${ID}`, '/\\d+')}$`, 'i'),
);

/** True for the addresses whose forms have a field for files. Everywhere else a body is a form of texts. */
export function takesFiles(pathname: string): boolean {
  return TAKE_FILES.some((pattern) => pattern.test(pathname));
}
