import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTVerifyGetKey,
} from 'jose';
import { ReviewError } from 'kv-review/api';

/** Where the public keys of an identity provider are (RFC 7517, 5), and for how long they hold. */
export interface JwksSource {
  /** `https:`, or `http:` on this machine. */
  readonly url: string;
  /** Milliseconds a request may take. Default 3 s. */
  readonly timeout?: number;
  /** Milliseconds after a request before an unknown key, or a failure, leads to another. Default 30 s. */
  readonly coolDown?: number;
  /** Milliseconds after which the keys are asked for again. Default 10 min. */
  readonly maxAge?: number;
  /** Milliseconds that the keys last read stay in use while the provider fails. Default 1 h. */
  readonly maxStale?: number;
}

/** The provider answered; it is the token that fits none of its keys. */
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
 * Finds the key of a token among those that a URL gives. They are kept: a provider that is down is
 * noticed only when it stays so, and requests with unknown keys do not become requests to it.
 * @returns a function that rejects with an error of jose when no key fits, and with the `ReviewError`
 *   `unavailable` when the keys cannot be known: the caller may well be in the right.
 */
export function createKeyFinder(source: JwksSource): JWTVerifyGetKey {
  const { timeout = 3000, coolDown = 30_000, maxAge = 600_000, maxStale = 3_600_000 } = source;
  let failedAt = -Infinity;
  /** The first failure since the keys were last in order. */
  let failingSince: number | undefined;

  const current = createRemoteJWKSet(readUrl(source.url), {
    timeoutDuration: timeout,
    cooldownDuration: coolDown,
    cacheMaxAge: maxAge,
    // jose itself cools down after a success only.
    [customFetch]: (url, options) =>
      Date.now() - failedAt < coolDown
        ? Promise.reject(new Error('The provider failed just now.'))
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
    throw new ReviewError('unavailable', 'The keys of the identity provider cannot be read.', {
      retryAfter: coolDown,
    });
  };
}
