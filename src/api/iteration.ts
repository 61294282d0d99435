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

  async function leave(): Promise<void> {
    outer?.removeEventListener('abort', onAbort);
    abort.abort();
    // Also where it stands at an event that was given already, and so heeds no signal.
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
