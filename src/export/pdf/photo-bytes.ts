import { imageTypeOf } from '../../model/image-type.js';

/**
 * JPEG segments that a decoder needs (ITU-T T.81, table B.1): JFIF, the colour profile and Adobe's
 * colour transform.
 */
const app0 = 0xe0;
const app2 = 0xe2;
const app14 = 0xee;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** PNG chunks that only describe how to draw the image (W3C PNG, third edition, 4.7.2 and 11). */
const drawingChunks: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs'.split(' '),
);

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/**
 * The first part of a JPEG that is not needed to draw it, such as `APP1` (EXIF, XMP). `null` if
 * there is none.
 */
function findInJpeg(bytes: Uint8Array): string | null {
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return 'data between segments';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return at + 2 === bytes.length ? null : 'data after the image';
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return 'a broken segment';
    const unwanted = unwantedSegment(marker, bytes.subarray(at + 4, at + 2 + length));
    if (unwanted) return unwanted;
    at += 2 + length;
    if (marker === startOfScan) at = endOfScan(bytes, at);
  }
  return 'no end of the image';
}

function unwantedSegment(marker: number, content: Uint8Array): string | null {
  if (marker === 0xfe) return 'COM';
  if (marker < app0 || marker > 0xef) return null;
  // A longer JFIF header and the JFXX extension contain a thumbnail (ITU-T T.871, 10).
  if (marker === app0 && ascii(content, 0, 5) === 'JFIF\0' && content.length === 14) return null;
  if (marker === app2 && ascii(content, 0, 12) === 'ICC_PROFILE\0') return null;
  if (marker === app14 && ascii(content, 0, 5) === 'Adobe' && content.length === 12) return null;
  return `APP${marker - app0}`;
}

/** The end of a scan's coded data: a marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

function findInPng(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = ascii(bytes, at + 4, at + 8);
    if (!drawingChunks.has(type)) return JSON.stringify(type);
    at += 12 + view.getUint32(at);
    if (type === 'IEND') return at === bytes.length ? null : 'data after the image';
  }
  return 'no end of the image';
}

/**
 * Returns the type of a photo that contains only its picture.
 * @throws {TypeError} for a photo that is not a JPEG or PNG, or contains metadata such as EXIF, XMP
 * or a comment, which the PDF would pass on.
 */
export function checkPhotoBytes(id: string, bytes: Uint8Array): 'image/jpeg' | 'image/png' {
  const type = imageTypeOf(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') {
    throw new TypeError(
      `Photo ${id} is not a JPEG or PNG. Redraw it before you pass it to the PDF.`,
    );
  }
  const found = type === 'image/jpeg' ? findInJpeg(bytes) : findInPng(bytes);
  if (found !== null) {
    throw new TypeError(
      `Photo ${id} contains metadata (${found}). Redraw it before you pass it to the PDF.`,
    );
  }
  return type;
}
