import { ReviewError } from 'kv-review/api';
import { imageTypeOf, type ImageType } from 'kv-review/model';

import { decodeElsewhere } from './decoders.ts';
import type { PixelLimits, PreparedImage } from './image.ts';
import { createQueue } from './queue.ts';

export interface ImageLimits extends PixelLimits {
  /** The size of the uploaded file. */
  readonly maxBytes: number;
}

/** More than a browser gets from the cameras of today's telephones. */
export const defaultImageLimits: Readonly<ImageLimits> = {
  maxBytes: 15 * 1024 * 1024,
  maxPixels: 50_000_000,
  maxSide: 12_000,
  maxRatio: 8,
};

/** Milliseconds for one image. One of as many pixels as allowed takes a tenth of it. */
const defaultTimeoutMs = 30_000;

export interface PrepareImageOptions extends Partial<ImageLimits> {
  /** Whose image it is: companies share the decoders. */
  companyId?: string;
  /** Whether transparent parts stay so, as in a logo. Default: they become white. */
  keepsTransparency?: boolean;
  /** JSON Pointer (RFC 6901) of the image in the request, for the error. */
  pointer?: string;
  timeoutMs?: number;
}

/** No company has all decoders. Each of them is a process and uses one processor. */
const decoders = createQueue({ width: 3, widthPerOwner: 2, maxWaiting: 200 });

/**
 * Re-encodes an uploaded photo, so that only its pixels are stored: no EXIF, XMP or colour profile, and
 * no data after the picture. The same bytes give the same result.
 * @throws ReviewError `invalid` with one part that says what is wrong with the file, `timeout` when it
 *   takes too long, `rate-limited` when too many images of the company wait, and `unavailable` when
 *   its decoder ends.
 */
export async function prepareImage(
  bytes: Uint8Array,
  options: PrepareImageOptions = {},
): Promise<PreparedImage> {
  const { companyId = '', pointer = '', timeoutMs = defaultTimeoutMs, ...rest } = options;
  const { keepsTransparency = false, ...changed } = rest;
  const { maxBytes, ...limits } = { ...defaultImageLimits, ...changed };
  const type = checkBytes(bytes, maxBytes, pointer);
  const answer = await decoders(companyId, () =>
    decodeElsewhere({ bytes, type, limits, keepsTransparency }, timeoutMs),
  );
  if (answer.is === 'refused') throw refused(pointer, answer.message);
  return answer.image;
}

function checkBytes(bytes: Uint8Array, maxBytes: number, pointer: string): ImageType {
  if (bytes.length === 0) throw refused(pointer, 'an empty file');
  if (bytes.length > maxBytes) {
    throw refused(pointer, `${bytes.length} bytes; at most ${maxBytes} are allowed`);
  }
  const type = imageTypeOf(bytes);
  if (type === null) throw refused(pointer, 'neither JPEG, PNG nor WebP');
  return type;
}

const refused = (pointer: string, message: string): ReviewError =>
  new ReviewError('invalid', 'An image was refused.', { parts: [{ pointer, message }] });
