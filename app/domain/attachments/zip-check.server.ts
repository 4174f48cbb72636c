import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { FileKind } from '#app/domain/attachments/inspect.server';
import { refuseFile } from '#app/domain/attachments/refusals';
import { DomainError } from '#app/domain/errors';

/** Parts of an archive at most; a large presentation has some hundreds. */
const MAX_ENTRIES = 5_000;
/** What all parts may come to unpacked. */
const MAX_UNPACKED_BYTES = 250_000_000;
/** Beyond this size, unpacked may be at most so many times as much as packed; large tables reach 30. */
const RATIO_FROM_BYTES = 20_000_000;
const MAX_RATIO = 100;
/** The parts that say what the archive is are short. */
const MAX_TEXT_BYTES = 1_000_000;

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const OASIS = 'application/vnd.oasis.opendocument.';

const WORD: FileKind = { mediaType: `${OOXML}wordprocessingml.document`, extensions: ['docx'] };
const EXCEL: FileKind = { mediaType: `${OOXML}spreadsheetml.sheet`, extensions: ['xlsx'] };
const POWERPOINT: FileKind = { mediaType: `${OOXML}presentationml.presentation`, extensions: ['pptx'] };

const OPEN_DOCUMENTS: Record<string, FileKind> = {
  [`${OASIS}text`]: { mediaType: `${OASIS}text`, extensions: ['odt'] },
  [`${OASIS}spreadsheet`]: { mediaType: `${OASIS}spreadsheet`, extensions: ['ods'] },
  [`${OASIS}presentation`]: { mediaType: `${OASIS}presentation`, extensions: ['odp'] },
};

/** Where programs live in office documents: VBA, Excel 4 macro sheets, ActiveX, OpenDocument's Basic and scripts. */
const PROGRAMS = /(^|\/)vbaProject\.bin$|(^|\/)macrosheets\/|(^|\/)activeX\/|^(Basic|Scripts)\/./i;

const CONTENT_TYPES = '[Content_Types].xml';

/**
 * What kind of office document a ZIP archive is, or null for any other archive. Everything in it is unpacked once, into
 * nothing and within bounds, so that neither its headers nor its parts can promise less than a reader's program would
 * meet. Throws the refusal for bombs, damaged or encrypted archives, and documents with macros.
 */
export async function officeKind(path: string, name: string): Promise<FileKind | null> {
  const zip = await openPromise(path).catch(() => {
    throw refuseFile('fileBroken', { name });
  });
  try {
    return await readArchive(zip, name);
  } catch (error) {
    throw error instanceof DomainError ? error : refuseFile('fileBroken', { name });
  } finally {
    zip.close();
  }
}

async function readArchive(zip: ZipFile, name: string): Promise<FileKind | null> {
  const allowed = Math.min(MAX_UNPACKED_BYTES, Math.max(RATIO_FROM_BYTES, zip.fileSize * MAX_RATIO));
  if (zip.entryCount > MAX_ENTRIES) {
    throw refuseFile('fileBomb', { name });
  }
  let declared = 0;
  let unpacked = 0;
  let contentTypes = '';
  let openDocument = '';
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize;
    if (declared > allowed) {
      throw refuseFile('fileBomb', { name });
    }
    if (PROGRAMS.test(entry.fileName)) {
      throw refuseFile('fileMacros', { name });
    }
    if (entry.isEncrypted()) {
      throw refuseFile('fileBroken', { name });
    }
    const keep = entry.fileName === CONTENT_TYPES || entry.fileName === 'mimetype';
    const part = await unpack(zip, entry, { most: allowed - unpacked, keep, name });
    unpacked += part.size;
    contentTypes = entry.fileName === CONTENT_TYPES ? part.text : contentTypes;
    openDocument = entry.fileName === 'mimetype' ? part.text.trim() : openDocument;
  }
  return contentTypes === '' ? (OPEN_DOCUMENTS[openDocument] ?? null) : microsoftKind(contentTypes, name);
}

function microsoftKind(contentTypes: string, name: string): FileKind | null {
  if (/macroEnabled|vbaProject/i.test(contentTypes)) {
    throw refuseFile('fileMacros', { name });
  }
  const kinds = [WORD, EXCEL, POWERPOINT].filter(({ mediaType }) => contentTypes.includes(`"${mediaType}.main+xml"`));
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  { most, keep, name }: { most: number; keep: boolean; name: string },
): Promise<{ size: number; text: string }> {
  const stream = await zip.openReadStreamPromise(entry);
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) {
      stream.destroy();
      throw refuseFile('fileBomb', { name });
    }
    if (keep && size <= MAX_TEXT_BYTES) {
      kept.push(chunk);
    }
  }
  return { size, text: Buffer.concat(kept).toString('utf8') };
}
