import { isBearerToken, type GetToken } from '../bearer-token.js';
import { isReviewError, ReviewError } from '../errors.js';

/** The token of a request. Compared by identity, so one refused token is renewed only once. */
export type TokenLease = Promise<string | null>;

/** The token that all requests share. It is stored only here. */
export interface TokenSource {
  current(): TokenLease;
  /** Asks the host page for another token, once for all requests that were sent with `refused`. */
  renew(refused: TokenLease): void;
  /** Discards a token that did not arrive, so that the next request asks again. */
  drop(lease: TokenLease): void;
}

export function createTokenSource(getToken: GetToken): TokenSource {
  let held: TokenLease | undefined;

  async function ask(refresh: boolean): Promise<string | null> {
    const token = await Promise.resolve({ refresh })
      .then(getToken)
      .catch((error: unknown) => {
        // Any other error of the host page may contain the token, so it is not passed on.
        throw isReviewError(error)
          ? error
          : new ReviewError('unauthenticated', 'getToken() failed.');
      });
    if (token === null || isBearerToken(token)) return token;
    throw new ReviewError('unauthenticated', 'getToken() did not return a bearer token or null.');
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
