import { open } from 'node:fs/promises';
import { extensionOf } from '#app/domain/attachments/names';
import { refuseFile } from '#app/domain/attachments/refusals';
import { looksLikeText } from '#app/domain/attachments/text-check.server';
import { officeKind } from '#app/domain/attachments/zip-check.server';

/** What a file is, by its bytes. */
export interface FileKind {
  mediaType: string;
  /** Endings a name of this kind may have, the usual one first. */
  extensions: readonly string[];
}

const PDF: FileKind = { mediaType: 'application/pdf', extensions: ['pdf'] };
const PNG: FileKind = { mediaType: 'image/png', extensions: ['png'] };
const JPEG: FileKind = { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] };
const GIF: FileKind = { mediaType: 'image/gif', extensions: ['gif'] };
const WEBP: FileKind = { mediaType: 'image/webp', extensions: ['webp'] };

/** Texts have no signature: among these the ending of the name decides. */
const TEXTS: Record<string, FileKind> = {
  txt: { mediaType: 'text/plain', extensions: ['txt'] },
  csv: { mediaType: 'text/csv', extensions: ['csv'] },
  md: { mediaType: 'text/markdown', extensions: ['md', 'markdown'] },
  markdown: { mediaType: 'text/markdown', extensions: ['markdown', 'md'] },
};

const HEAD_BYTES = 16;
const TAIL_BYTES = 66_000;

/**
 * Says what a file is, from its bytes alone, and completes its name. Throws the refusal to show where it is none of what
 * the forum takes, is damaged, would unpack to too much, holds macros, or where its name claims another kind.
 */
export async function inspectFile(path: string, name: string): Promise<{ kind: FileKind; name: string }> {
  const kind = await kindOf(path, name);
  if (kind === null) {
    throw refuseFile('fileType', { name });
  }
  const extension = extensionOf(name);
  if (extension === '') {
    return { kind, name: `${name || 'file'}.${kind.extensions[0]}` };
  }
  if (!kind.extensions.includes(extension)) {
    throw refuseFile('fileDiffers', { name, kind: (kind.extensions[0] ?? '').toUpperCase() });
  }
  return { kind, name };
}

async function kindOf(path: string, name: string): Promise<FileKind | null> {
  const { head, tail } = await ends(path);
  const text = head.toString('latin1');
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) {
    return PNG;
  }
  if (text.startsWith('\u00ff\u00d8\u00ff')) {
    return JPEG;
  }
  if (/^GIF8[79]a/.test(text)) {
    return GIF;
  }
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') {
    return WEBP;
  }
  if (text.startsWith('%PDF-')) {
    return isWholePdf(tail) ? PDF : null;
  }
  if (text.startsWith('PK\u0003\u0004')) {
    return officeKind(path, name);
  }
  const asText = TEXTS[extensionOf(name)];
  return asText && (await looksLikeText(path)) ? asText : null;
}

async function ends(path: string): Promise<{ head: Buffer; tail: Buffer }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail };
  } finally {
    await file.close();
  }
}

const END_OF_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
const END_OF_ZIP_BYTES = 22;

/** It ends as a PDF does, and is not a ZIP archive at the same time: those are read from their end. */
function isWholePdf(tail: Buffer): boolean {
  const ending = tail.lastIndexOf('%%EOF', undefined, 'latin1');
  return ending >= 0 && !endsAsZip(tail);
}

function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(END_OF_ZIP); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END_OF_ZIP, at - 1)) {
    const fits = at + END_OF_ZIP_BYTES <= tail.length;
    if (fits && at + END_OF_ZIP_BYTES + tail.readUInt16LE(at + END_OF_ZIP_BYTES - 2) === tail.length) {
      return true;
    }
  }
  return false;
}
