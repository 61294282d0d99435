import type { ClientChange, Decision } from '../model/decision.js';

/** See `ReviewErrorCode`. */
export const reviewErrorCodes = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'already-decided',
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
 * - `already-decided`: somebody decided before; `decision` says who, what and when
 * - `invalid`: the request, or the answer to it, is not what the contract says
 * - `unavailable`: the backend is not reached, fails, or answers what nobody can read
 * - `aborted`: the caller's own `AbortSignal`
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

/** What an error tells besides its code; it never carries personal data of a client but `changes`. */
export interface ReviewErrorDetails {
  /** With `already-decided`. */
  decision?: Decision;
  /**
   * With `conflict` of a stale version, and only then: what was edited since, which may be nothing.
   * Without it the session is still processing.
   */
  changes?: ClientChange[];
  /** With `invalid`. */
  parts?: InvalidPart[];
  /** Milliseconds to wait before asking again, when the backend said so. */
  retryAfter?: number;
  cause?: unknown;
}

/** The only error that leaves an adapter. Its message is for developers, in English. */
export class ReviewError extends Error {
  /** Turns whatever was thrown into a `ReviewError`; an abort stays an abort. */
  static from(thrown: unknown): ReviewError {
    if (isReviewError(thrown)) return thrown;
    const aborted = thrown instanceof Error && thrown.name === 'AbortError';
    return aborted
      ? new ReviewError('aborted', 'The request was aborted.', { cause: thrown })
      : new ReviewError('unavailable', 'The adapter failed unexpectedly.', { cause: thrown });
  }

  override readonly name = 'ReviewError';
  readonly code: ReviewErrorCode;
  readonly details: Readonly<ReviewErrorDetails>;

  constructor(code: ReviewErrorCode, message: string, details: ReviewErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.details = details;
  }

  /** Whether the same request may succeed later without a change. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }

  /**
   * Whether a change that was sent may have been made all the same. The way out is to send it
   * again with the same idempotency key.
   */
  get outcomeUnknown(): boolean {
    return this.code === 'timeout' || this.code === 'unavailable' || this.code === 'aborted';
  }
}

/** Recognises the error of another copy of this module as well, unlike `instanceof`. */
export function isReviewError(thrown: unknown): thrown is ReviewError {
  return (
    thrown instanceof ReviewError ||
    (thrown instanceof Error &&
      thrown.name === 'ReviewError' &&
      'code' in thrown &&
      reviewErrorCodes.some((code) => code === thrown.code) &&
      'details' in thrown)
  );
}
