import * as v from 'valibot';

import type { ReviewError } from '../../api/errors.js';
import { isReviewError, type ReviewErrorCode } from '../../api/errors.js';

/** What an adapter broke. Of our own, so that the suite runs under any runner. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new ConformanceError(promise);
}

/** Writes a value so that equal ones read the same, whatever the order of their keys. */
function write(value: unknown): string {
  const sorted = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return value === undefined ? 'undefined' : JSON.stringify(value, sorted);
}

export function assertEqual(actual: unknown, expected: unknown, promise: string): void {
  const [is, wanted] = [write(actual), write(expected)];
  assert(is === wanted, `${promise}: expected ${wanted}, got ${is}`);
}

/** Checks an answer against the schema of the model and gives what the schema makes of it. */
export function assertValid<S extends v.GenericSchema>(
  schema: S,
  answer: unknown,
  what: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  const faults = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? '(all of it)'}: ${issue.message}`,
  );
  throw new ConformanceError(`${what} is not what the contract says: ${faults.join('; ')}`);
}

/** The error of a call that must be refused with one of the codes. */
export async function assertRejects(
  call: () => Promise<unknown>,
  codes: ReviewErrorCode | readonly ReviewErrorCode[],
  promise: string,
): Promise<ReviewError> {
  const wanted = [codes].flat();
  const answer = await Promise.resolve()
    .then(call)
    .then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
  assert(answer !== undefined, `${promise}: expected ${wanted.join(' or ')}, but it was done`);
  const { error } = answer;
  assert(isReviewError(error), `${promise}: expected a ReviewError, got ${String(error)}`);
  assert(
    wanted.includes(error.code),
    `${promise}: expected ${wanted.join(' or ')}, got ${error.code} (${error.message})`,
  );
  return error;
}
