import { createIteration, ReviewError, type ReviewApi } from 'kv-review/api';

import type { Caller } from '../auth/tokens.ts';

export interface StreamsOptions {
  readonly now: () => Date;
  /** Streams of events at once for each user, in this process. Default 10. */
  readonly perUser?: number;
}

/** Bounds the streams of events, which alone of all answers do not end by themselves. */
export interface Streams {
  /**
   * The adapter of a caller whose watches end when the token does, or at the signal.
   * `watchSessions` rejects with `rate-limited` when the caller has too many.
   */
  bound(api: ReviewApi, caller: Caller, stopping: AbortSignal | undefined): ReviewApi;
}

/** Milliseconds after which somebody with too many streams may try again. */
const retryAfter = 10_000;

export function createStreams({ now, perUser = 10 }: StreamsOptions): Streams {
  const counts = new Map<string, number>();

  function take(user: string): void {
    const count = counts.get(user) ?? 0;
    if (count >= perUser) {
      throw new ReviewError('rate-limited', 'Too many streams of events.', { retryAfter });
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
            ending.forget();
            give(user);
          }
        }),
    }),
  };
}

/**
 * A signal for when one of others comes, or the time is over; unlike `AbortSignal.any` it lets go of
 * all of them at once.
 */
function endOf(
  signals: readonly (AbortSignal | undefined)[],
  milliseconds: number,
): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, milliseconds);
  for (const signal of signals) {
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  }
  return {
    signal: controller.signal,
    forget() {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', end);
    },
  };
}
