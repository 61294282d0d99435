import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import type { Workspace } from '../api/workspace.js';
import type { Claim } from '../model/claim.js';
import { ownClaim } from '../model/own-claim.js';
import type { Session } from '../model/session.js';
import type { ProviderLinks } from './change.js';
import { Presence } from './presence.js';

/** How often a claim is renewed while the user is there: several times before it ends. */
const renewalMs = 30_000;
/** The claim of another user that should have ended is looked at again after so long, at the earliest. */
const leastWaitMs = 5000;
/** A clock of the browser that is wrong must not stop that. */
const mostWaitMs = 120_000;

/** What the user has asked for, and the backend has not answered yet. */
export type ClaimRequest = 'claim' | 'release' | 'take-over' | 'hand-over';

export interface ClaimOptions extends ProviderLinks {
  /** The session in view. */
  readonly session: () => Session | undefined;
  /** Shows the session with another claim. */
  readonly show: (session: Session) => void;
  /** Loads the session again. */
  readonly reload: () => Promise<void>;
  /** The user's claim has ended, though not by them. `claim` is the one in force. */
  readonly onLost: (claim: Claim | undefined) => void;
  /** The user has got the claim of the session in view without asking for it. */
  readonly onReceived: (claim: Claim) => void;
  /** The backend has confirmed what the user asked for. */
  readonly onDone: (request: ClaimRequest) => void;
}

/**
 * Claims the session in view, and renews the claim while its user is there. Only the backend's clock
 * counts: after a rest, the renewal itself tells whether the claim has ended.
 */
export class ClaimController implements ReactiveController {
  /** What is under way. */
  pending: ClaimRequest | undefined;
  /** Why the last request has failed. */
  error: ReviewError | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #options: ClaimOptions;
  readonly #presence: Presence;
  #sessionId: string | undefined;
  /** The number of the user's claim when the session was last seen. */
  #number: number | undefined;
  /** The last session that the user had, or that was claimed by itself: once it is free, it stays so. */
  #opened: string | undefined;
  #renewals: ReturnType<typeof setInterval> | undefined;
  #end: { readonly until: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  /** Settles when the last request was answered. */
  #answer: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, options: ClaimOptions) {
    this.#host = host;
    this.#options = options;
    this.#presence = new Presence(host, () => void this.#renew());
    host.addController(this);
  }

  hostConnected(): void {
    this.#renewals = setInterval(() => {
      if (this.#presence.isHere) void this.#renew();
    }, renewalMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#renewals);
    this.#awaitEnd(undefined);
  }

  hostUpdate(): void {
    const session = this.#options.session();
    const isOther = session?.id !== this.#sessionId;
    if (isOther) {
      this.#sessionId = session?.id;
      this.#number = undefined;
      this.pending = undefined;
      this.error = undefined;
    }
    const { own, other } = this;
    const isLost = this.#number !== undefined && own?.number !== this.#number;
    const isReceived = own !== undefined && own.number !== this.#number && !isOther;
    this.#number = own?.number;
    if (!this.pending) {
      if (isLost && session?.status === 'awaiting' && !own) this.#options.onLost(other);
      if (isReceived) this.#options.onReceived(own);
    }
    this.#awaitEnd(other?.until);
    if (own) this.#opened = session?.id;
    else if (this.#isToOpen(session)) {
      this.#opened = session?.id;
      void this.claim();
    }
  }

  /** The user's claim of the session in view. */
  get own(): Claim | undefined {
    return ownClaim(this.#options.session(), this.#workspace?.actor.id);
  }

  /** The claim of another user. */
  get other(): Claim | undefined {
    const claim = this.#options.session()?.claim;
    return claim && !this.own ? claim : undefined;
  }

  /** Claims the session unless somebody has it. */
  async claim(): Promise<void> {
    if (this.own || this.other) return;
    await this.#request('claim', (api, id) => api.claimSession(id));
  }

  /**
   * Waits until it is known whether the user has the session. A claim that has failed is tried again.
   * @returns The user's claim; `undefined` if there is none and a decision may do without.
   * @throws ReviewError why the user does not have it
   */
  async settle(): Promise<Claim | undefined> {
    const id = this.#options.session()?.id;
    await this.#answer;
    if (this.error) await this.claim();
    if (this.#options.session()?.id !== id) {
      throw new ReviewError('aborted', 'Another session has come into view.');
    }
    const { own, other, error } = this;
    if (own) return own;
    if (other) throw new ReviewError('claimed', 'Another user has the session.', { claim: other });
    if (error && (!error.retryable || this.#workspace?.claims?.required)) throw error;
    return undefined;
  }

  async release(): Promise<void> {
    const { own } = this;
    if (!own) return;
    await this.#request('release', async (api, id) => {
      await api.releaseClaim(id, { number: own.number });
      return null;
    });
  }

  async takeOver(reason: string): Promise<void> {
    const { other } = this;
    if (!other) return;
    await this.#request('take-over', (api, id) =>
      api.takeOverClaim(id, { number: other.number, reason }),
    );
  }

  /** @param to - The id of the colleague who gets the session. */
  async handOver(to: string): Promise<void> {
    const { own } = this;
    if (!own) return;
    await this.#request('hand-over', (api, id) =>
      api.handOverClaim(id, { number: own.number, to }),
    );
  }

  get #workspace(): Workspace | undefined {
    const connection = this.#options.connection();
    return connection.status === 'connected' ? connection.workspace : undefined;
  }

  /** Where the company wants claims, opening a session to decide it claims it. */
  #isToOpen(session: Session | undefined): boolean {
    const { capabilities = [], claims } = this.#workspace ?? {};
    return (
      session?.status === 'awaiting' &&
      !session.claim &&
      session.id !== this.#opened &&
      this.#presence.isHere &&
      Boolean(claims?.required) &&
      capabilities.includes('decide')
    );
  }

  /** Sends a request, unless one is under way. */
  async #request(
    request: ClaimRequest,
    send: (api: ReviewApi, id: string) => Promise<Claim | null>,
  ): Promise<void> {
    if (!this.pending) this.#answer = this.#send(request, send);
    await this.#answer;
  }

  async #send(
    request: ClaimRequest,
    send: (api: ReviewApi, id: string) => Promise<Claim | null>,
  ): Promise<void> {
    const { connection, session, show, reload, report, sessionChanges, onDone } = this.#options;
    const { api } = connection();
    const id = session()?.id;
    if (!api || id === undefined) return;
    const isOver = (): boolean => session()?.id !== id || connection().api !== api;
    this.pending = request;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const claim = await send(api, id);
      const current = session();
      if (isOver() || !current) return;
      const changed = { ...current, claim };
      show(changed);
      this.#number = this.own?.number;
      sessionChanges()?.announce(changed);
      onDone(request);
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      report(error);
      if (isOver()) return;
      this.error = error;
      // Somebody else was first, or the session has changed.
      if (!error.retryable) await reload();
    } finally {
      if (!isOver()) {
        this.pending = undefined;
        this.#host.requestUpdate();
      }
    }
  }

  async #renew(): Promise<void> {
    const { connection, session, reload } = this.#options;
    const { api } = connection();
    const id = session()?.id;
    const { own } = this;
    if (!api || !own || id === undefined || this.pending) return;
    try {
      await api.renewClaim(id, { number: own.number });
    } catch (thrown) {
      const { code } = ReviewError.from(thrown);
      if (code === 'claimed' && session()?.id === id) await reload();
    }
  }

  /** Nobody reports that the claim of another user was renewed, or has ended. */
  #awaitEnd(until: string | undefined): void {
    if (until === this.#end?.until) return;
    clearTimeout(this.#end?.timer);
    this.#end = undefined;
    if (until === undefined) return;
    const left = Date.parse(until) - Date.now() + 1000;
    const wait = Math.min(Math.max(left, leastWaitMs), mostWaitMs);
    const timer = setTimeout(() => {
      this.#end = undefined;
      if (document.hidden) this.#awaitEnd(until);
      else void this.#options.reload();
    }, wait);
    this.#end = { until, timer };
  }
}
