import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError, type ReviewErrorCode } from '../api/errors.js';

/** After these errors, data that was loaded before must be cleared from the screen. */
export const clearingCodes: ReadonlySet<ReviewErrorCode> = new Set([
  'unauthenticated',
  'forbidden',
  'not-found',
]);

export interface LoadOptions<Key, Value> {
  /** Identifies the value; compared item by item. `undefined` if there is nothing to load. */
  key: () => readonly Key[] | undefined;
  load: (signal: AbortSignal) => Promise<Value>;
  /** Receives the value and the one of the same key that it replaces. */
  onLoad?: (value: Value, previous: Value | undefined) => void;
  /** Receives the error and the one that is still shown, if the load before it failed too. */
  onError?: (error: ReviewError, previous: ReviewError | undefined) => void;
}

/**
 * Loads one value for its host and keeps it current. When the key changes, the value is discarded
 * and its request aborted. During a reload, and after one that failed, the old value stays.
 */
export class LoadController<Key, Value> implements ReactiveController {
  /** The value that was loaded last for the current key. */
  value: Value | undefined;
  /** Why the last load failed. A `value` beside it is stale. */
  error: ReviewError | undefined;
  pending = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: LoadOptions<Key, Value>;
  #key: readonly Key[] | undefined;
  #abort: AbortController | undefined;
  #isConnected = false;
  /** Incremented by `update`, so that a load that began before a change is repeated. */
  #changeCount = 0;

  constructor(host: ReactiveControllerHost, options: LoadOptions<Key, Value>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // A disconnected element may still update once.
    const key = this.#isConnected ? this.#options.key() : undefined;
    if (sameItems(key, this.#key)) return;
    this.clear();
    this.#key = key;
    if (key) void this.reload();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.clear();
  }

  /** Discards everything; the next update of the host loads again. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#key = undefined;
    this.value = undefined;
    this.error = undefined;
    this.pending = false;
    this.#host.requestUpdate();
  }

  /** Sets a value from another source, such as the answer to a change. */
  replace(value: Value): void {
    this.#abort?.abort();
    this.value = value;
    this.error = undefined;
    this.pending = false;
    this.#host.requestUpdate();
  }

  /** Reloads after a change elsewhere, but lets a running load end first. */
  async update(): Promise<void> {
    this.#changeCount += 1;
    if (!this.pending) await this.reload();
  }

  /** Loads the value again. Resolves when that has succeeded or failed. */
  async reload(): Promise<void> {
    if (!this.#key) return;
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.pending = true;
    const changeCount = this.#changeCount;
    this.#host.requestUpdate();
    try {
      const value = await this.#options.load(signal);
      if (signal.aborted) return;
      const previous = this.value;
      this.replace(value);
      this.#options.onLoad?.(value, previous);
    } catch (thrown) {
      if (signal.aborted) return;
      const previous = this.error;
      this.error = ReviewError.from(thrown);
      if (clearingCodes.has(this.error.code)) this.value = undefined;
      this.pending = false;
      this.#host.requestUpdate();
      this.#options.onError?.(this.error, previous);
    }
    if (changeCount !== this.#changeCount) await this.reload();
  }
}

function sameItems(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  if (a === b) return true;
  return (
    a?.length === b?.length && (a?.every((item, index) => Object.is(item, b?.[index])) ?? false)
  );
}
