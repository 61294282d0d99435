import { ReviewError } from './errors.js';
import { apiOf, type Call } from './operations/call.js';
import type { Methods, RequiredName } from './operations/methods.js';
import { operationOf } from './operations/operations.js';

export type { ChangeOptions, RequestOptions, WatchOptions } from './operations/methods.js';

/**
 * Everything that the elements know about the outside world. Every method rejects with a
 * `ReviewError`, never with anything else. Table T of the specification says which changes a session
 * allows in which status, and how a forbidden or repeated change is answered.
 */
export interface ReviewApi extends Methods {}

/** The methods that an adapter must have, and those that it may have. */
export type ReviewApiMethods = Pick<ReviewApi, RequiredName> &
  Partial<Omit<ReviewApi, RequiredName>>;

function unsupported({ name }: Call): Promise<never> {
  const { capability } = operationOf(name);
  const lack = capability === undefined ? `operation '${name}'` : `capability '${capability}'`;
  return Promise.reject(new ReviewError('unsupported', `This adapter has no ${lack}.`));
}

/** Completes an adapter: each method that it lacks rejects with `unsupported`. */
export function createReviewApi(methods: ReviewApiMethods): ReviewApi {
  const refusals = apiOf({
    answer: unsupported,
    watch: (call) => ({ [Symbol.asyncIterator]: () => ({ next: () => unsupported(call) }) }),
  });
  return { ...refusals, ...methods };
}
