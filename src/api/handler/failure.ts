import { isReviewError, ReviewError, type ReviewErrorCode } from '../errors.js';
import { Refusal } from './refusal.js';
import type { RouteName } from './router.js';

/** Where an adapter failed. It contains no personal data. */
export interface HandlerFailure {
  /** `undefined` if the request was for no operation. */
  readonly operation: RouteName | undefined;
  /** The `X-Request-Id` of the answer. */
  readonly requestId: string;
}

const failures: ReadonlySet<ReviewErrorCode> = new Set(['aborted', 'timeout', 'unavailable']);

/** Whether the backend failed. Every other code is an ordinary answer of a backend that works. */
export function isFailure(thrown: unknown): boolean {
  if (thrown instanceof Refusal) {
    return isFailure(thrown.error) || (thrown.options.status ?? 0) >= 500;
  }
  return !isReviewError(thrown) || failures.has(thrown.code);
}

/** Whether an error only says that the caller has left. Any other failure is one, even so. */
export function saysAborted(thrown: unknown, { aborted, reason }: AbortSignal): boolean {
  if (!aborted) return false;
  return thrown === reason || ReviewError.from(thrown).code === 'aborted';
}

/** Not `randomUUID`, which pages of an insecure origin lack: MSW runs handlers there. */
export const createRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
