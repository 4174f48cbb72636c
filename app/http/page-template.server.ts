import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync, type ZlibOptions } from 'node:zlib';

/** Every nonce has this many letters, so that a page's bytes keep their places. */
export const NONCE_CHARS = 24;

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
const GZIP_TRAILER_BYTES = 8;
const LAST_EMPTY_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);
const MIDDLE: ZlibOptions = { finishFlush: constants.Z_FULL_FLUSH, level: 6 };

/** The bytes of a page with the places at which the nonce stands. */
interface Form {
  bytes: Buffer;
  noncesAt: number[];
}

/** A page kept in memory: every response is its bytes with another nonce in the same places. */
export interface PageTemplate {
  /** The page's own hash, nonces aside: the value of a weak ETag. */
  etag: string;
  plain: Form;
  /** Made when the first reader asks for it. */
  gzip: Form | null;
}

/** Makes the template of a page that was rendered with `nonce`. */
export function makeTemplate(html: string, nonce: string): PageTemplate {
  const pieces = html.split(nonce).map((piece) => Buffer.from(piece));
  const plain = join(pieces.map((piece) => [piece]));
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece).update('\0');
  }
  return { etag: `W/"${hash.digest('base64url').slice(0, 22)}"`, plain, gzip: null };
}

/** The page with this nonce, as it is. */
export function plainPage(template: PageTemplate, nonce: string): Buffer {
  return fill(template.plain, nonce);
}

/**
 * The page with this nonce, compressed (RFC 1952) without compressing anything: the text between the nonces was deflated
 * once, each nonce stands in a stored block of its own (RFC 1951, 3.2.4), and only the checksum is computed anew.
 */
export function gzipPage(template: PageTemplate, nonce: string): Buffer {
  template.gzip ??= gzipForm(template.plain);
  const page = fill(template.gzip, nonce);
  page.writeUInt32LE(crc32(fill(template.plain, nonce)), page.length - GZIP_TRAILER_BYTES);
  return page;
}

/** Bytes that the template holds at most, its compressed form included. */
export function templateBytes(template: PageTemplate): number {
  return Math.ceil(template.plain.bytes.length * 1.4);
}

function gzipForm(plain: Form): Form {
  const ends = [...plain.noncesAt, plain.bytes.length];
  const parts = ends.map((end, index) => {
    const start = index === 0 ? 0 : (plain.noncesAt[index - 1] ?? 0) + NONCE_CHARS;
    const deflated = deflateRawSync(plain.bytes.subarray(start, end), MIDDLE);
    const before = index === 0 ? [GZIP_HEADER, deflated] : [deflated];
    return index === ends.length - 1 ? [...before, LAST_EMPTY_BLOCK, trailer(plain)] : [...before, storedBlockHeader()];
  });
  return join(parts);
}

function storedBlockHeader(): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(NONCE_CHARS, 1);
  header.writeUInt16LE(NONCE_CHARS ^ 0xffff, 3);
  return header;
}

function trailer(plain: Form): Buffer {
  const bytes = Buffer.alloc(GZIP_TRAILER_BYTES);
  bytes.writeUInt32LE(plain.bytes.length, 4);
  return bytes;
}

/** One buffer of all parts, with room for a nonce between each two. */
function join(parts: Buffer[][]): Form {
  const noncesAt: number[] = [];
  const all: Buffer[] = [];
  let length = 0;
  parts.forEach((part, index) => {
    if (index > 0) {
      noncesAt.push(length);
      all.push(Buffer.alloc(NONCE_CHARS));
      length += NONCE_CHARS;
    }
    for (const bytes of part) {
      all.push(bytes);
      length += bytes.length;
    }
  });
  return { bytes: Buffer.concat(all), noncesAt };
}

function fill(form: Form, nonce: string): Buffer {
  const page = Buffer.from(form.bytes);
  for (const at of form.noncesAt) {
    page.write(nonce, at, 'latin1');
  }
  return page;
}
