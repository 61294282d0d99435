import { isReviewError, ReviewError } from 'kv-review/api';
import { imageTypeOf, type ImageType } from 'kv-review/model';
import type { Sharp } from 'sharp';

import { isAnimatedPng } from './animation.ts';
import { decode, readHeader, type ImageHeader } from './decoder.ts';
import { mendJpegHeader } from './mend-jpeg.ts';
import { createQueue } from './queue.ts';

export interface ImageLimits {
  /** The size of the uploaded file. */
  maxBytes: number;
  /** Width times height. Re-encoding takes about six bytes of memory a pixel. */
  maxPixels: number;
}

/** More than a browser gets from the cameras of today's telephones. */
export const defaultImageLimits: Readonly<ImageLimits> = {
  maxBytes: 15 * 1024 * 1024,
  maxPixels: 50_000_000,
};

export interface PrepareImageOptions extends Partial<ImageLimits> {
  /** JSON Pointer (RFC 6901) of the image in the request, for the error. */
  pointer?: string;
}

export interface EncodedImage {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: ImageType;
  /** Pixels. */
  width: number;
  height: number;
}

export interface PreparedImage {
  /** In its original size, upright, in sRGB. */
  full: EncodedImage;
  /** See `PhotoSize`. */
  thumbnail: EncodedImage;
}

/** Pixels of a thumbnail's longer side: a list shows it at about 96, on screens of higher density. */
const thumbnailSide = 128;

/** Uses two of libuv's four threads; the disk and the resolver need the others. */
const decoders = createQueue({ width: 2, maxWaiting: 500 });

/**
 * Re-encodes an uploaded photo, so that only its pixels are stored: no EXIF, XMP or colour profile, and
 * no data after the picture. The same bytes give the same result. Rejects with `invalid` and one part
 * that says what is wrong with the file, with `timeout` when it takes too long, and with `rate-limited`
 * when too many images wait.
 */
export async function prepareImage(
  bytes: Uint8Array,
  { maxBytes, maxPixels, pointer = '' }: PrepareImageOptions = {},
): Promise<PreparedImage> {
  const limits = {
    maxBytes: maxBytes ?? defaultImageLimits.maxBytes,
    maxPixels: maxPixels ?? defaultImageLimits.maxPixels,
  };
  const type = checkBytes(bytes, limits, pointer);
  return decoders(async () => {
    const mended = type === 'image/jpeg' ? mendJpegHeader(bytes) : bytes;
    const header = await whereDecodable(pointer, () => readHeader(mended));
    checkHeader(header, limits, pointer);
    const full = await whereDecodable(pointer, () =>
      encodeFull(mended, type, header.chromaSubsampling, limits),
    );
    return { full, thumbnail: await encodeThumbnail(full.bytes, limits) };
  });
}

function checkBytes(bytes: Uint8Array, { maxBytes }: ImageLimits, pointer: string): ImageType {
  if (bytes.length === 0) throw refused(pointer, 'an empty file');
  if (bytes.length > maxBytes) {
    throw refused(pointer, `${bytes.length} bytes; at most ${maxBytes} are allowed`);
  }
  const type = imageTypeOf(bytes);
  if (type === null) throw refused(pointer, 'neither JPEG, PNG nor WebP');
  if (type === 'image/png' && isAnimatedPng(bytes)) throw refused(pointer, animated);
  return type;
}

function checkHeader(header: ImageHeader, { maxPixels }: ImageLimits, pointer: string): void {
  if (header.isAnimated) throw refused(pointer, animated);
  const { width, height } = header;
  if (width * height > maxPixels) {
    throw refused(
      pointer,
      `${width} × ${height} pixels; at most ${maxPixels} in total are allowed`,
    );
  }
}

const animated = 'an animation; a photo has one frame';

async function encodeFull(
  bytes: Uint8Array,
  type: ImageType,
  chromaSubsampling: string | undefined,
  { maxPixels }: ImageLimits,
): Promise<EncodedImage> {
  const encodeWith = (failOn: 'warning' | 'error'): Promise<EncodedImage> => {
    const picture = opaque(decode(bytes, { maxPixels, failOn }));
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
function encodeThumbnail(full: Uint8Array, { maxPixels }: ImageLimits): Promise<EncodedImage> {
  const picture = decode(full, { maxPixels, failOn: 'error' }).resize({
    width: thumbnailSide,
    height: thumbnailSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return finish(picture.jpeg({ quality: 80 }), 'image/jpeg');
}

/** Transparent parts would look different on dark, on light and in a PDF. */
const opaque = (picture: Sharp): Sharp =>
  picture.flatten({ background: 'white' }).toColourspace('srgb');

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

async function whereDecodable<T>(pointer: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isReviewError(error)) throw error;
    if (error instanceof Error && error.message.startsWith('timeout:')) {
      throw new ReviewError('timeout', 'An image took too long to decode.', { cause: error });
    }
    throw refused(pointer, 'a damaged or incomplete file', error);
  }
}

function refused(pointer: string, message: string, cause?: unknown): ReviewError {
  return new ReviewError('invalid', 'An image was refused.', {
    parts: [{ pointer, message }],
    ...(cause === undefined ? {} : { cause }),
  });
}
