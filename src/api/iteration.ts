/**
 * Makes an iteration for `ReviewApi.watchSessions`. It ends without an error when `outer` is aborted.
 * When the caller leaves it, it ends at once, even while it waits for an event; a generator alone
 * would wait. `run` must return when its signal is aborted; errors that it throws later are ignored.
 */
export function createIteration<Item>(
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => AsyncIterator<Item, void>,
): AsyncIterableIterator<Item> {
  const abort = new AbortController();
  const { signal } = abort;
  let inner: AsyncIterator<Item, void> | undefined;

  async function leave(): Promise<void> {
    outer?.removeEventListener('abort', onAbort);
    abort.abort();
    // A generator that is paused at a `yield` does not notice the signal.
    await inner?.return?.().catch(() => undefined);
  }
  const onAbort = (): void => void leave();

  function begin(): AsyncIterator<Item, void> {
    if (outer?.aborted) abort.abort();
    else outer?.addEventListener('abort', onAbort, { once: true });
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
        if (!signal.aborted && !result.done) return result;
        await leave();
        return ended;
      } catch (error) {
        if (signal.aborted) return ended;
        await leave();
        throw error;
      }
    },
    async return() {
      await leave();
      return ended;
    },
  };
}
