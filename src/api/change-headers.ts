import { ReviewError } from './errors.js';
import { entityTag, entityTagPattern, keyPattern, structuredString } from './http/fields.js';
import type { ChangeOptions, SaveOptions } from './operations/methods.js';

/** A caller without types may omit a value, or pass one that is not text. */
const textOf = (given: unknown): string => (typeof given === 'string' ? given : '');

const patterns = { 'if-match': entityTagPattern, 'idempotency-key': keyPattern };

function checked<Headers extends Partial<Record<keyof typeof patterns, string>>>(
  headers: Headers,
): Headers {
  const names = Object.keys(patterns) as (keyof typeof patterns)[];
  const malformed = names.filter((name) => !patterns[name].test(headers[name] ?? '"-"'));
  if (malformed.length === 0) return headers;
  const message = 'expected 1–128 visible ASCII characters';
  throw new ReviewError('invalid', 'The options of the change are not valid.', {
    parts: malformed.map((pointer) => ({ pointer, message })),
  });
}

/**
 * Writes the options of a change as request headers: the version as `If-Match` (RFC 9110, 13.1.1), and
 * `Idempotency-Key` as a structured string.
 * @throws ReviewError `invalid` when one of them is missing or malformed
 */
export const writeChangeHeaders = ({
  version,
  idempotencyKey,
}: Partial<Pick<ChangeOptions, 'version' | 'idempotencyKey'>>): {
  'if-match': string;
  'idempotency-key': string;
} =>
  checked({
    'if-match': entityTag(textOf(version)),
    'idempotency-key': structuredString(textOf(idempotencyKey)),
  });

/**
 * Writes the options of a save as request headers.
 * @throws ReviewError `invalid` when the version is missing or malformed
 */
export const writeSaveHeaders = ({
  version,
}: Partial<Pick<SaveOptions, 'version'>>): { 'if-match': string } =>
  checked({ 'if-match': entityTag(textOf(version)) });
