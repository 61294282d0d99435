import type { Claim } from '../model/claim.js';
import type { ClientChange, Decision } from '../model/decision.js';

/** See `ReviewErrorCode`. */
export const reviewErrorCodes = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'already-decided',
  'claimed',
  'invalid',
  'rate-limited',
  'unavailable',
  'timeout',
  'aborted',
  'unsupported',
] as const;

/**
 * What went wrong, for a program:
 * - `conflict`: the session changed since it was read, or is still processing
 * - `already-decided`: the session has a decision; `decision` says who, what and when
 * - `claimed`: the user lacks the claim that the request needs; `claim` says who has it now
 * - `invalid`: the request does not follow the contract
 * - `unavailable`: the backend cannot be reached, fails, or gives an answer that cannot be read
 * - `aborted`: the caller's own `AbortSignal` was aborted
 * - `unsupported`: the adapter lacks the capability
 */
export type ReviewErrorCode = (typeof reviewErrorCodes)[number];

const retryableCodes: ReadonlySet<ReviewErrorCode> = new Set([
  'rate-limited',
  'unavailable',
  'timeout',
]);

/** One part of a request that was refused. */
export interface InvalidPart {
  /** JSON Pointer (RFC 6901) into the request's body, or the parameter's name. */
  pointer: string;
  message: string;
}

/** The details of an error. Only `changes` contains personal data of a client. */
export interface ReviewErrorDetails {
  /** With `already-decided`. */
  decision?: Decision;
  /** With `claimed`: the claim in force. Left out when the user's claim has ended and nobody has one. */
  claim?: Claim;
  /**
   * With `conflict`, if the version is stale: the edits since, possibly none. A `conflict` without it
   * means that the session is still processing.
   */
  changes?: ClientChange[];
  /** With `invalid`. */
  parts?: InvalidPart[];
  /** Milliseconds to wait before a retry, if the backend asks for a delay. */
  retryAfter?: number;
  cause?: unknown;
}

/** The only error that leaves an adapter. Its message is for developers, in English. */
export class ReviewError extends Error {
  /** Turns a thrown value into a `ReviewError`. An `AbortError` becomes `aborted`. */
  static from(thrown: unknown): ReviewError {
    if (isReviewError(thrown)) return thrown;
    return isAbortError(thrown)
      ? new ReviewError('aborted', 'The request was aborted.', { cause: thrown })
      : new ReviewError('unavailable', 'The adapter failed unexpectedly.', { cause: thrown });
  }

  readonly code: ReviewErrorCode;
  readonly details: Readonly<ReviewErrorDetails>;

  constructor(code: ReviewErrorCode, message: string, details: ReviewErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.details = details;
  }

  override get name() {
    return 'ReviewError' as const;
  }

  /** Whether the same request may succeed later without a change. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }

  /**
   * Whether the change may have been made in spite of the error. To find out, send it again with the
   * same idempotency key.
   */
  get outcomeUnknown(): boolean {
    return this.code === 'timeout' || this.code === 'unavailable' || this.code === 'aborted';
  }
}

/** Unlike `instanceof`, recognises the errors of another copy of this module too. */
export function isReviewError(thrown: unknown): thrown is ReviewError {
  try {
    return (
      thrown instanceof ReviewError ||
      (thrown instanceof Error &&
        thrown.name === 'ReviewError' &&
        'code' in thrown &&
        reviewErrorCodes.some((code) => code === thrown.code) &&
        'details' in thrown)
    );
  } catch {
    // A getter or a proxy that throws.
    return false;
  }
}

function isAbortError(thrown: unknown): boolean {
  try {
    return thrown instanceof Error && thrown.name === 'AbortError';
  } catch {
    return false;
  }
}
