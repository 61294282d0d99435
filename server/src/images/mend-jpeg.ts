const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const app0 = 0xe0;
const app14 = 0xee;
const app15 = 0xef;

/** More than any camera writes; protects from files that consist of segments only. */
const maxSegments = 1000;

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** Whether it is a frame header, `SOF0` to `SOF15` (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Baseline and extended sequential: `SOF0` and `SOF1`. */
const isSequential = (frame: Uint8Array | undefined): boolean =>
  frame?.[1] === 0xc0 || frame?.[1] === 0xc1;

const isJfif = (segment: Uint8Array): boolean =>
  segment.length >= 18 && ascii(segment, 4, 9) === 'JFIF\0';

const isAdobe = (segment: Uint8Array): boolean =>
  segment.length >= 16 && ascii(segment, 4, 9) === 'Adobe';

/** `TEM` and `RST0` to `RST7` consist of a marker only. */
const isBare = (marker: number): boolean => marker === 1 || (marker >= 0xd0 && marker <= 0xd7);

const readLength = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** The next `0xff` with a code after it that is neither stuffing nor fill; -1 if there is none. */
function findMarker(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(0xff, start);
  while (at !== -1 && (bytes[at + 1] === 0 || bytes[at + 1] === 0xff)) {
    at = bytes.indexOf(0xff, at + 1);
  }
  return at + 1 < bytes.length ? at : -1;
}

/** Pixel phones write whole segments with `00` in place of `ff`; their content may contain `ff`. */
function skipMismarkedSegment(bytes: Uint8Array, start: number): number {
  const code = bytes[start + 1] ?? 0;
  if (bytes[start] !== 0 || code < app0 || code > app15) return start;
  const end = start + 2 + readLength(bytes, start + 2);
  return bytes[end] === 0xff ? end : start;
}

/** The end of the segment that begins with the marker at `start`; -1 if it is not complete. */
function findEnd(bytes: Uint8Array, start: number): number {
  if (isBare(bytes[start + 1] ?? 0)) return start + 2;
  const length = readLength(bytes, start + 2);
  return length < 2 || start + 2 + length > bytes.length ? -1 : start + 2 + length;
}

/** The colour transforms that Adobe defines for three and for four components; the first is assumed. */
const transforms: Readonly<Partial<Record<number, readonly [number, number]>>> = {
  3: [1, 0],
  4: [2, 0],
};

/** Writes the transform that libjpeg and browsers assume in place of an unknown one. */
function mendTransform(adobe: Uint8Array, components: number): void {
  const known = transforms[components];
  if (known && !known.includes(adobe[15] ?? 0)) adobe[15] = known[0];
}

/**
 * Corrects what cameras get wrong in the header of a JPEG and browsers tolerate: bytes between
 * segments, versions of JFIF and colour transforms of Adobe that do not exist, scan parameters that a
 * sequential image does not use. libjpeg reports only its first warning, so one about the header would
 * hide one about the picture. Returns the bytes as they are if the header is broken in another way.
 */
export function mendJpegHeader(bytes: Uint8Array): Uint8Array {
  const mended = new Uint8Array(bytes.length);
  mended.set(bytes.subarray(0, 2));
  let length = 2;
  let at = 2;
  let frame: Uint8Array | undefined;
  let adobe: Uint8Array | undefined;
  for (let count = 0; count < maxSegments; count += 1) {
    const start = findMarker(bytes, skipMismarkedSegment(bytes, at));
    const end = start === -1 ? -1 : findEnd(bytes, start);
    const marker = bytes[start + 1] ?? 0;
    if (end === -1 || marker === startOfImage || marker === endOfImage) return bytes;
    const segment = mended.subarray(length, length + end - start);
    segment.set(bytes.subarray(start, end));
    length += segment.length;
    at = end;
    if (isFrame(marker)) frame = segment;
    else if (marker === app0 && isJfif(segment)) segment.set([1, 2], 9);
    else if (marker === app14 && isAdobe(segment)) adobe = segment;
    else if (marker === startOfScan) {
      if (isSequential(frame) && segment.length >= 8) segment.set([0, 63, 0], segment.length - 3);
      if (adobe) mendTransform(adobe, frame?.[9] ?? 0);
      mended.set(bytes.subarray(end), length);
      return mended.subarray(0, length + bytes.length - end);
    }
  }
  return bytes;
}
