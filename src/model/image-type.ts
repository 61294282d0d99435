export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/**
 * The type of an image by its first twelve bytes; `null` for any other content. SVG does not count
 * as an image, because an SVG that is opened in a tab runs scripts in the host page's origin.
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** The image with the type that its bytes show, not the declared one; `null` when not an image. */
export async function recognizeImage(blob: Blob): Promise<Blob | null> {
  const [head] = await readHeads([blob]);
  return head ? withTypeOf(blob, head) : null;
}

/** Like `recognizeImage`, for many blobs at once. A blob that cannot be read is `null`. */
export async function recognizeImages(blobs: readonly Blob[]): Promise<readonly (Blob | null)[]> {
  try {
    const heads = await readHeads(blobs);
    return blobs.map((blob, index) => withTypeOf(blob, heads[index]));
  } catch {
    return Promise.all(blobs.map((blob) => recognizeImage(blob).catch(() => null)));
  }
}

/** Reads the first twelve bytes of each. One read for all, because each asks another process. */
async function readHeads(blobs: readonly Blob[]): Promise<readonly Uint8Array[]> {
  const heads = blobs.map((blob) => blob.slice(0, 12));
  const bytes = new Uint8Array(await new Blob(heads).arrayBuffer());
  let end = 0;
  return heads.map(({ size }) => bytes.subarray(end, (end += size)));
}

function withTypeOf(blob: Blob, head: Uint8Array = new Uint8Array()): Blob | null {
  const type = imageTypeOf(head);
  return type && (blob.type === type ? blob : new Blob([blob], { type }));
}

/** Whether a value is a list of images, with `null` for each missing one. */
export const isImageList = (value: unknown): value is readonly (Blob | null)[] =>
  Array.isArray(value) && value.every((part) => part === null || part instanceof Blob);
