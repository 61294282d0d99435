import type { LitElement, ReactiveController } from 'lit';

import type { ListContext } from './list-context.js';

const intervalMs = 15_000;
const maxAgeMs = 60_000;

/** The list. */
type Host = LitElement & { readonly pollInterval: number };

/**
 * Keeps a queue right as time passes: one timer for all rows, while the page is in view. Ages move on. Rows
 * whose claim should have ended are loaded again, because no event reports a renewal. The list is loaded again
 * after a minute, because no event reports that a session is overdue.
 */
export class Clock implements ReactiveController {
  readonly #host: Host;
  readonly #list: ListContext;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The ends of the claims that were asked for, by session. */
  #asked: ReadonlyMap<string, string> = new Map();

  constructor(host: Host, list: ListContext) {
    this.#host = host;
    this.#list = list;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#tick, intervalMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** Of the rows in view, when the claims should have ended that have; by session. */
  #endedClaims(): ReadonlyMap<string, string> {
    const { paging, range } = this.#list;
    const { first, last } = range();
    return new Map(
      paging.rows.between(first, last).flatMap(({ id, queue }) => {
        const until = queue?.claim?.until;
        return until && Date.parse(until) < Date.now() ? [[id, until] as const] : [];
      }),
    );
  }

  readonly #tick = (): void => {
    const { isTimed, paging, mayMove } = this.#list;
    if (document.hidden || !isTimed()) return;
    this.#host.requestUpdate();
    // A host can disable requests that nobody has asked for.
    if (this.#host.pollInterval === 0) return;
    const ended = this.#endedClaims();
    const news = [...ended].filter(([id, until]) => this.#asked.get(id) !== until);
    this.#asked = ended;
    if (news.length > 0) void paging.follow(ended.keys(), mayMove);
    else if (!paging.error && Date.now() - Number(paging.updatedAt ?? Date.now()) > maxAgeMs) {
      void paging.poll(mayMove);
    }
  };
}
