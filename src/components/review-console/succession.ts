import type { ReactiveControllerHost } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import type { KvEventMap } from '../../context/events.js';
import {
  ReviewQueueController,
  type NextSession,
  type ReviewQueueOptions,
} from '../../controllers/review-queue.js';
import type { Verdict } from '../../model/decision.js';
import { afterPaint } from '../../ui/after-paint.js';

export interface SuccessionOptions extends ReviewQueueOptions {
  /** The page and the session in view; an empty string for none. */
  readonly route: () => { readonly view: string; readonly sessionId: string };
  /** The session of the row that has the focus, while the list is in view. */
  readonly focusedSessionId: () => string | undefined;
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

  constructor(host: ReactiveControllerHost, options: SuccessionOptions) {
    this.#host = host;
    this.#options = options;
    this.queue = new ReviewQueueController(host, options);
  }

  /** Another session or page is in view. */
  reset(): void {
    this.decided = undefined;
    this.next = undefined;
    this.isLooking = false;
  }

  readonly openNext = async (): Promise<void> => {
    if (this.isLooking) return;
    const { queue } = this;
    const { route, focusedSessionId, open, report } = this.#options;
    const { view, sessionId } = route();
    const focused = sessionId ? undefined : focusedSessionId();
    this.isLooking = true;
    this.#host.requestUpdate();
    const next = await (focused === undefined ? queue.next(sessionId) : queue.nextFrom(focused));
    if (route().sessionId !== sessionId || route().view !== view) return;
    this.isLooking = false;
    this.next = next;
    this.#host.requestUpdate();
    if (next.status === 'found') open(next.sessionId);
    if (next.status === 'failed') report(next.error);
  };

  /** The next session is loaded while the decision is sent, unless the host cancels it. */
  readonly onDecisionRequest = (event: KvEventMap['kv-decision-request']): void => {
    queueMicrotask(() => {
      if (!event.defaultPrevented) void this.queue.next(event.detail.sessionId);
    });
  };

  readonly onDecisionComplete = async ({
    detail,
  }: KvEventMap['kv-decision-complete']): Promise<void> => {
    const { queue } = this;
    const { route, isAutomatic, open } = this.#options;
    if (detail.sessionId !== route().sessionId) return;
    this.decided = detail.verdict;
    this.#host.requestUpdate();
    const next = await queue.next(detail.sessionId);
    const isOver = (): boolean => detail.sessionId !== route().sessionId || this.isLooking;
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
}
