import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError, type ReviewErrorCode } from '../api/errors.js';

/** After these nothing that was read before may stay in view. */
export const withdrawing: ReadonlySet<ReviewErrorCode> = new Set([
  'unauthenticated',
  'forbidden',
  'not-found',
]);

export interface LoadOptions<Key, Value> {
  /** What the value belongs to, compared item by item; `undefined` means that there is nothing to load. */
  key: () => readonly Key[] | undefined;
  load: (signal: AbortSignal) => Promise<Value>;
  onLoad?: (value: Value) => void;
  onError?: (error: ReviewError) => void;
}

/**
 * Loads one value for its host and keeps it true: another key discards the value and whatever is
 * under way; a reload keeps the value in view until the answer is there, and when it fails.
 */
export class LoadController<Key, Value> implements ReactiveController {
  /** What was read last for the current key. */
  value: Value | undefined;
  /** Why the last reading failed; with a `value` it is stale. */
  error: ReviewError | undefined;
  pending = false;

  readonly #host: ReactiveControllerHost;
  readonly #options: LoadOptions<Key, Value>;
  #key: readonly Key[] | undefined;
  #abort: AbortController | undefined;
  #isConnected = false;
  /** How often the value was said to have changed elsewhere. */
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
    // An element that left the page may still be updated once.
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

  /** Forgets everything; the next update of the host loads again. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#key = undefined;
    this.value = undefined;
    this.error = undefined;
    this.pending = false;
    this.#host.requestUpdate();
  }

  /** Takes a value that came another way, such as the answer to a change. */
  replace(value: Value): void {
    this.#abort?.abort();
    this.value = value;
    this.error = undefined;
    this.pending = false;
    this.#host.requestUpdate();
  }

  /** Reads again what has changed elsewhere; lets what is under way end first. */
  async update(): Promise<void> {
    this.#changeCount += 1;
    if (!this.pending) await this.reload();
  }

  /** Reads again; resolves when the answer is there or has failed. */
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
      this.replace(value);
      this.#options.onLoad?.(value);
    } catch (thrown) {
      if (signal.aborted) return;
      this.error = ReviewError.from(thrown);
      if (withdrawing.has(this.error.code)) this.value = undefined;
      this.pending = false;
      this.#host.requestUpdate();
      this.#options.onError?.(this.error);
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
