import { withDeadline } from '../abort.js';
import { isReviewError, ReviewError } from '../errors.js';
import type { AccessToken } from '../operations/code-exchange.schemas.js';

// Few imports: whatever this shares with the HTTP client would become a file of its own in every page.

const deadline = 15_000;

/** The error of an answer. What the code was is not part of it. */
function toError({ status }: Response): ReviewError {
  const message = `The backend answered the code with ${status}.`;
  // A code that is malformed gives no access either.
  const hasNoAccess = status === 401 || status === 422;
  return new ReviewError(hasNoAccess ? 'unauthenticated' : 'unavailable', message);
}

/**
 * Exchanges a single-use code for an access token. It sends the code once, in the body of a request without
 * credentials, and follows no redirect. A code whose answer was lost is used up: ask for another one.
 * @param baseUrl - As of `createHttpApi`.
 * @throws ReviewError `unauthenticated` for a code that is unknown, used, too old or another page's.
 */
export async function redeemCode(code: string, baseUrl: string): Promise<AccessToken> {
  const [{ codeExchange }, { redeemCode: schemas }, { checkAnswer }] = await Promise.all([
    import('../operations/code-exchange.js'),
    import('../operations/code-exchange.schemas.js'),
    import('../check.js'),
  ]);
  const { method, path, input } = codeExchange.redeemCode;
  const base = new URL(baseUrl, document.baseURI);
  const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
  return withDeadline(deadline, undefined, async (signal) => {
    try {
      const response = await fetch(url, {
        ...{ method, signal, credentials: 'omit', redirect: 'error', cache: 'no-store' },
        headers: { 'content-type': input, accept: input },
        body: JSON.stringify({ code }),
      });
      if (!response.ok) throw toError(response);
      return checkAnswer(schemas.answer, await response.json(), 'redeemCode');
    } catch (cause) {
      if (isReviewError(cause)) throw cause;
      throw new ReviewError('unavailable', 'The code could not be exchanged.', { cause });
    }
  });
}
