import { createReadStream } from 'node:fs';

/** What browsers take for a page or a drawing, whatever its name is. */
const MARKUP = /^\s*<(!doctype|\?xml|!--|(html|head|body|script|svg|iframe|object|embed|style|meta|link)[\s>/])/i;
const SNIFFED_CHARS = 1_024;

/** No text has these: all controls but tab, line ends and form feed. */
const BINARY = /[^\P{Cc}\t\n\r\f]/u;

/** What UTF-16 begins with; without it, half of all files could be read as Chinese. */
const UTF_16_MARK = [0xff, 0xfe];

/** True for a text in one of those encodings that is no page of HTML or SVG in disguise. */
export async function looksLikeText(path: string): Promise<boolean> {
  if (await beginsWith(path, UTF_16_MARK)) {
    return isTextIn(path, 'utf-16le');
  }
  // What Excel still writes for `.csv` in Israeli offices.
  return (await isTextIn(path, 'utf-8')) || (await isTextIn(path, 'windows-1255'));
}

async function beginsWith(path: string, bytes: number[]): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: bytes.length - 1 })) {
    return bytes.every((byte, index) => chunk[index] === byte);
  }
  return false;
}

async function isTextIn(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let start = '';
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk, { stream: true });
      if (BINARY.test(text)) {
        return false;
      }
      start += text.slice(0, SNIFFED_CHARS - start.length);
    }
    return !BINARY.test(decoder.decode()) && !MARKUP.test(start);
  } catch (error) {
    if (error instanceof TypeError) {
      return false;
    }
    throw error;
  }
}
