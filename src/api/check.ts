import * as v from 'valibot';

import { ReviewError, type InvalidPart } from './errors.js';

type Issues = readonly v.BaseIssue<unknown>[];

/** Escapes one token of a JSON Pointer (RFC 6901, section 3). */
const token = (key: unknown): string =>
  `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export function invalid(message: string, parts: InvalidPart[]): ReviewError {
  return new ReviewError('invalid', message, { parts });
}

/** Names what is wrong without quoting it: a value may be personal. */
export function invalidInput(issues: Issues): ReviewError {
  const parts = issues.map((issue) => ({
    pointer: (issue.path ?? []).map(({ key }) => token(key)).join(''),
    message: issue.expected === null ? 'not valid' : `expected ${issue.expected}`,
  }));
  return invalid('The request is not valid.', parts);
}

/** The value as the schema has it; throws `invalid`. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw invalidInput(result.issues);
  return result.output;
}
