import { recognizeImage } from '../../model/image-type.js';
import { ReviewError } from '../errors.js';
import { parseJson, readBytes, TooLargeError } from './body.js';
import { mediaType, retryAfter } from './fields.js';
import { problemType } from './media-types.js';
import type { Problem } from './problem.js';
import { toReviewError } from './read-problem.js';

/** The largest answers that are read, in bytes. */
export const answerLimits = { json: 8 * 2 ** 20, image: 25 * 2 ** 20 } as const;

export const malformed = (why: string): ReviewError => new ReviewError('unavailable', why);

/**
 * Reads a body of at most `limit` bytes.
 * @throws ReviewError `unavailable` when it is longer, or the error of a stream that breaks off
 */
export async function readLimited(
  response: Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(response, limit);
  } catch (error) {
    if (error instanceof TooLargeError) throw malformed('The answer is too large.');
    throw error;
  }
}

/**
 * Reads a JSON answer of at most `limit` bytes, whatever its type beyond `+json` (RFC 6839).
 * @throws ReviewError `unavailable` when it is something else, such as the page of a proxy
 */
export async function readJson(
  response: Response,
  limit: number = answerLimits.json,
): Promise<unknown> {
  if (!/[/+]json$/.test(mediaType(response.headers))) throw malformed('The answer is not JSON.');
  const bytes = await readLimited(response, limit);
  try {
    return parseJson(bytes);
  } catch {
    throw malformed('The answer is not JSON.');
  }
}

/**
 * Reads a photo of at most `limit` bytes. Its bytes decide the type, whatever the answer says.
 * @throws ReviewError `unavailable` when it is not a JPEG, PNG or WebP
 */
export async function readImage(
  response: Response,
  limit: number = answerLimits.image,
): Promise<Blob> {
  const image = await recognizeImage(new Blob([await readLimited(response, limit)]));
  if (!image) throw malformed('The photo is not a JPEG, PNG or WebP.');
  return image;
}

/** `undefined` for the error page of a proxy. Most pages never load the schema. */
async function readProblemDetails(response: Response, limit: number): Promise<Problem | undefined> {
  if (mediaType(response.headers) !== problemType) return undefined;
  try {
    const body = parseJson(await readBytes(response, limit));
    return (await import('./problem.js')).readProblem(body);
  } catch {
    // If the body breaks off, or the schema cannot be loaded, the status has to do.
    return undefined;
  }
}

/**
 * Makes the error of an answer that is not a success: from its problem details (RFC 9457) if it has
 * those of the contract, otherwise from its status, with the delay that `Retry-After` asks for.
 */
export async function readError(
  response: Response,
  limit: number = answerLimits.json,
): Promise<ReviewError> {
  const { status, headers } = response;
  const problem = await readProblemDetails(response, limit);
  return toReviewError(status, problem, retryAfter(headers, Date.now()));
}
