import { ReviewError } from '../errors.js';
import type { ProblemOptions } from './write-problem.js';

/** A request that is refused before an adapter sees it, with a status of its own. */
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
