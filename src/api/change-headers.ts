import { ReviewError } from './errors.js';
import { entityTag, entityTagPattern, keyPattern, structuredString } from './http/fields.js';
import type { ChangeOptions } from './operations/methods.js';

/** A caller without types may omit a value, or pass one that is not text. */
const textOf = (given: unknown): string => (typeof given === 'string' ? given : '');

/**
 * Writes the options of a change as request headers: the version as `If-Match` (RFC 9110, 13.1.1), and
 * `Idempotency-Key` as a structured string.
 * @throws ReviewError `invalid` when one of them is missing or malformed
 */
export function writeChangeHeaders({
  version,
  idempotencyKey,
}: Partial<Pick<ChangeOptions, 'version' | 'idempotencyKey'>>): {
  'if-match': string;
  'idempotency-key': string;
} {
  const headers = {
    'if-match': entityTag(textOf(version)),
    'idempotency-key': structuredString(textOf(idempotencyKey)),
  };
  const malformed = [
    ...(entityTagPattern.test(headers['if-match']) ? [] : ['if-match']),
    ...(keyPattern.test(headers['idempotency-key']) ? [] : ['idempotency-key']),
  ];
  if (malformed.length === 0) return headers;
  const message = 'expected 1–128 visible ASCII characters';
  throw new ReviewError('invalid', 'The options of the change are not valid.', {
    parts: malformed.map((pointer) => ({ pointer, message })),
  });
}
