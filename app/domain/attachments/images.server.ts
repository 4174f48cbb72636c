import type { Sharp, default as SharpLibrary } from 'sharp';
import { refuseFile } from '#app/domain/attachments/refusals';

/** Pixels of all frames together: a photo of 64 megapixels. More is what decompression bombs are made of. */
const MAX_PIXELS = 64_000_000;
/** The longer side of what is kept: enough for any screen, half the bytes of what phones take. */
const MAX_SIDE_PIXELS = 4_096;
const JPEG_QUALITY = 86;
const WEBP_QUALITY = 86;
/** Images worked on at once in this process: each takes some hundred megabytes at worst. */
const MAX_AT_ONCE = 2;

let loaded: Promise<typeof SharpLibrary> | null = null;

/** Loaded with the first image: the library takes some thirty megabytes, and most starts see no image for hours. */
function loadSharp(): Promise<typeof SharpLibrary> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    // One thread an image, so that requests get their share; and no reader but those of the four kinds we take.
    sharp.concurrency(1);
    sharp.cache(false);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: [
        'VipsForeignLoadJpegFile',
        'VipsForeignLoadPngFile',
        'VipsForeignLoadWebpFile',
        'VipsForeignLoadNsgifFile',
      ],
    });
    return sharp;
  });
  return loaded;
}

/** The image as it is kept. */
export interface CleanImage {
  width: number;
  height: number;
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Writes the image anew from its pixels: whatever else was in the file (place and camera, thumbnails, comments, a second
 * file behind it) is gone, its turn by EXIF is made real, colours are sRGB. Animations stay. Throws the refusal for what
 * cannot be read or has too many pixels.
 */
export async function writeCleanImage(from: string, to: string, mediaType: string, name: string): Promise<CleanImage> {
  if (running >= MAX_AT_ONCE) {
    await new Promise<void>((turn) => waiting.push(turn));
  }
  running += 1;
  try {
    return await encode(from, to, mediaType);
  } catch (error) {
    const tooLarge = error instanceof Error && /exceeds pixel limit|too large/i.test(error.message);
    throw refuseFile(tooLarge ? 'fileBomb' : 'fileBroken', { name });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function encode(from: string, to: string, mediaType: string): Promise<CleanImage> {
  const animated = mediaType === 'image/gif' || mediaType === 'image/webp';
  const sharp = await loadSharp();
  const image = sharp(from, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated })
    .autoOrient()
    .resize({ width: MAX_SIDE_PIXELS, height: MAX_SIDE_PIXELS, fit: 'inside', withoutEnlargement: true });
  const written = await inFormat(image, mediaType).toFile(to);
  return { width: written.width, height: written.pageHeight ?? written.height };
}

function inFormat(image: Sharp, mediaType: string): Sharp {
  switch (mediaType) {
    case 'image/png':
      return image.png({ compressionLevel: 8 });
    case 'image/webp':
      return image.webp({ quality: WEBP_QUALITY });
    case 'image/gif':
      return image.gif();
    default:
      return image.jpeg({ quality: JPEG_QUALITY });
  }
}
