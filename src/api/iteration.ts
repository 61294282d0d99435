/**
 * An iteration for `ReviewApi.watchSessions`: it ends without an error when `outer` is aborted, and
 * at once when it is left, even while an event is waited for, which a generator alone would not.
 * `run` heeds its signal by returning; what it throws after the signal is dropped.
 */
export function createIteration<Item>(
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => AsyncIterator<Item, void>,
): AsyncIterableIterator<Item> {
  const abort = new AbortController();
  const { signal } = abort;
  let inner: AsyncIterator<Item, void> | undefined;

  const leave = (): void => {
    outer?.removeEventListener('abort', leave);
    abort.abort();
  };

  function begin(): AsyncIterator<Item, void> {
    if (outer?.aborted) abort.abort();
    else outer?.addEventListener('abort', leave, { once: true });
    return run(signal);
  }

  const ended = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        inner ??= begin();
        const result = signal.aborted ? ended : await inner.next();
        if (signal.aborted || result.done) {
          leave();
          return ended;
        }
        return result;
      } catch (error) {
        if (signal.aborted) return ended;
        leave();
        throw error;
      }
    },
    async return() {
      leave();
      await inner?.return?.().catch(() => undefined);
      return ended;
    },
  };
}
