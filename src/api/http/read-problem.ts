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

/**
 * Makes the error of an answer that is not a success.
 * @param retryAfter - Milliseconds.
 */
export function toReviewError(
  status: number,
  problem: Problem | undefined,
  retryAfter?: number,
): ReviewError {
  const known = reviewErrorCodes.find((code) => code === problem?.code);
  const code = known && isRefusal(status, known) ? known : codeOf(status);
  const details: ReviewErrorDetails = {};
  if (code === 'already-decided' && problem?.decision) details.decision = problem.decision;
  if (code === 'claimed' && problem?.claim) details.claim = problem.claim;
  if (code === 'conflict' && status === 412) details.changes = problem?.changes ?? [];
  if (code === 'invalid' && problem?.parts) details.parts = problem.parts;
  if (retryAfter !== undefined) details.retryAfter = retryAfter;
  return new ReviewError(code, `The backend answered ${status} (${code}).`, details);
}
