import { ReviewError } from 'kv-review/api';

/** Enough for an RSA-4096 signature and the longest claims. Proxies usually allow 8 KiB, too. */
const maximumLength = 8192;

/** One message for every reason, so that an attacker does not learn which check failed. */
export const unauthenticated = (): ReviewError =>
  new ReviewError('unauthenticated', 'No valid credentials were sent.');

/**
 * The bearer credentials of a request (RFC 6750, 2.1), from the `Authorization` field only, because
 * URLs end up in logs.
 * @throws ReviewError `unauthenticated` when there are none, or they are malformed.
 */
export function readBearer(request: Request): string {
  const field = request.headers.get('authorization') ?? '';
  const credentials = /^Bearer +([\w.~+/-]+=*)$/i.exec(field)?.[1];
  if (credentials === undefined || credentials.length > maximumLength) throw unauthenticated();
  return credentials;
}
