import type { ErrorHandler } from 'hono';
import { isReviewError, ReviewError } from 'kv-review/api';
import {
  parseJson,
  readBytes,
  toProblem,
  checkRequest,
  TooLargeError,
} from 'kv-review/api/handler';
import type * as v from 'valibot';

/** The longest JSON body of this server's own routes, in bytes. */
export const maxJsonSize = 64 * 1024;

/**
 * Reads and checks a JSON body.
 * @throws ReviewError `invalid`, naming what is wrong without quoting it.
 */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  let value: unknown;
  try {
    value = parseJson(await readBytes(request, maxJsonSize));
  } catch (error) {
    const message =
      error instanceof TooLargeError ? `more than ${maxJsonSize} bytes` : 'expected JSON';
    throw new ReviewError('invalid', 'The body is not read.', {
      parts: [{ pointer: '', message }],
    });
  }
  return checkRequest(schema, value);
}

/** Answers what a route throws; why it failed is told to the log, and not to the caller. */
export function answerErrors(report: (error: unknown, request: Request) => void): ErrorHandler {
  return (thrown, context) => {
    const isForeseen = isReviewError(thrown);
    if (!isForeseen || thrown.code === 'unavailable') report(thrown, context.req.raw);
    if (isForeseen) return toProblem(thrown);
    const error = new ReviewError('unavailable', 'The server failed.');
    return toProblem(error, { status: 500, detail: 'The server failed.' });
  };
}

export const notFound = (): Response =>
  toProblem(new ReviewError('not-found', 'There is no such resource.'));
