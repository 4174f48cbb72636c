import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { keepUploads, type ReceivedFile } from '#app/domain/attachments/commands.server';
import type { Viewer } from '#app/domain/viewer';
import { stagingFolder } from '#app/instances.server';

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

/** A picture of one colour. */
export function picture(format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png', width = 60, height = 40): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#0b5468' } })
    .toFormat(format)
    .toBuffer();
}

/** A photo as phones make them: lying on its side, with the place in it. */
export function photo(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#0b5468' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'SECRETCAMERA' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 46/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** Part name → its bytes; `says` is what the archive's headers claim of its size. */
export interface ZipPart {
  name: string;
  bytes: Buffer;
  says?: number;
}

/** A ZIP archive, deflated. Written by hand, so that it can lie. */
export function zip(parts: ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, says = bytes.length } of parts) {
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says, 18);
    common.writeUInt16LE(title.length, 22);
    local.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, title, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, title);
    offset += 4 + common.length + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const MAIN = {
  docx: `${OOXML}wordprocessingml.document.main+xml`,
  xlsx: `${OOXML}spreadsheetml.sheet.main+xml`,
  pptx: `${OOXML}presentationml.presentation.main+xml`,
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
};

/** An office document with nothing in it but what says what it is, and `more`. */
export function office(kind: keyof typeof MAIN, more: ZipPart[] = []): Buffer {
  const types = `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${MAIN[kind]}"/></Types>`;
  return zip([{ name: '[Content_Types].xml', bytes: Buffer.from(types) }, ...more]);
}

/** A file as it lies there once it is received. */
export function received(name: string, bytes: Uint8Array): ReceivedFile {
  const folder = stagingFolder();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, randomUUID());
  writeFileSync(path, bytes);
  return { name, path, sizeBytes: bytes.length, cutOff: false };
}

/** Uploads a file into a form; its id. Throws the refusal. */
export async function upload(
  viewer: Viewer,
  form: string,
  name = 'מפרט.pdf',
  bytes: Uint8Array = PDF,
): Promise<number> {
  const { kept, refused } = await keepUploads(viewer, form, [received(name, bytes)]);
  if (refused[0] || !kept[0]) {
    throw refused[0] ?? new Error('nothing was kept');
  }
  return kept[0].id;
}
