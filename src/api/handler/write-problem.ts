import { checkError } from '../checked-error.js';
import type { ReviewError, ReviewErrorCode } from '../errors.js';
import { problemType } from '../http/media-types.js';
import type { Problem } from '../http/problem.js';

/** The status of each code; `conflict` is 412 for a stale version and 409 while processing. */
export const statusOf: Readonly<Record<ReviewErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 412,
  'already-decided': 409,
  claimed: 409,
  invalid: 422,
  'rate-limited': 429,
  unavailable: 503,
  timeout: 504,
  aborted: 503,
  unsupported: 501,
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Fixed texts, because an adapter's message may contain anything and must not leave the server. */
const meanings: Readonly<Record<ReviewErrorCode, string>> = {
  unauthenticated: 'No valid credentials were sent.',
  forbidden: 'The role of this user does not allow this.',
  'not-found': 'The resource was not found.',
  conflict: 'The session has changed or is still processing.',
  'already-decided': 'The session has already been decided.',
  claimed: 'Somebody else has claimed the session, or the claim has ended.',
  invalid: 'The request is not valid.',
  'rate-limited': 'Too many requests were sent.',
  unavailable: 'The backend cannot answer now.',
  timeout: 'The backend took too long.',
  aborted: 'The backend cannot answer now.',
  unsupported: 'The backend cannot do this.',
};

/** Values that replace those of the error. */
export interface ProblemOptions {
  status?: number;
  detail?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Writes an error as problem details (RFC 9457). Details that do not fit the contract are left out. */
export function toProblem(error: ReviewError, options: ProblemOptions = {}): Response {
  const { code, details } = checkError(error);
  const processing = code === 'conflict' && details.changes === undefined;
  const status = options.status ?? (processing ? 409 : statusOf[code]);
  const body: Problem = {
    title: titles[status] ?? 'Error',
    status,
    detail: options.detail ?? meanings[code],
    code: code === 'aborted' ? 'unavailable' : code,
  };
  if (details.decision) body.decision = details.decision;
  if (details.claim) body.claim = details.claim;
  if (details.changes) body.changes = details.changes;
  if (details.parts?.length) body.parts = details.parts;

  const headers = new Headers({ 'content-type': problemType, ...options.headers });
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  if (details.retryAfter !== undefined) {
    headers.set('retry-after', String(Math.ceil(details.retryAfter / 1000)));
  }
  return new Response(JSON.stringify(body), { status, headers });
}
