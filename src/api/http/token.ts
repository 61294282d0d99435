import { isReviewError, ReviewError } from '../errors.js';

/**
 * Gives the bearer token (RFC 6750) of the signed-in user, or `null` where a cookie does its work.
 * `refresh` is true when the backend refused the token given before. Whatever it rejects with ends
 * the request as `unauthenticated`, but a `ReviewError`, which is passed on.
 */
export type GetToken = (options: { refresh: boolean }) => string | null | Promise<string | null>;

/** A token that some request was given; compared by identity, so that one refusal asks once. */
export type TokenLease = Promise<string | null>;

/** The token that requests share. It lives here and nowhere else. */
export interface TokenSource {
  current(): TokenLease;
  /** Asks the host for another token, once for all the requests that `refused` failed. */
  renew(refused: TokenLease): void;
  /** Forgets a token that never came, so that the next request asks again. */
  drop(lease: TokenLease): void;
}

/** RFC 6750, 2.1. Anything else would end up in the message of the error that `Headers` throws. */
const isToken = (text: unknown): text is string =>
  typeof text === 'string' && /^[\w.~+/-]+=*$/.test(text);

export function createTokenSource(getToken: GetToken): TokenSource {
  let held: TokenLease | undefined;

  async function ask(refresh: boolean): Promise<string | null> {
    const token = await Promise.resolve({ refresh })
      .then(getToken)
      .catch((error: unknown) => {
        // Any other error of the host may hold the token: it goes no further.
        throw isReviewError(error)
          ? error
          : new ReviewError('unauthenticated', 'getToken() failed.');
      });
    if (token === null || isToken(token)) return token;
    throw new ReviewError('unauthenticated', 'getToken() gave what is no bearer token.');
  }

  const drop = (lease: TokenLease) => {
    if (held === lease) held = undefined;
  };

  function hold(refresh: boolean): TokenLease {
    const lease = ask(refresh);
    held = lease;
    lease.catch(() => drop(lease));
    return lease;
  }

  return {
    current: () => held ?? hold(false),
    renew(refused) {
      if (held === undefined || held === refused) void hold(true);
    },
    drop,
  };
}
