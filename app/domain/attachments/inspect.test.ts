import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectFile } from '#app/domain/attachments/inspect.server';
import { office, PDF, picture, zip } from '#tests/support/factories-files';
import { refusal } from '#tests/support/refusal';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

function inspect(name: string, bytes: Uint8Array | string) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return inspectFile(path, name);
}

const part = (name: string, text = '') => ({ name, bytes: Buffer.from(text) });
const TEN_MEGABYTES = Buffer.alloc(10_000_000);

describe('refused', () => {
  test.each<[string, string, Uint8Array | string]>([
    ['fileType', 'program.exe', Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1')],
    ['fileType', 'page.html', '<!doctype html><script>alert(1)</script>'],
    ['fileType', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['fileType', 'page.txt', '\n <HTML><body onload=alert(1)>'],
    ['fileType', 'drawing.csv', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ['fileType', 'binary.txt', Buffer.from([0x41, 0, 0x42])],
    ['fileType', 'no-ending', 'just text'],
    ['fileType', 'archive.zip', zip([part('a.txt', 'a')])],
    ['fileType', 'archive.docx', zip([part('a.txt', 'a')])],
    ['fileType', 'cut.pdf', '%PDF-1.4 and then nothing'],
    ['fileDiffers', 'report.pdf', office('docx')],
    ['fileDiffers', 'table.xlsx', office('docx')],
    ['fileDiffers', 'program.exe', PDF],
    ['fileMacros', 'letter.docm', office('docm')],
    ['fileMacros', 'letter.docx', office('docm')],
    ['fileMacros', 'letter.docx', office('docx', [part('word/vbaProject.bin', 'x')])],
    ['fileMacros', 'table.xlsx', office('xlsx', [part('xl/macrosheets/sheet1.xml', 'x')])],
    [
      'fileMacros',
      'letter.odt',
      zip([part('mimetype', 'application/vnd.oasis.opendocument.text'), part('Basic/a.xml')]),
    ],
    ['fileBroken', 'letter.docx', office('docx').subarray(0, 80)],
    ['fileBroken', 'letter.docx', Buffer.concat([office('docx'), Buffer.from('more behind it')])],
    ['fileBroken', 'letter.docx', office('docx', [part('../../escape.xml', 'x')])],
    ['fileBroken', 'letter.docx', office('docx', [{ ...part('lies.xml', 'x'.repeat(50_000)), says: 10 }])],
  ])('%s: %s', async (key, name, bytes) => {
    expect(await refusal(inspect(name, bytes))).toBe(`invalid ${key} files`);
  });

  test('a bomb by what it says, and one by what it does', async () => {
    const huge = { ...part('huge.xml', 'x'), says: 3_000_000_000 };
    expect(await refusal(inspect('a.docx', office('docx', [huge])))).toBe('invalid fileBomb files');
    const many = Array.from({ length: 3 }, (_, index) => ({ name: `${index}.xml`, bytes: TEN_MEGABYTES }));
    expect(await refusal(inspect('a.docx', office('docx', many)))).toBe('invalid fileBomb files');
    const entries = Array.from({ length: 5_001 }, (_, index) => part(`${index}`));
    expect(await refusal(inspect('a.docx', office('docx', entries)))).toBe('invalid fileBomb files');
  });

  test('two files in one: a PDF that is a ZIP archive too', async () => {
    const both = Buffer.concat([PDF, zip([part('a.txt', 'a')])]);
    expect(await refusal(inspect('a.pdf', both))).toBe('invalid fileType files');
  });
});

describe('taken', () => {
  test.each<[string, string, Uint8Array | string]>([
    ['application/pdf', 'מפרט.pdf', PDF],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx', office('docx')],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'a.XLSX', office('xlsx')],
    ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'a.pptx', office('pptx')],
    [
      'application/vnd.oasis.opendocument.text',
      'a.odt',
      zip([part('mimetype', 'application/vnd.oasis.opendocument.text')]),
    ],
    ['text/plain', 'יומן.txt', 'שורה\r\nעוד שורה\t<b>'],
    ['text/markdown', 'סיכום.md', '# סיכום\n\n<details>'],
    // What Excel writes in an Israeli office: windows-1255, and Unicode with its mark.
    ['text/csv', 'a.csv', Buffer.from([0xf9, 0xed, 0x2c, 0x31, 0x0d, 0x0a])],
    ['text/csv', 'b.csv', Buffer.from('\ufeffשם,סכום\r\n', 'utf16le')],
    ['text/csv', 'empty-lines.csv', '\ufeffשם,סכום\n\n'],
  ])('%s: %s', async (mediaType, name, bytes) => {
    expect(await inspect(name, bytes)).toMatchObject({ kind: { mediaType }, name });
  });

  test.each(['png', 'jpeg', 'webp', 'gif'] as const)('an image: %s, by its bytes', async (format) => {
    expect(await inspect(`a.${format}`, await picture(format))).toMatchObject({
      kind: { mediaType: `image/${format}` },
    });
  });

  test('a name without an ending gets the right one', async () => {
    expect((await inspect('', PDF)).name).toBe('file.pdf');
    expect((await inspect('צילום', await picture())).name).toBe('צילום.png');
  });
});
