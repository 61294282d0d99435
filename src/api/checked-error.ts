import * as v from 'valibot';

import { claim } from '../model/claim.js';
import { clientChange, decision } from '../model/decision.js';
import { invalidPart } from './error-schemas.js';
import { ReviewError, reviewErrorCodes, type ReviewErrorDetails } from './errors.js';

/** No adapter can ask for a longer delay than a day. */
const longestRetryAfter = 86_400_000;

const delay = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(0),
  v.transform((milliseconds) => Math.min(milliseconds, longestRetryAfter)),
);

/** `undefined` for a getter that throws. */
function read(source: unknown, name: string): unknown {
  try {
    return Reflect.get(Object(source) as object, name);
  } catch {
    return undefined;
  }
}

/** `undefined` for a value that does not fit, or whose getters throw. */
function fitting<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> | undefined {
  try {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves out the items that do not fit. */
const fittingItems = <Schema extends v.GenericSchema>(
  schema: Schema,
  items: unknown,
): v.InferOutput<Schema>[] =>
  (fitting(v.array(v.unknown()), items) ?? [])
    .map((item) => fitting(schema, item))
    .filter((item) => item !== undefined);

/**
 * Makes an error with the details that its code allows and whose values have the right shape. It
 * reads each member once, because a getter may return another value the next time.
 */
export function checkError(error: ReviewError): ReviewError {
  const given = read(error, 'code');
  const code = reviewErrorCodes.find((known) => known === given) ?? 'unavailable';
  const message = fitting(v.string(), read(error, 'message')) ?? '';
  const details = read(error, 'details');
  const checked: ReviewErrorDetails = { cause: error };
  const retryAfter = fitting(delay, read(details, 'retryAfter'));
  if (retryAfter !== undefined) checked.retryAfter = retryAfter;
  if (code === 'already-decided') {
    const decided = fitting(decision, read(details, 'decision'));
    if (decided) checked.decision = decided;
  }
  if (code === 'claimed') {
    const current = fitting(claim, read(details, 'claim'));
    if (current) checked.claim = current;
  }
  if (code === 'conflict') {
    const changes = read(details, 'changes');
    // Malformed changes do not mean that the session is still processing.
    if (changes !== undefined) checked.changes = fittingItems(clientChange, changes);
  }
  if (code === 'invalid') checked.parts = fittingItems(invalidPart, read(details, 'parts'));
  return new ReviewError(code, message, checked);
}
