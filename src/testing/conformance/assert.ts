import * as v from 'valibot';

import type { ReviewError } from '../../api/errors.js';
import { isReviewError, type ReviewErrorCode } from '../../api/errors.js';

/** A broken promise of the port. Independent of test runners. */
export class ConformanceError extends Error {
  override get name() {
    return 'ConformanceError' as const;
  }
}

export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new ConformanceError(promise);
}

/** Writes equal values as equal texts, whatever the order of their keys. */
function write(value: unknown): string {
  const sorted = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return value === undefined ? 'undefined' : JSON.stringify(value, sorted);
}

export function assertEqual(actual: unknown, expected: unknown, promise: string): void {
  const [is, should] = [write(actual), write(expected)];
  assert(is === should, `${promise}: expected ${should}, got ${is}`);
}

/** Checks an answer against a schema of the model, and returns the output of the schema. */
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
  throw new ConformanceError(`${what} breaks the contract: ${faults.join('; ')}`);
}

/** Checks that a call rejects with one of the codes, and returns its error. */
export async function assertRejects(
  call: () => Promise<unknown>,
  codes: ReviewErrorCode | readonly ReviewErrorCode[],
  promise: string,
): Promise<ReviewError> {
  const expected = [codes].flat();
  const answer = await Promise.resolve()
    .then(call)
    .then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
  assert(
    answer !== undefined,
    `${promise}: expected ${expected.join(' or ')}, but the call succeeded`,
  );
  const { error } = answer;
  assert(isReviewError(error), `${promise}: expected a ReviewError, got ${String(error)}`);
  assert(
    expected.includes(error.code),
    `${promise}: expected ${expected.join(' or ')}, got ${error.code} (${error.message})`,
  );
  return error;
}
