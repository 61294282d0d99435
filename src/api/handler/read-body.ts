import { parseJson, readBytes, TooLargeError } from '../http/body.js';
import { mediaType } from '../http/fields.js';
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
