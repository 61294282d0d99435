import { parseJson, readBytes, TooLargeError } from '../http/body.js';
import { mediaType } from '../http/fields.js';
import { answerTypes } from '../http/media-types.js';
import { recognizeImage } from '../../model/image-type.js';
import { refusal } from './refusal.js';

/** @throws Refusal 415 */
export function checkMediaType({ headers }: Request, type: string): void {
  if (mediaType(headers) !== type || headers.has('content-encoding')) {
    throw refusal({ status: 415, detail: `The request body must be ${type}, uncompressed.` });
  }
}

/** @throws Refusal 413 when the body is longer than `limit` bytes, 400 when `parse` fails. */
export async function readBody<T>(
  request: Request,
  limit: number,
  parse: (bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>,
  expected: string,
): Promise<T> {
  try {
    return await parse(await readBytes(request, limit));
  } catch (error) {
    throw error instanceof TooLargeError
      ? refusal({ status: 413, detail: `The request body is longer than ${limit} bytes.` })
      : refusal({ status: 400, detail: `The request body is not valid ${expected}.` });
  }
}

/** @throws Refusal 413 or 400 */
export const readJsonBody = (request: Request, limit: number): Promise<unknown> =>
  readBody(request, limit, parseJson, 'JSON');

/** What a caller may say of an image. Its bytes decide. */
const imageTypes: readonly string[] = [...answerTypes.image, 'application/octet-stream'];

/** @throws Refusal 415 when the bytes are not an image, 413 */
export async function readImageBody(request: Request, limit: number): Promise<Blob> {
  const { headers } = request;
  const unsupported = () =>
    refusal({ status: 415, detail: 'The request body must be a JPEG, PNG or WebP.' });
  if (!imageTypes.includes(mediaType(headers)) || headers.has('content-encoding')) {
    throw unsupported();
  }
  const image = await readBody(
    request,
    limit,
    (bytes) => recognizeImage(new Blob([bytes])),
    'image',
  );
  if (!image) throw unsupported();
  return image;
}
