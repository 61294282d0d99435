import { recognizeImage } from '../../model/image-type.js';
import { isReviewError, ReviewError } from '../errors.js';
import { idsIn } from '../operations/operation.js';
import { parseJson, readBytes, TooLargeError } from './body.js';
import { mediaType, retryAfter } from './fields.js';
import { answerTypes, problemType } from './media-types.js';
import { toReviewError } from './read-problem.js';
import type { Message } from './write-message.js';

/** An error, and whether the same request may succeed in a moment. It does not leave the client. */
export class Failure extends Error {
  readonly error: ReviewError;
  readonly transient: boolean;

  constructor(error: ReviewError, transient: boolean) {
    super(error.message);
    this.error = error;
    this.transient = transient;
  }
}

/** The largest answers that are read, in bytes. */
export interface AnswerLimits {
  readonly json: number;
  readonly image: number;
}

const malformed = (why: string) => new Failure(new ReviewError('unavailable', why), false);

async function read(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(response, limit);
  } catch (error) {
    if (error instanceof TooLargeError) throw malformed('The answer is too large.');
    throw error;
  }
}

/** `undefined` for the error page of a proxy, and for a body that breaks off. */
async function readProblemBody(response: Response, limit: number): Promise<unknown> {
  if (mediaType(response.headers) !== problemType) return undefined;
  try {
    return parseJson(await readBytes(response, limit));
  } catch {
    return undefined;
  }
}

async function readFailure(
  { operation }: Message,
  response: Response,
  limit: number,
): Promise<Failure> {
  const { status, headers } = response;
  const body = await readProblemBody(response, limit);
  const error = await toReviewError(status, body, retryAfter(headers, Date.now()));
  // The path has no id that could be unknown, so it is the backend that is missing.
  if (error.code === 'not-found' && idsIn(operation.path).length === 0) {
    return malformed('No backend serves the HTTP contract at baseUrl.');
  }
  return new Failure(error, status === 429 || (status >= 500 && status !== 501));
}

async function readJson({ checks }: Message, response: Response, limit: number): Promise<unknown> {
  if (mediaType(response.headers) !== 'application/json')
    throw malformed('The answer is not JSON.');
  const bytes = await read(response, limit);
  try {
    return checks.answer(parseJson(bytes));
  } catch (error) {
    throw isReviewError(error) ? new Failure(error, false) : malformed('The answer is not JSON.');
  }
}

async function readImage(response: Response, limit: number): Promise<Blob> {
  const image = await recognizeImage(new Blob([await read(response, limit)]));
  if (!image) throw malformed('The photo is not a JPEG, PNG or WebP.');
  return image;
}

async function readImages(response: Response, limit: number): Promise<(Blob | null)[]> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = await read(response, limit);
  let parts: FormDataEntryValue[];
  try {
    parts = (await new Response(bytes, { headers: { 'content-type': type } }).formData()).getAll(
      'image',
    );
  } catch {
    throw malformed('The answer is not multipart/form-data.');
  }
  return Promise.all(
    parts.map(async (part) => (part instanceof Blob ? recognizeImage(part) : null)),
  );
}

/** The answer as it arrives. */
export interface StreamedAnswer {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

function openStream(
  answer: 'csv' | 'events' | 'progress',
  { headers, body }: Response,
): StreamedAnswer {
  const [type] = answerTypes[answer];
  if (mediaType(headers) !== type || !body) throw malformed(`The answer is not ${type}.`);
  return { headers, body };
}

/**
 * Reads and checks the answer of a backend. What a stream contains is not checked here.
 * @throws Failure, or the error of the body's stream.
 */
export async function readAnswer(
  message: Message,
  response: Response,
  limits: AnswerLimits,
): Promise<unknown> {
  const { answer } = message.operation;
  if (!response.ok) throw await readFailure(message, response, limits.json);
  if (response.status !== (answer === 'empty' ? 204 : 200)) {
    throw malformed(`The backend answered ${response.status}.`);
  }
  switch (answer) {
    case 'json':
      return readJson(message, response, limits.json);
    case 'image':
      return readImage(response, limits.image);
    case 'images':
      return readImages(response, limits.image);
    case 'csv':
    case 'events':
    case 'progress':
      return openStream(answer, response);
    case 'empty':
      return undefined;
  }
}
