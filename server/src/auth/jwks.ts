import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTVerifyGetKey,
} from 'jose';
import { ReviewError } from 'kv-review/api';

/** The public keys of an identity provider (RFC 7517, 5), and how long they are cached. */
export interface JwksSource {
  /** `https:`, or `http:` on this machine. */
  readonly url: string;
  /** The longest time of a request, in milliseconds. Default 3 s. */
  readonly timeout?: number;
  /** Milliseconds between two requests after an unknown key or a failure. Default 30 s. */
  readonly coolDown?: number;
  /** Milliseconds after which the keys are fetched again. Default 10 min. */
  readonly maxAge?: number;
  /** Milliseconds for which the last keys stay in use while the provider fails. Default 1 h. */
  readonly maxStale?: number;
}

/** Whether the provider answered, but none of its keys fits the token. */
const isFaultOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

function readUrl(text: string): URL {
  const url = URL.parse(text);
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (local && url.protocol === 'http:')) return url;
  throw new Error('The JWKS URL must begin with https:, or name this machine.');
}

/**
 * Finds the key of a token among those at a URL. The keys are cached, so a short outage of the provider
 * has no effect, and tokens with unknown keys do not cause a request each.
 * @returns a function that rejects with an error of jose when no key fits, and with the `ReviewError`
 *   `unavailable` when the keys cannot be fetched, because the token may be valid.
 */
export function createKeyFinder(source: JwksSource): JWTVerifyGetKey {
  const { timeout = 3000, coolDown = 30_000, maxAge = 600_000, maxStale = 3_600_000 } = source;
  let failedAt = -Infinity;
  /** The first failure since the keys were last fetched. */
  let failingSince: number | undefined;

  const current = createRemoteJWKSet(readUrl(source.url), {
    timeoutDuration: timeout,
    cooldownDuration: coolDown,
    cacheMaxAge: maxAge,
    // jose itself pauses only after a success.
    [customFetch]: (url, options) =>
      Date.now() - failedAt < coolDown
        ? Promise.reject(new Error('The identity provider failed a moment ago.'))
        : fetch(url, options),
  });

  return async (header, token) => {
    try {
      const key = await current(header, token);
      failingSince = undefined;
      return key;
    } catch (error) {
      if (isFaultOfToken(error)) throw error;
      if (Date.now() - failedAt >= coolDown) failedAt = Date.now();
      failingSince ??= failedAt;
    }
    const keys = Date.now() - failingSince < maxStale ? current.jwks() : undefined;
    const known = keys && createLocalJWKSet(keys);
    const key = await known?.(header, token).catch(() => undefined);
    if (key) return key;
    throw new ReviewError('unavailable', 'The keys of the identity provider cannot be fetched.', {
      retryAfter: coolDown,
    });
  };
}
