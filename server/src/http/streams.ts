import { createIteration, ReviewError, type ReviewApi } from 'kv-review/api';

import type { Caller } from '../auth/tokens.ts';

export interface StreamsOptions {
  readonly now: () => Date;
  /** Event streams that a user may have open at once in this process. Default 10. */
  readonly perUser?: number;
}

/** Limits event streams, the only answers that do not end by themselves. */
export interface Streams {
  /**
   * Wraps the caller's adapter so that watches end with the token, or when the signal aborts.
   * `watchSessions` rejects with `rate-limited` when the caller has too many.
   */
  bound(api: ReviewApi, caller: Caller, stopping: AbortSignal | undefined): ReviewApi;
}

/** Milliseconds after which a caller with too many streams may try again. */
const retryAfter = 10_000;

export function createStreams({ now, perUser = 10 }: StreamsOptions): Streams {
  const counts = new Map<string, number>();

  function take(user: string): void {
    const count = counts.get(user) ?? 0;
    if (count >= perUser) {
      throw new ReviewError('rate-limited', 'Too many event streams are open.', { retryAfter });
    }
    counts.set(user, count + 1);
  }

  function give(user: string): void {
    const count = (counts.get(user) ?? 0) - 1;
    if (count > 0) counts.set(user, count);
    else counts.delete(user);
  }

  return {
    bound: (api, { companyId, actor, expiresAt }, stopping) => ({
      ...api,
      watchSessions: (options = {}) =>
        createIteration(options.signal, async function* (left) {
          const user = JSON.stringify([companyId, actor.id]);
          take(user);
          const ending = endOf([left, stopping], Date.parse(expiresAt) - now().getTime());
          try {
            yield* api.watchSessions({ ...options, signal: ending.signal });
          } finally {
            ending.detach();
            give(user);
          }
        }),
    }),
  };
}

/**
 * A signal that aborts with any of the given ones, or after a time. Unlike `AbortSignal.any`, it can be
 * detached from them when the stream ends.
 */
function endOf(
  signals: readonly (AbortSignal | undefined)[],
  milliseconds: number,
): { readonly signal: AbortSignal; detach(): void } {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, milliseconds);
  for (const signal of signals) {
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  }
  return {
    signal: controller.signal,
    detach() {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', end);
    },
  };
}
