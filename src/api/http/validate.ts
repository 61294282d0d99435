import * as v from 'valibot';

import { ReviewError, type InvalidPart } from '../errors.js';

const keysOf = (issue: v.BaseIssue<unknown>): string[] =>
  (issue.path ?? []).map((item) => String(item.key));

/** JSON Pointer (RFC 6901). */
const pointerOf = (issue: v.BaseIssue<unknown>): string =>
  keysOf(issue)
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');

/** Says what was wanted and never what was sent, which is personal data. */
function wantedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'check') return issue.message;
  return issue.expected === 'never' ? 'unknown key' : `expected ${issue.expected ?? issue.type}`;
}

/** As many parts as help to mend a request; a hostile one does not get a long answer. */
const maxParts = 20;

/** @throws ReviewError `invalid`, naming each part of a body, or each parameter, that is refused. */
export function checkRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  part: 'body' | 'parameters' = 'body',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const parts = result.issues.slice(0, maxParts).map((issue): InvalidPart => ({
    pointer: part === 'body' ? pointerOf(issue) : keysOf(issue).join('.'),
    message: wantedBy(issue),
  }));
  throw new ReviewError('invalid', 'The request is not what the contract says.', { parts });
}

/** @throws ReviewError `unavailable`, naming the first place where the answer is malformed. */
export function checkAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = keysOf(issue).join('.') || 'its root';
  throw new ReviewError('unavailable', `The answer is malformed at ${place}: ${wantedBy(issue)}.`);
}
