import { delay } from '../api/abort.js';
import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { SessionCount } from '../model/query.js';
import type { SessionEvent } from '../model/session-event.js';

/** A watch's report to the elements of its provider. */
export interface LiveReport {
  /** Whether the watch is running. While it is not, each element polls. */
  readonly isLive: boolean;
  /** What has changed since the last report; `many` may mean every session. */
  readonly sessionIds: SessionEvent['sessionIds'];
  /** How many sessions await action; `null` while that is unknown. */
  readonly awaiting: SessionCount | null;
}

type Listener = (report: LiveReport) => void;

/** An element that is moved leaves the page for a moment; the watch outlives that. */
const closeDelayMs = 1000;
/** How long a hidden page goes on watching. */
const restDelayMs = 30_000;
/** The shortest time between two reports to the elements, and half of the longest. */
const mergeDelayMs = 1000;
/** A watch this long resets the backoff. */
const resetAfterMs = 10_000;
/** The longest delay before the second watch. It doubles with each watch that was too short. */
const firstDelayMs = 2000;
const maxDelayMs = 300_000;

/**
 * The watch that all elements of a provider share, and the only place that reconnects. It runs while
 * an element listens on a page that is in view. A hidden page rests, and catches up when it is shown
 * again.
 */
export class LiveSessions {
  readonly #api: ReviewApi;
  readonly #listeners = new Set<Listener>();
  #isLive = false;
  #awaiting: SessionCount | null = null;
  /** The id of the last event, after which the next watch continues. */
  #after: string | undefined;
  /** Changes that were not reported yet. */
  #changed: Set<string> | 'many' = new Set();
  #hasReport = false;
  #watch: AbortController | undefined;
  #mergeTimer: ReturnType<typeof setTimeout> | undefined;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  /** The backend has refused the watch, or the user was signed out. */
  #isEnded = false;

  /** `signal` ends it permanently, such as after a sign-out. */
  constructor(api: ReviewApi, signal: AbortSignal) {
    this.#api = api;
    signal.addEventListener('abort', () => {
      this.#listeners.clear();
      this.#isEnded = true;
      this.#close();
    });
  }

  /** Whether the watch is running. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Reports the current state at once. Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#closeTimer);
    if (this.#isLive) listener(this.#reportOf([]));
    this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#closeTimer);
      this.#closeTimer = setTimeout(() => this.#close(), closeDelayMs);
    };
  }

  #open(): void {
    if (this.#isOpen || this.#isEnded) return;
    this.#isOpen = true;
    document.addEventListener('visibilitychange', this.#onVisibility);
    addEventListener('pagehide', this.#onPageHide);
    addEventListener('pageshow', this.#onVisibility);
    addEventListener('online', this.#onOnline);
    this.#onVisibility();
  }

  #close(): void {
    for (const timer of [this.#closeTimer, this.#restTimer, this.#mergeTimer]) clearTimeout(timer);
    this.#mergeTimer = undefined;
    this.#stop();
    this.#isOpen = false;
    this.#isLive = false;
    this.#awaiting = null;
    this.#changed = new Set();
    this.#hasReport = false;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    removeEventListener('pagehide', this.#onPageHide);
    removeEventListener('pageshow', this.#onVisibility);
    removeEventListener('online', this.#onOnline);
  }

  #start(): void {
    if (this.#watch || this.#isEnded) return;
    this.#watch = new AbortController();
    void this.#run(this.#watch.signal);
  }

  #stop(): void {
    this.#watch?.abort();
    this.#watch = undefined;
  }

  /** Until the watch continues, the elements poll. */
  #rest(): void {
    this.#stop();
    this.#fallBack();
  }

  /** Watches until the signal, and reconnects after the last event. */
  async #run(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    for (let failures = 0; !isOver();) {
      const startedAt = performance.now();
      let error: ReviewError | undefined;
      try {
        const after = this.#after;
        const events = this.#api.watchSessions({ signal, ...(after !== undefined && { after }) });
        for await (const event of events) {
          if (isOver()) return;
          this.#take(event);
        }
      } catch (thrown) {
        error = ReviewError.from(thrown);
      }
      if (isOver()) return;
      this.#isEnded = error?.retryable === false;
      failures = performance.now() - startedAt >= resetAfterMs ? 1 : failures + 1;
      // Backends end a watch now and then. The elements need not know unless it happens again.
      if (error || failures > 1) this.#fallBack();
      if (this.#isEnded) return;
      const longest = Math.min(firstDelayMs * 2 ** (failures - 1), maxDelayMs);
      const jittered = longest * (0.5 + Math.random() / 2);
      await delay((error?.details.retryAfter ?? 0) + jittered, signal).catch(() => undefined);
    }
  }

  #take({ id, sessionIds, awaiting }: SessionEvent): void {
    this.#after = id;
    this.#awaiting = awaiting;
    this.#isLive = true;
    if (sessionIds === 'many' || this.#changed === 'many') this.#changed = 'many';
    else for (const sessionId of sessionIds) this.#changed.add(sessionId);
    this.#hasReport = true;
    this.#report();
  }

  #fallBack(): void {
    if (!this.#isLive) return;
    this.#isLive = false;
    this.#awaiting = null;
    this.#hasReport = true;
    this.#report();
  }

  /** Reports the changes, unless the last report was a moment ago or the page is hidden. */
  #report(): void {
    if (!this.#hasReport || this.#mergeTimer !== undefined || document.hidden) return;
    const report = this.#reportOf(this.#changed === 'many' ? 'many' : [...this.#changed]);
    this.#changed = new Set();
    this.#hasReport = false;
    for (const listener of this.#listeners) listener(report);
    this.#mergeTimer = setTimeout(
      () => {
        this.#mergeTimer = undefined;
        this.#report();
      },
      mergeDelayMs * (1 + Math.random()),
    );
  }

  #reportOf(sessionIds: LiveReport['sessionIds']): LiveReport {
    return { isLive: this.#isLive, sessionIds, awaiting: this.#awaiting };
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#restTimer);
    if (document.hidden) {
      this.#restTimer = setTimeout(() => this.#rest(), restDelayMs);
      return;
    }
    this.#start();
    this.#report();
  };

  /** A page in the back/forward cache must not keep a connection. */
  readonly #onPageHide = (): void => this.#rest();

  /** The old connection may be dead without any sign of it. */
  readonly #onOnline = (): void => {
    if (document.hidden) return;
    this.#rest();
    this.#start();
  };
}
