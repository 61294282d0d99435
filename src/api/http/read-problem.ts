import {
  ReviewError,
  reviewErrorCodes,
  type ReviewErrorCode,
  type ReviewErrorDetails,
} from '../errors.js';
import type { Problem } from './problem.js';

const codeOfStatus: Readonly<Record<number, ReviewErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  429: 'rate-limited',
  501: 'unsupported',
  504: 'timeout',
};

/** The code of a status alone, for example that of a proxy's error page. */
function codeOf(status: number): ReviewErrorCode {
  return codeOfStatus[status] ?? (status >= 400 && status < 500 ? 'invalid' : 'unavailable');
}

/** Whether to trust a code. After 5xx a change may have been made; 401 asks for another token. */
function isRefusal(status: number, code: ReviewErrorCode): boolean {
  return status < 500 && status !== 401 && code !== 'aborted' && code !== 'unauthenticated';
}

/** The problem details in the body, if they can be read. Most pages never load the schema. */
async function parseProblem(body: unknown): Promise<Problem | undefined> {
  if (body === undefined) return undefined;
  try {
    const { readProblem } = await import('./problem.js');
    return readProblem(body);
  } catch {
    // If the schema cannot be loaded, the status has to do.
    return undefined;
  }
}

/**
 * Makes the error of an answer that is not a success.
 * @param body - The parsed body; `undefined` if it is missing or cannot be read.
 * @param retryAfter - Milliseconds.
 */
export async function toReviewError(
  status: number,
  body: unknown,
  retryAfter: number | undefined,
): Promise<ReviewError> {
  const problem = await parseProblem(body);
  const known = reviewErrorCodes.find((code) => code === problem?.code);
  const code = known && isRefusal(status, known) ? known : codeOf(status);
  const details: ReviewErrorDetails = {};
  if (code === 'already-decided' && problem?.decision) details.decision = problem.decision;
  if (code === 'conflict' && status === 412) details.changes = problem?.changes ?? [];
  if (code === 'invalid' && problem?.parts) details.parts = problem.parts;
  if (retryAfter !== undefined) details.retryAfter = retryAfter;
  return new ReviewError(code, `The backend answered ${status} (${code}).`, details);
}
