import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { SessionCount } from '../model/query.js';
import type { SessionEvent } from '../model/session-event.js';

/** What the elements of one provider are told. */
export interface LiveNews {
  /** Whether changes are told at all now; while they are not, an element looks for them itself. */
  readonly isLive: boolean;
  /** What has changed since the news before; `many` may mean every session. */
  readonly sessionIds: SessionEvent['sessionIds'];
  /** How many sessions await action; `null` while that is not told. */
  readonly awaiting: SessionCount | null;
}

type Listener = (news: LiveNews) => void;

/** In milliseconds: how long an element may be away, as when it is moved, before the watch ends. */
const lingering = 1000;
/** How long a hidden page goes on watching. */
const restAfter = 30_000;
/** News are told at once, those that follow together after this, up to twice as long. */
const mergeWindow = 1000;
/** A watch that lasted so long was not in vain. */
const lasting = 10_000;
/** The wait before the next watch, doubled with each that did not last. */
const firstPause = 1000;
const longestPause = 300_000;

/**
 * The one watch of the backend's sessions that all elements of a provider share. It runs while one
 * of them listens and somebody may see the page: a hidden page rests, and catches up when it is
 * shown again.
 */
export class LiveSessions {
  readonly #api: ReviewApi;
  readonly #listeners = new Set<Listener>();
  #isLive = false;
  #awaiting: SessionCount | null = null;
  /** Where the next watch goes on. */
  #after: string | undefined;
  /** What is not told yet. */
  #changed: Set<string> | 'many' = new Set();
  #isTelling = false;
  #watch: AbortController | undefined;
  #merging: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  /** The backend has said that asking again is of no use. */
  #isRefused = false;

  /** `signal` ends it for good, as when the user is signed out. */
  constructor(api: ReviewApi, signal: AbortSignal) {
    this.#api = api;
    signal.addEventListener('abort', () => {
      this.#listeners.clear();
      this.#isRefused = true;
      this.#close();
    });
  }

  /** Whether changes are told now. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Tells what is known at once. Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#leaving);
    if (this.#isLive) listener(this.#news([]));
    this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#leaving);
      this.#leaving = setTimeout(() => this.#close(), lingering);
    };
  }

  #open(): void {
    if (this.#isOpen || this.#isRefused) return;
    this.#isOpen = true;
    document.addEventListener('visibilitychange', this.#onVisibility);
    addEventListener('pagehide', this.#onPageHide);
    addEventListener('pageshow', this.#onVisibility);
    addEventListener('online', this.#onOnline);
    this.#onVisibility();
  }

  #close(): void {
    for (const timer of [this.#leaving, this.#resting, this.#merging]) clearTimeout(timer);
    this.#merging = undefined;
    this.#stop();
    this.#isOpen = false;
    this.#isLive = false;
    this.#awaiting = null;
    this.#changed = new Set();
    this.#isTelling = false;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    removeEventListener('pagehide', this.#onPageHide);
    removeEventListener('pageshow', this.#onVisibility);
    removeEventListener('online', this.#onOnline);
  }

  #start(): void {
    if (this.#watch || this.#isRefused) return;
    this.#watch = new AbortController();
    void this.#run(this.#watch.signal);
  }

  #stop(): void {
    this.#watch?.abort();
    this.#watch = undefined;
  }

  /** Until the watch goes on, the elements look for changes themselves. */
  #rest(): void {
    this.#stop();
    this.#fallBack();
  }

  /** Watches again and again, until the signal. */
  async #run(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    for (let failures = 0; !isOver();) {
      const begunAt = performance.now();
      try {
        const after = this.#after;
        const events = this.#api.watchSessions({ signal, ...(after !== undefined && { after }) });
        for await (const event of events) {
          if (isOver()) return;
          this.#take(event);
        }
      } catch (thrown) {
        if (isOver()) return;
        this.#isRefused = !ReviewError.from(thrown).retryable;
      }
      if (isOver()) return;
      this.#fallBack();
      if (this.#isRefused) return;
      failures = performance.now() - begunAt >= lasting ? 1 : failures + 1;
      const longest = Math.min(firstPause * 2 ** (failures - 1), longestPause);
      await pause(longest * (0.5 + Math.random() / 2), signal);
    }
  }

  #take({ id, sessionIds, awaiting }: SessionEvent): void {
    this.#after = id;
    this.#awaiting = awaiting;
    this.#isLive = true;
    if (sessionIds === 'many' || this.#changed === 'many') this.#changed = 'many';
    else for (const sessionId of sessionIds) this.#changed.add(sessionId);
    this.#isTelling = true;
    this.#tell();
  }

  #fallBack(): void {
    if (!this.#isLive) return;
    this.#isLive = false;
    this.#awaiting = null;
    this.#isTelling = true;
    this.#tell();
  }

  /** Tells what is to be told, unless that was done a moment ago or nobody can see it. */
  #tell(): void {
    if (!this.#isTelling || this.#merging !== undefined || document.hidden) return;
    const news = this.#news(this.#changed === 'many' ? 'many' : [...this.#changed]);
    this.#changed = new Set();
    this.#isTelling = false;
    for (const listener of this.#listeners) listener(news);
    this.#merging = setTimeout(
      () => {
        this.#merging = undefined;
        this.#tell();
      },
      mergeWindow * (1 + Math.random()),
    );
  }

  #news(sessionIds: LiveNews['sessionIds']): LiveNews {
    return { isLive: this.#isLive, sessionIds, awaiting: this.#awaiting };
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#resting);
    if (document.hidden) {
      this.#resting = setTimeout(() => this.#rest(), restAfter);
      return;
    }
    this.#start();
    this.#tell();
  };

  /** A page that a browser keeps to go back to must not hold a connection. */
  readonly #onPageHide = (): void => this.#rest();

  /** The connection of before may be dead without a sign. */
  readonly #onOnline = (): void => {
    if (document.hidden) return;
    this.#rest();
    this.#start();
  };
}

/** Waits so many milliseconds, or until the signal. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
