import * as v from 'valibot';

import { ReviewError, type InvalidPart } from './errors.js';
import type { OperationChecks, OperationSchemas } from './operations/schemas.js';

type Issue = v.BaseIssue<unknown>;

/** Writes the JSON Pointer of the value under these keys (RFC 6901, section 3). */
export const pointerTo = (keys: readonly unknown[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const keysOf = ({ path }: Issue): unknown[] => path?.map(({ key }) => key) ?? [];

/** Describes what was expected. It never quotes the value, which may be personal data. */
function expectedBy({ type, message, expected }: Issue): string {
  if (type === 'check') return message;
  return expected === 'never' ? 'unknown key' : `expected ${expected ?? type}`;
}

/** Enough to correct a request, without a long answer to a hostile one. */
const maxParts = 20;

export function invalid(message: string, parts: InvalidPart[]): ReviewError {
  return new ReviewError('invalid', message, { parts });
}

/** Lists the parts of a body, or the parameters, that are not valid. `within` names a member of the body. */
export function invalidInput(
  issues: readonly Issue[],
  part: 'body' | 'parameters' = 'body',
  within: readonly string[] = [],
): ReviewError {
  const parts = issues.slice(0, maxParts).map((issue) => ({
    pointer: part === 'body' ? pointerTo([...within, ...keysOf(issue)]) : keysOf(issue).join('.'),
    message: expectedBy(issue),
  }));
  return invalid('The request is not valid.', parts);
}

/**
 * Checks a part of a request, and returns the output of the schema.
 * @throws ReviewError `invalid`
 */
export function checkRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  part?: 'body' | 'parameters',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw invalidInput(result.issues, part);
  return result.output;
}

/**
 * Checks the answer of `source`, and returns the output of the schema.
 * @throws ReviewError `unavailable`, with the first place where the answer is malformed
 */
export function checkAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  source: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = keysOf(issue).join('.') || 'its root';
  throw new ReviewError(
    'unavailable',
    `The answer of ${source} is malformed at ${place}: ${expectedBy(issue)}.`,
  );
}

/** The schemas of an operation without input, parameters and answer. */
export const noSchemas: OperationSchemas = {
  input: v.undefined(),
  query: v.strictObject({}),
  answer: v.undefined(),
};

/** Makes the checks of an operation from its schemas. Errors contain its name. */
export const checksOf = (name: string, schemas: OperationSchemas): OperationChecks => ({
  input: (value) => checkRequest(schemas.input, value),
  query: (value) => checkRequest(schemas.query, value, 'parameters'),
  answer: (value) => checkAnswer(schemas.answer, value, name),
});
