import { abortedBy } from './abort.js';
import { isReviewError, type ReviewError } from './errors.js';
import { createIteration } from './iteration.js';
import {
  apiOf,
  callMethod,
  watchMethod,
  type AdapterMethods,
  type Call,
} from './operations/call.js';
import { checkId } from './path.js';
import type { ReviewApi } from './review-api.js';

/** What a guarded adapter does with the results of its methods. */
export interface Guard {
  /** Throws what refuses a call before the adapter sees it. */
  readonly call?: (call: Call) => void;
  /** Checks an answer, or one event, and returns what the caller receives. */
  readonly answer: (call: Call, result: unknown) => unknown;
  /** Makes the error that the caller receives, from whatever was thrown. */
  readonly error: (thrown: unknown) => ReviewError | Promise<ReviewError>;
}

/**
 * Wraps an adapter so that it rejects with a `ReviewError`, whatever it throws and however it throws
 * it. An id that no session has is `not-found` before the adapter sees it, because `..` in a URL names
 * another resource.
 */
export function guardedApi(api: AdapterMethods, guard: Guard): ReviewApi {
  const { answer, error } = guard;

  async function* watch(call: Call, signal: AbortSignal): AsyncGenerator<unknown, void> {
    const options = { ...call.options, signal };
    let events: AsyncIterator<unknown> | undefined;
    try {
      events = (await watchMethod(api, { ...call, options }))[Symbol.asyncIterator]();
      for (;;) {
        const result = await events.next();
        if (result.done) return;
        yield await answer(call, result.value);
      }
    } catch (thrown) {
      throw await error(thrown);
    } finally {
      events?.return?.().catch(() => undefined);
    }
  }

  return apiOf({
    async answer(call) {
      try {
        if (call.name in api) call.ids.forEach(checkId);
        guard.call?.(call);
        return await answer(call, await callMethod(api, call));
      } catch (thrown) {
        const { signal } = call.options;
        // The reason of an abort may be any value, and need not look like one.
        throw signal?.aborted && !isReviewError(thrown) ? abortedBy(signal) : await error(thrown);
      }
    },
    watch: (call) => createIteration(call.options.signal, (signal) => watch(call, signal)),
  });
}
