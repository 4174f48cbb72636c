import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { writeCleanImage } from '#app/domain/attachments/images.server';
import { photo, picture } from '#tests/support/factories-files';
import { refusal } from '#tests/support/refusal';

const folder = mkdtempSync(join(tmpdir(), 'roundtable-images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const from = join(folder, 'sent');
const to = join(folder, 'kept');

function clean(bytes: Uint8Array, mediaType: string) {
  writeFileSync(from, bytes);
  return writeCleanImage(from, to, mediaType, 'a');
}

test('more pixels than it says in bytes: refused before they are unpacked', async () => {
  const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(bomb.length).toBeLessThan(2_000_000);
  expect(await refusal(clean(bomb, 'image/png'))).toBe('invalid fileBomb files');
});

test.each([
  ['half of it', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ['a drawing (SVG) that claims to be one', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
])('%s: refused', async (_name, broken) => {
  expect(await refusal(clean(broken(await picture('png', 400, 300)), 'image/png'))).toBe('invalid fileBroken files');
});

test('a photo loses place and camera and keeps its turn', async () => {
  const sent = await photo();
  expect(sent.toString('latin1')).toContain('SECRETCAMERA');
  expect(await clean(sent, 'image/jpeg')).toEqual({ width: 40, height: 60 });
  const { exif, xmp, iptc, orientation, format } = await sharp(to).metadata();
  expect({ exif, xmp, iptc, orientation, format }).toEqual({ format: 'jpeg' });
  expect(readFileSync(to, 'latin1')).not.toContain('SECRETCAMERA');
});

test('what stands behind an image is gone: a program, a second file', async () => {
  const both = Buffer.concat([await picture('gif'), Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]);
  await clean(both, 'image/gif');
  expect(readFileSync(to, 'latin1')).not.toMatch(/script|PK/);
});

test('larger than any screen becomes as large as a screen', async () => {
  expect(await clean(await picture('jpeg', 6_000, 3_000), 'image/jpeg')).toEqual({ width: 4_096, height: 2_048 });
});

test.each(['png', 'jpeg', 'webp', 'gif'] as const)('%s stays what it is', async (format) => {
  expect(await clean(await picture(format), `image/${format}`)).toEqual({ width: 60, height: 40 });
  expect((await sharp(to).metadata()).format).toBe(format);
});

test('many at once are taken one after another, and all of them', async () => {
  const bytes = await picture();
  writeFileSync(from, bytes);
  const all = Array.from({ length: 8 }, (_, index) => writeCleanImage(from, `${to}-${index}`, 'image/png', 'a'));
  expect(await Promise.all(all)).toEqual(Array(8).fill({ width: 60, height: 40 }));
});
