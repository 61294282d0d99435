import * as v from 'valibot';

import { identifier } from './primitives.js';

export const photoKind = v.picklist(['selfie', 'document-front', 'document-back']);
export type PhotoKind = v.InferOutput<typeof photoKind>;

/** A photo taken during the verification; its bytes come from `ReviewApi.getPhoto`. */
export const photo = v.object({ id: identifier, kind: photoKind });
export type Photo = v.InferOutput<typeof photo>;

export const photoSize = v.picklist(['thumbnail', 'full']);
/** `thumbnail` fits a list row (about 96 px on its longer side); `full` is as stored. */
export type PhotoSize = v.InferOutput<typeof photoSize>;

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/**
 * The type of an image by its first twelve bytes, whatever it was declared as; `null` for all else.
 * SVG is no image here: opened in a tab it runs script in the host's origin.
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return null;
}
