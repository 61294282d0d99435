import { ReviewError } from 'kv-review/api';

/** Room for a signature by RSA-4096 and every claim at its longest; a proxy allows 8 KiB as well. */
const maximumLength = 8192;

/** One message for all that can be wrong, so that nobody learns which check failed. */
export const unauthenticated = (): ReviewError =>
  new ReviewError('unauthenticated', 'No valid credentials were sent.');

/**
 * The bearer credentials of a request (RFC 6750, 2.1): of its `Authorization` field only, since
 * the address of a request ends up in logs.
 * @throws ReviewError `unauthenticated` when there are none, or they are malformed.
 */
export function readBearer(request: Request): string {
  const field = request.headers.get('authorization') ?? '';
  const credentials = /^Bearer +([\w.~+/-]+=*)$/i.exec(field)?.[1];
  if (credentials === undefined || credentials.length > maximumLength) throw unauthenticated();
  return credentials;
}
