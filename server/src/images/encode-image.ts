/** Decodes a photo and encodes it again. Runs in a decoder process, never in the server's. */
import type { ImageType } from 'kv-review/model';
import type { Sharp } from 'sharp';

import { isAnimatedPng } from './animation.ts';
import { decode, readHeader, type ImageHeader } from './decoder.ts';
import type { EncodedImage, ImageRequest, PixelLimits, PreparedImage } from './image.ts';
import { mendJpegHeader } from './mend-jpeg.ts';

/** Says in its message what is wrong with the file. */
export class ImageRefusal extends Error {
  override get name() {
    return 'ImageRefusal' as const;
  }
}

/** Pixels of a thumbnail's longer side: a list shows it at about 96, on screens of higher density. */
const thumbnailSide = 128;

/**
 * Only the pixels of the photo remain. The same bytes give the same result.
 * @throws ImageRefusal for a file that cannot be decoded, or exceeds the limits.
 */
export async function encodeImage(request: ImageRequest): Promise<PreparedImage> {
  const { bytes, type, limits } = request;
  if (type === 'image/png' && isAnimatedPng(bytes)) throw new ImageRefusal(animated);
  const mended = type === 'image/jpeg' ? mendJpegHeader(bytes) : bytes;
  const header = await whereDecodable(() => readHeader(mended));
  checkHeader(header, limits);
  const full = await whereDecodable(() =>
    encodeFull({ ...request, bytes: mended }, header.chromaSubsampling),
  );
  return { full, thumbnail: await encodeThumbnail(full.bytes, limits) };
}

const animated = 'an animation; a photo has one frame';

function checkHeader(header: ImageHeader, { maxPixels, maxSide, maxRatio }: PixelLimits): void {
  if (header.isAnimated) throw new ImageRefusal(animated);
  const { width, height } = header;
  const size = `${width} × ${height} pixels`;
  if (width * height > maxPixels) {
    throw new ImageRefusal(`${size}; at most ${maxPixels} in total are allowed`);
  }
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  if (longer > maxSide) {
    throw new ImageRefusal(`${size}; at most ${maxSide} are allowed on each side`);
  }
  if (longer > shorter * maxRatio) {
    throw new ImageRefusal(`${size}; a side may have at most ${maxRatio} times the other`);
  }
}

async function encodeFull(
  { bytes, type, limits: { maxPixels }, keepsTransparency }: ImageRequest,
  chromaSubsampling: string | undefined,
): Promise<EncodedImage> {
  const encodeWith = (failOn: 'warning' | 'error'): Promise<EncodedImage> => {
    const decoded = decode(bytes, { maxPixels, failOn });
    const picture = (keepsTransparency ? decoded : opaque(decoded)).toColourspace('srgb');
    switch (type) {
      case 'image/jpeg':
        return finish(
          picture.jpeg({
            quality: 92,
            chromaSubsampling: chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4',
            // Optimal Huffman tables would need all coefficients in memory: 20 bytes a pixel.
            optimiseCoding: false,
          }),
          type,
        );
      case 'image/png':
        return finish(picture.png(), type);
      case 'image/webp':
        return finish(picture.webp({ quality: 92, effort: 2 }), type);
    }
  };
  try {
    return await encodeWith('warning');
  } catch (error) {
    if (!isHarmlessWarning(error)) throw error;
    return encodeWith('error');
  }
}

/** Made from the full size, so that both show the same picture. */
function encodeThumbnail(full: Uint8Array, { maxPixels }: PixelLimits): Promise<EncodedImage> {
  const picture = decode(full, { maxPixels, failOn: 'error' }).resize({
    width: thumbnailSide,
    height: thumbnailSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return finish(picture.jpeg({ quality: 80 }), 'image/jpeg');
}

/** Transparent parts of a photo would look different on dark, on light and in a PDF. */
const opaque = (picture: Sharp): Sharp => picture.flatten({ background: 'white' });

async function finish(picture: Sharp, contentType: ImageType): Promise<EncodedImage> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { bytes: data, contentType, width: info.width, height: info.height };
}

/**
 * Cameras pad the coded pixels, which are intact. No other warning follows: bytes between scans or
 * before a restart marker do not count, because libjpeg hides the warnings after its first.
 */
const harmlessWarning = /extraneous bytes before marker 0xd9/;

const isHarmlessWarning = (error: unknown): boolean =>
  error instanceof Error &&
  error.message.split('\n').every((line) => line.trim() === '' || harmlessWarning.test(line));

async function whereDecodable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ImageRefusal('a damaged or incomplete file', { cause });
  }
}
