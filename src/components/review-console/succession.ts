import type { ReactiveControllerHost } from 'lit';

import { ReviewError } from '../../api/errors.js';
import type { KvEventMap } from '../../context/events.js';
import {
  ReviewQueueController,
  type NextSession,
  type ReviewQueueOptions,
} from '../../controllers/review-queue.js';
import type { Verdict } from '../../model/decision.js';
import { afterPaint } from '../../ui/after-paint.js';

/** `claimNext` leaves out no more sessions than this. */
const maxSkipped = 200;

export interface SuccessionOptions extends ReviewQueueOptions {
  /** The page and the session in view; an empty string for none. */
  readonly route: () => { readonly view: string; readonly sessionId: string };
  /** The session of the row that has the focus, while the list is in view. */
  readonly focusedSessionId: () => string | undefined;
  /** Whether the next session is claimed, so that no colleague opens it as well. */
  readonly hasClaims: () => boolean;
  /** Releases the session in view, if the user has claimed it. */
  readonly release: () => void;
  readonly isAutomatic: () => boolean;
  readonly open: (sessionId: string) => void;
  readonly report: (error: ReviewError) => void;
}

/** Leads from a decision to the next session that awaits action. */
export class Succession {
  /** The decision on the session in view, if it was made here and now. */
  decided: Verdict | undefined;
  next: NextSession | undefined;
  isLooking = false;

  readonly queue: ReviewQueueController;

  readonly #host: ReactiveControllerHost;
  readonly #options: SuccessionOptions;
  /** Sessions that the user has left without a decision. */
  readonly #passed = new Set<string>();

  constructor(host: ReactiveControllerHost, options: SuccessionOptions) {
    this.#host = host;
    this.#options = options;
    this.queue = new ReviewQueueController(host, options);
  }

  get hasClaims(): boolean {
    return this.#options.hasClaims();
  }

  /** Finds the place of a session in the list, for an adapter without claims. */
  locate(sessionId: string): void {
    if (!this.hasClaims) this.queue.locate(sessionId);
  }

  /** Another session or page is in view. */
  reset(): void {
    this.decided = undefined;
    this.next = undefined;
    this.isLooking = false;
  }

  readonly openNext = async (): Promise<void> => {
    if (this.isLooking) return;
    const { route, open, report } = this.#options;
    const { view, sessionId } = route();
    this.isLooking = true;
    this.#host.requestUpdate();
    const isOver = (): boolean => route().sessionId !== sessionId || route().view !== view;
    const next = await (this.hasClaims ? this.#claimNext(isOver) : this.#find(sessionId));
    if (isOver()) return;
    this.isLooking = false;
    this.next = next;
    this.#host.requestUpdate();
    if (next.status === 'found') open(next.sessionId);
    if (next.status === 'failed') report(next.error);
  };

  /** The next session is loaded while the decision is sent, unless the host cancels it. */
  readonly onDecisionRequest = (event: KvEventMap['kv-decision-request']): void => {
    queueMicrotask(() => {
      if (!event.defaultPrevented && !this.hasClaims) void this.queue.next(event.detail.sessionId);
    });
  };

  readonly onDecisionComplete = async ({
    detail,
  }: KvEventMap['kv-decision-complete']): Promise<void> => {
    const { queue, hasClaims } = this;
    const { route, isAutomatic, open } = this.#options;
    if (detail.sessionId !== route().sessionId) return;
    this.decided = detail.verdict;
    this.#host.requestUpdate();
    // A session is claimed only for a user who goes on to it.
    if (hasClaims && !isAutomatic()) return;
    const isOver = (): boolean => detail.sessionId !== route().sessionId || this.isLooking;
    const next = await (hasClaims ? this.#claimNext(isOver) : queue.next(detail.sessionId));
    if (isOver()) return;
    if (next.status === 'found' && isAutomatic()) {
      open(next.sessionId);
      return;
    }
    const show = (): void => {
      if (isOver()) return;
      this.next = next;
      this.#host.requestUpdate();
    };
    // The dialog announces its outcome first, once it has closed.
    afterPaint(() => afterPaint(show));
  };

  #find(sessionId: string): Promise<NextSession> {
    const focused = sessionId ? undefined : this.#options.focusedSessionId();
    return focused === undefined ? this.queue.next(sessionId) : this.queue.nextFrom(focused);
  }

  /** Claims the next session for the user. One that was passed over comes again at the end. */
  async #claimNext(isOver: () => boolean): Promise<NextSession> {
    const { api, route, release } = this.#options;
    const { sessionId } = route();
    try {
      const adapter = api();
      if (!adapter) throw new ReviewError('unauthenticated', 'The console is not connected.');
      if (sessionId && !this.decided) {
        this.#passed.add(sessionId);
        release();
      }
      let { next } = await adapter.claimNext({ skip: [...this.#passed].slice(-maxSkipped) });
      if (!next && this.#passed.size > 0) {
        this.#passed.clear();
        ({ next } = await adapter.claimNext({ skip: sessionId ? [sessionId] : [] }));
      }
      if (!next) return { status: 'none' };
      if (isOver()) {
        // The user has gone elsewhere: the session is free for others.
        await adapter.releaseClaim(next.sessionId, { number: next.claim.number });
      }
      return { status: 'found', sessionId: next.sessionId };
    } catch (thrown) {
      return { status: 'failed', error: ReviewError.from(thrown) };
    }
  }
}
