import { isReviewError, ReviewError } from 'kv-review/api';
import { imageTypeOf, type ImageType } from 'kv-review/model';
import type { Sharp } from 'sharp';

import { isAnimatedPng } from './animation.ts';
import { decode, readHeader, type ImageHeader } from './decoder.ts';
import { createQueue } from './queue.ts';

export interface ImageLimits {
  /** Of the file as it came. */
  maxBytes: number;
  /** Width times height; drawing anew takes some six bytes for each. */
  maxPixels: number;
}

/** More than the cameras of today's telephones make in a browser. */
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
  /** As it came, upright, in sRGB. */
  full: EncodedImage;
  /** What `PhotoSize` calls so. */
  thumbnail: EncodedImage;
}

/** Pixels of a thumbnail's longer side: about 96 in a row of a list, on a screen that is denser. */
const thumbnailSide = 128;

/** Two of libuv's four threads; the others stay with the disk and the resolver. */
const decoders = createQueue({ width: 2, maxWaiting: 500 });

/**
 * Draws an uploaded photo anew, so that nothing but its pixels is stored: no EXIF, XMP or colour
 * profile, and nothing that was hidden behind the picture. The same bytes give the same result.
 * Rejects with `invalid` and one part that says in words what is wrong with the file, with
 * `timeout` when it takes too long, and with `rate-limited` when too many images wait.
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
    const header = await whereDecodable(pointer, () => readHeader(bytes));
    checkHeader(header, limits, pointer);
    const full = await whereDecodable(pointer, () =>
      encodeFull(bytes, type, header.chromaSubsampling, limits),
    );
    return { full, thumbnail: await encodeThumbnail(full.bytes, limits) };
  });
}

function checkBytes(bytes: Uint8Array, { maxBytes }: ImageLimits, pointer: string): ImageType {
  if (bytes.length === 0) throw refused(pointer, 'an empty file');
  if (bytes.length > maxBytes) {
    throw refused(pointer, `${bytes.length} bytes, and at most ${maxBytes} are allowed`);
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
      `${width} × ${height} pixels, and at most ${maxPixels} in all are allowed`,
    );
  }
}

const animated = 'an animation, and a photo has one frame';

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
            // Optimal Huffman tables would hold all coefficients in memory: 20 bytes a pixel.
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

/** Drawn from the full size, so that it can show nothing else. */
function encodeThumbnail(full: Uint8Array, { maxPixels }: ImageLimits): Promise<EncodedImage> {
  const picture = decode(full, { maxPixels, failOn: 'error' }).resize({
    width: thumbnailSide,
    height: thumbnailSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
  return finish(picture.jpeg({ quality: 80 }), 'image/jpeg');
}

/** See-through parts would look different in a dark list, a bright one and a PDF. */
const opaque = (picture: Sharp): Sharp =>
  picture.flatten({ background: 'white' }).toColourspace('srgb');

async function finish(picture: Sharp, contentType: ImageType): Promise<EncodedImage> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { bytes: data, contentType, width: info.width, height: info.height };
}

/** Cameras write such files and browsers show them whole; the pixels up to there are sound. */
const harmlessWarning =
  /extraneous bytes before marker 0xd9|Invalid SOS parameters for sequential JPEG/;

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
