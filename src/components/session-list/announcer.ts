import type { LitElement, ReactiveController } from 'lit';

import type { ListContext } from './list-context.js';
import { describeUnseen } from './messages.js';

/** What the user has asked for: another order, other sessions, or the same ones again. */
export type Wish = 'order' | 'sessions' | 'refresh';

/** A user who types a search, or goes through the orders, has paused. */
const pauseMs = 600;
/** Changes that nobody asked for are collected for so long … */
const collectMs = 1000;
/** … and announced no more often than this. */
const intervalMs = 10_000;

/**
 * Puts into words what changes in a list without moving the focus: once, and only what could be seen.
 * What the user's own decisions change is left out, because the details announce them.
 */
export class Announcer implements ReactiveController {
  readonly #list: ListContext;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  #changeTimer: ReturnType<typeof setTimeout> | undefined;
  #announcedAt = -intervalMs;
  /** The versions of the rows that were in view, by session. */
  #versions: ReadonlyMap<string, string> = new Map();
  readonly #changed = new Set<string>();
  readonly #own = new Set<string>();
  #newCount = 0;

  constructor(host: LitElement, list: ListContext) {
    this.#list = list;
    host.addController(this);
  }

  hostUpdated(): void {
    const { paging, range } = this.#list;
    const { first, last } = range();
    const rows = paging.rows.between(first, last);
    for (const { id, version } of rows) {
      const isChanged = (this.#versions.get(id) ?? version) !== version;
      if (isChanged && !this.#own.has(version)) this.#changed.add(id);
    }
    this.#versions = new Map(rows.map(({ id, version }) => [id, version]));
    const { unseen } = paging;
    const hasNews = unseen && (this.#newCount === 0 || unseen.count > this.#newCount);
    if (this.#changed.size > 0 || hasNews) this.#collect();
    if (!unseen) this.#newCount = 0;
  }

  hostDisconnected(): void {
    clearTimeout(this.#answerTimer);
    this.#forgetChanges();
    this.#versions = new Map();
  }

  /** The user knows of this version: they made it. */
  know(version: string): void {
    this.#own.add(version);
  }

  /** The list has answered what the user asked for. */
  answer(wish: Wish): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(
      () => {
        const { paging, say } = this.#list;
        if (!paging.isAnswered) return;
        this.#forgetChanges();
        say(this.#describe(wish));
      },
      wish === 'refresh' ? 0 : pauseMs,
    );
  }

  #describe(wish: Wish): string {
    const { localize, sort, result } = this.#list;
    if (wish === 'order') return localize.term(`list.sorted.${sort()}`);
    return wish === 'refresh' ? localize.term('list.refreshed', { total: result() }) : result();
  }

  #collect(): void {
    const sinceLast = performance.now() - this.#announcedAt;
    this.#changeTimer ??= setTimeout(
      () => this.#announceChanges(),
      Math.max(collectMs, intervalMs - sinceLast),
    );
  }

  #announceChanges(): void {
    const { localize, paging, say } = this.#list;
    const { unseen } = paging;
    const count = this.#changed.size;
    const parts = [
      ...(count > 0 ? [localize.term('list.changed', { count })] : []),
      ...(unseen ? [describeUnseen(unseen, localize)] : []),
    ];
    this.#forgetChanges();
    this.#newCount = unseen ? Math.max(1, unseen.count) : 0;
    if (parts.length === 0) return;
    this.#announcedAt = performance.now();
    say(parts.join('. '));
  }

  #forgetChanges(): void {
    clearTimeout(this.#changeTimer);
    this.#changeTimer = undefined;
    this.#changed.clear();
  }
}
