import { isReviewError, type ReviewErrorCode } from '../errors.js';
import type { OperationName } from '../operations/operations.js';

/** Where an adapter failed. It contains no personal data. */
export interface HandlerFailure {
  /** `undefined` if the request was for no operation. */
  readonly operation: OperationName | undefined;
  /** The `X-Request-Id` of the answer. */
  readonly requestId: string;
}

const failures: ReadonlySet<ReviewErrorCode> = new Set(['aborted', 'timeout', 'unavailable']);

/** Whether the adapter failed. Every other code is an ordinary answer of an adapter that works. */
export const isFailure = (thrown: unknown): boolean =>
  !isReviewError(thrown) || failures.has(thrown.code);

/** Not `randomUUID`, which pages of an insecure origin lack: MSW runs handlers there. */
export const createRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
