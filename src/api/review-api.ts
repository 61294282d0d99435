import { ReviewError } from './errors.js';
import { apiOf, type Call } from './operations/call.js';
import type { Methods, RequiredName } from './operations/methods.js';
import { operationOf } from './operations/operations.js';

export type { ChangeOptions, RequestOptions, WatchOptions } from './operations/methods.js';

/**
 * All that the elements know of the world. Every method rejects with a `ReviewError` and with
 * nothing else. What a session allows in which state, and the answer to a forbidden or repeated
 * change, is the table of spec T.
 */
export interface ReviewApi extends Methods {}

/** What an adapter must bring, and what it may. */
export type ReviewApiMethods = Pick<ReviewApi, RequiredName> &
  Partial<Omit<ReviewApi, RequiredName>>;

function unsupported({ name }: Call): Promise<never> {
  const { capability } = operationOf(name);
  const lack = capability === undefined ? `operation '${name}'` : `capability '${capability}'`;
  return Promise.reject(new ReviewError('unsupported', `This adapter has no ${lack}.`));
}

/** Completes an adapter: a method that it does not bring rejects with `unsupported`. */
export function createReviewApi(methods: ReviewApiMethods): ReviewApi {
  const refusals = apiOf({
    answer: unsupported,
    watch: (call) => ({ [Symbol.asyncIterator]: () => ({ next: () => unsupported(call) }) }),
  });
  return { ...refusals, ...methods };
}
