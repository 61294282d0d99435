import type { LitElement, ReactiveController } from 'lit';

import type { ListContext } from './list-context.js';

const intervalMs = 15_000;

/**
 * Keeps the ages in a list right, and loads the rows again of which the claim should have ended: nobody
 * reports that it was renewed.
 */
export class Clock implements ReactiveController {
  readonly #host: LitElement;
  readonly #list: ListContext;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The ends of the claims that were asked for, by session. */
  #asked: ReadonlyMap<string, string> = new Map();

  constructor(host: LitElement, list: ListContext) {
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

  readonly #tick = (): void => {
    const { isTimed, paging, range, mayMove } = this.#list;
    if (document.hidden || !isTimed()) return;
    this.#host.requestUpdate();
    const { first, last } = range();
    const ended = new Map(
      paging.rows.between(first, last).flatMap(({ id, queue }) => {
        const until = queue?.claim?.until;
        return until && Date.parse(until) < Date.now() ? [[id, until] as const] : [];
      }),
    );
    const news = [...ended].filter(([id, until]) => this.#asked.get(id) !== until);
    this.#asked = ended;
    if (news.length > 0) void paging.follow(ended.keys(), mayMove);
  };
}
