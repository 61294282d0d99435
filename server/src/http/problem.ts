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
    throw new ReviewError('invalid', 'The request body is not valid JSON.', {
      parts: [{ pointer: '', message }],
    });
  }
  return checkRequest(schema, value);
}

/** A refusal with another status than that of its code. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: ReviewError;

  constructor(status: number, error: ReviewError) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

/** Turns what a route throws into a problem. The cause goes to the log, not to the caller. */
export function answerErrors(report: (error: unknown, request: Request) => void): ErrorHandler {
  return (thrown, context) => {
    if (thrown instanceof Refusal) {
      const { error, status } = thrown;
      return toProblem(error, { status, detail: error.message });
    }
    const isForeseen = isReviewError(thrown);
    if (!isForeseen || thrown.code === 'unavailable') report(thrown, context.req.raw);
    if (isForeseen) return toProblem(thrown);
    const error = new ReviewError('unavailable', 'The server failed.');
    return toProblem(error, { status: 500, detail: 'The server failed.' });
  };
}
