import type { ReactiveControllerHost } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import type { ProviderLinks } from '../../controllers/change.js';
import { LoadController } from '../../controllers/load.js';
import { PollController } from '../../controllers/poll.js';
import { SubscriptionController } from '../../controllers/subscription.js';
import type { Session } from '../../model/session.js';

/** The longest interval, in seconds, at which a session that is still processing is polled. */
const maxProcessingInterval = 5;

export interface CurrentSessionOptions extends ProviderLinks {
  /** The id of the session; an empty string for none. */
  readonly sessionId: () => string;
  /** In seconds; 0 or less disables polling. */
  readonly refreshInterval: () => number;
  /** The session in view has another status than before. */
  readonly onStatusChange: (session: Session) => void;
}

/**
 * Loads the session of its host and keeps it current: by the watch of the provider, by polling
 * without one, and by what other elements announce.
 */
export class CurrentSession {
  readonly #options: CurrentSessionOptions;
  readonly #load: LoadController<ReviewApi | string, Session>;
  readonly #poll: PollController;

  constructor(host: ReactiveControllerHost, options: CurrentSessionOptions) {
    const { connection, sessionChanges, sessionId } = options;
    this.#options = options;
    this.#load = new LoadController(host, {
      key: () => {
        const { api } = connection();
        return api && sessionId() ? [api, sessionId()] : undefined;
      },
      load: (signal) => {
        const { api } = connection();
        if (!api) throw new TypeError('The provider has no adapter.');
        return api.getSession(sessionId(), { signal });
      },
      onLoad: (session, previous) => this.#onLoad(session, previous),
      onError: (error, previous) => this.#onError(error, previous),
    });
    this.#poll = new PollController(
      host,
      () => this.#interval,
      () => this.#load.reload(),
    );
    new SubscriptionController(host, sessionChanges, (session) => {
      if (session.id === sessionId() && this.value) this.replace(session);
    });
    new SubscriptionController(
      host,
      () => this.#live,
      ({ sessionIds }) => {
        this.#poll.restart();
        if (sessionIds === 'many' || sessionIds.includes(sessionId())) void this.#load.update();
      },
    );
  }

  get value(): Session | undefined {
    return this.#load.value;
  }

  /** Why the last load failed. A `value` beside it is stale. */
  get error(): ReviewError | undefined {
    return this.#load.error;
  }

  reload(): Promise<void> {
    return this.#load.reload();
  }

  /** Starts the interval of polling from the beginning. */
  restartPolling(): void {
    this.#poll.restart();
  }

  /** Another element, or a dialog of this one, has received the session from the backend. */
  replace(session: Session): void {
    this.#load.replace(session);
    this.#poll.restart();
  }

  get #live() {
    const connection = this.#options.connection();
    return connection.status === 'connected' ? connection.live : undefined;
  }

  get #interval(): number {
    const interval = this.#options.refreshInterval();
    if (!(interval > 0)) return 0;
    if (this.#live?.isLive && !this.error) return 0;
    switch (this.value?.status) {
      case 'processing':
        return Math.min(interval, maxProcessingInterval);
      case 'awaiting':
        return interval;
      default:
        return 0;
    }
  }

  #onLoad(session: Session, previous: Session | undefined): void {
    if (previous && previous.status !== session.status) this.#options.onStatusChange(session);
    this.#poll.restart();
  }

  /** Reports an error once while polls keep failing with it. */
  #onError(error: ReviewError, previous: ReviewError | undefined): void {
    this.#poll.restart();
    if (error.code !== previous?.code) this.#options.report(error);
  }
}
