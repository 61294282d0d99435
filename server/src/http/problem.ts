import type { ErrorHandler } from 'hono';
import { isReviewError, ReviewError } from 'kv-review/api';
import { Refusal, toProblem } from 'kv-review/api/handler';

/** The longest JSON body of this server's own routes, in bytes. */
export const maxJsonSize = 64 * 1024;

/** Turns the error of a route into a problem. The cause goes to the log, not to the caller. */
export function answerErrors(report: (error: unknown, request: Request) => void): ErrorHandler {
  return (thrown, context) => {
    if (thrown instanceof Refusal) return toProblem(thrown.error, thrown.options);
    const isExpected = isReviewError(thrown);
    if (!isExpected || thrown.code === 'unavailable') report(thrown, context.req.raw);
    if (isExpected) return toProblem(thrown);
    const error = new ReviewError('unavailable', 'The server failed.');
    return toProblem(error, { status: 500, detail: 'The server failed.' });
  };
}
