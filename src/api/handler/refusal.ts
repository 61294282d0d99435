import { ReviewError } from '../errors.js';
import type { ProblemOptions } from './write-problem.js';

/** Refuses a request before it reaches an adapter, with a status of its own. */
export class Refusal extends Error {
  readonly error: ReviewError;
  readonly options: ProblemOptions;

  constructor(error: ReviewError, options: ProblemOptions) {
    super(error.message);
    this.error = error;
    this.options = options;
  }
}

/** Code `invalid`, whatever the status. */
export const refusal = (
  options: ProblemOptions,
  parts?: ReviewError['details']['parts'],
): Refusal =>
  new Refusal(new ReviewError('invalid', options.detail ?? '', parts ? { parts } : {}), options);
