import { delay, withDeadline } from '../abort.js';
import { isReviewError, ReviewError } from '../errors.js';
import type { GetToken } from '../bearer-token.js';
import { createTokenSource, type TokenLease } from './token.js';

/** How requests to one backend are sent; times in milliseconds. */
export interface SenderOptions {
  /** Called for a bearer token before the first request, and again when the backend refuses it. */
  getToken?: GetToken;
  /** Whether requests carry cookies (Fetch Standard, `credentials`). Default `same-origin`. */
  credentials?: RequestCredentials;
  /** Sends a request in another way, for example with `createHandler(api)`. Default `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** How long one request may take, including its token and the whole answer. Default 15,000. */
  deadline?: number;
  /**
   * How often a request that changes nothing is retried when the backend cannot be reached or fails.
   * A request that exceeded its deadline is not retried: the user has waited long enough. Default 2.
   */
  retries?: number;
  /** The longest delay before the first retry. It doubles with each further retry. Default 300. */
  retryDelay?: number;
}

/** A request without its token, which can be sent more than once. */
export interface Sendable {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | Blob | null;
  /** Whether it changes nothing (RFC 9110, 9.2.1), so that it may be repeated. */
  readonly isSafe: boolean;
  readonly signal: AbortSignal | undefined;
}

/** How an answer is read. */
export interface Reading<Answer> {
  /** Reads a success. A `ReviewError` is final; any other error means that the answer broke off. */
  readonly read: (response: Response) => Promise<Answer>;
  /** Makes the error of any other answer. */
  readonly toError: (response: Response) => Promise<ReviewError>;
  /**
   * Replaces the signal of the deadline, which ends with the head of the answer. Such a request is not
   * retried.
   */
  readonly connection?: AbortSignal | undefined;
}

export type Send = <Answer>(request: Sendable, reading: Reading<Answer>) => Promise<Answer>;

/** The end of one attempt: an answer, or an error and whether the same request may succeed in a moment. */
type Outcome<Answer> =
  { readonly answer: Answer } | { readonly error: ReviewError; readonly transient: boolean };

/** When `Retry-After` asks for a longer delay than this, the user decides whether to retry. */
const longestWait = 10_000;

/**
 * Makes a function that sends requests with the user's token. It refuses redirects, so a token goes
 * nowhere else. It repeats a change by itself only if the backend refused it before doing anything (401,
 * 429). Otherwise the change ends with `outcomeUnknown`.
 */
export function createSender({
  getToken,
  credentials = 'same-origin',
  fetch = (request: Request) => globalThis.fetch(request),
  deadline = 15_000,
  retries = 2,
  retryDelay = 300,
}: SenderOptions): Send {
  const tokens = getToken && createTokenSource(getToken);

  async function exchange<Answer>(
    request: Sendable,
    { read, toError }: Reading<Answer>,
    token: string | null,
    signal: AbortSignal,
  ): Promise<Outcome<Answer>> {
    const headers = new Headers(request.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const init = { ...request, headers, credentials, signal } as const;
    try {
      const response = await fetch(
        new Request(request.url, { ...init, redirect: 'error', cache: 'no-store' }),
      );
      if (response.ok) return { answer: await read(response) };
      const { status } = response;
      const transient = status === 429 || (status >= 500 && status !== 501);
      return { error: await toError(response), transient };
    } catch (cause) {
      if (isReviewError(cause)) return { error: cause, transient: false };
      const error = new ReviewError('unavailable', 'The backend cannot be reached.', { cause });
      return { error, transient: true };
    }
  }

  async function attempt<Answer>(
    request: Sendable,
    reading: Reading<Answer>,
    lease: TokenLease | undefined,
  ): Promise<Outcome<Answer>> {
    const { signal } = request;
    let waitsForToken = true as boolean;
    try {
      return await withDeadline(deadline, signal, async (inner) => {
        const token = (await lease) ?? null;
        waitsForToken = false;
        return exchange(request, reading, token, reading.connection ?? inner);
      });
    } catch (thrown) {
      if (lease && waitsForToken && !signal?.aborted) tokens?.drop(lease);
      throw ReviewError.from(thrown);
    }
  }

  return async (request, reading) => {
    const { isSafe, signal } = request;
    for (let retry = 0, renewed = false; ;) {
      const lease = tokens?.current();
      const outcome = await attempt(request, reading, lease);
      if ('answer' in outcome) return outcome.answer;
      const { error, transient } = outcome;
      if (error.code === 'unauthenticated' && lease && !renewed) {
        renewed = true;
        tokens?.renew(lease);
        continue;
      }
      const asked = error.details.retryAfter ?? 0;
      const mayRepeat = transient && (isSafe || error.code === 'rate-limited');
      const isLast = retry >= (reading.connection ? 0 : retries);
      if (!mayRepeat || isLast || asked > longestWait) throw error;
      const jitter = Math.random() * Math.min(retryDelay * 2 ** retry, longestWait);
      retry += 1;
      await delay(asked + jitter, signal);
    }
  };
}
