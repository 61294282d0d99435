import type * as v from 'valibot';

import { imageTypeOf } from '../../model/photo.js';
import { isReviewError, ReviewError } from '../errors.js';
import { parseJson, readBytes, TooLargeError } from './body.js';
import type { Route } from './contract.js';
import { mediaType, retryAfter } from './fields.js';
import { problemType } from './problem.js';
import { toReviewError } from './read-problem.js';
import { checkAnswer } from './validate.js';

/** What went wrong, and whether the same request may do well in a moment. Stays in the client. */
export class Failure extends Error {
  readonly error: ReviewError;
  readonly transient: boolean;

  constructor(error: ReviewError, transient: boolean) {
    super(error.message);
    this.error = error;
    this.transient = transient;
  }
}

/** The most that is read of an answer, in bytes. */
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

/** A page that some proxy wrote is no problem that could be read, nor is one that breaks off. */
async function readProblem(response: Response, limit: number): Promise<unknown> {
  if (mediaType(response.headers) !== problemType) return undefined;
  try {
    return parseJson(await readBytes(response, limit));
  } catch {
    return undefined;
  }
}

async function readFailure(route: Route, response: Response, limit: number): Promise<Failure> {
  const { status, headers } = response;
  const told = await readProblem(response, limit);
  const error = toReviewError(status, told, retryAfter(headers, Date.now()));
  // Where nothing is asked for by its id, nothing can be missing but the backend itself.
  if (error.code === 'not-found' && !route.errors.includes('not-found')) {
    return malformed('There is no backend of this contract at baseUrl.');
  }
  return new Failure(error, status === 429 || (status >= 500 && status !== 501));
}

async function readJson(
  schema: v.GenericSchema,
  response: Response,
  limit: number,
): Promise<unknown> {
  if (mediaType(response.headers) !== 'application/json') throw malformed('The answer is no JSON.');
  const bytes = await read(response, limit);
  try {
    return checkAnswer(schema, parseJson(bytes));
  } catch (error) {
    throw isReviewError(error) ? new Failure(error, false) : malformed('The answer is no JSON.');
  }
}

async function readImage(response: Response, limit: number): Promise<Blob> {
  const bytes = await read(response, limit);
  const type = imageTypeOf(bytes);
  if (type === null) throw malformed('The photo is no JPEG, PNG or WebP.');
  return new Blob([bytes], { type });
}

function readStream({ headers, body }: Response): ReadableStream<Uint8Array> {
  if (mediaType(headers) !== 'text/event-stream' || !body) {
    throw malformed('The answer is no stream of events.');
  }
  return body;
}

/**
 * Reads and checks what a backend answered; of a stream of events only that it is one.
 * @throws Failure, or what the body's stream fails with.
 */
export async function readAnswer(
  route: Route,
  response: Response,
  limits: AnswerLimits,
): Promise<unknown> {
  const { answer } = route;
  if (!response.ok) throw await readFailure(route, response, limits.json);
  if (response.status !== answer.status)
    throw malformed(`The backend answered ${response.status}.`);
  switch (answer.kind) {
    case 'json':
      return readJson(answer.schema, response, limits.json);
    case 'image':
      return readImage(response, limits.image);
    case 'events':
      return readStream(response);
    case 'empty':
      return undefined;
  }
}
