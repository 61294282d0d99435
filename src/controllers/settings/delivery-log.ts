import { delay } from '../../api/abort.js';
import { ReviewError } from '../../api/errors.js';
import type { WebHookDelivery, WebHookDeliveryPage } from '../../model/web-hooks.js';

/** A delivery, and the cursor of the page that contains it. */
interface Entry {
  readonly delivery: WebHookDelivery;
  readonly cursor: string | undefined;
}

export interface DeliveryLogOptions {
  readonly read: (cursor: string | undefined) => Promise<WebHookDeliveryPage>;
  readonly update: () => void;
}

/** How long a new try is followed. In milliseconds. */
const maxFollowMs = 40_000;
const firstDelayMs = 250;
const longestDelayMs = 3000;

/** The deliveries of one web hook, newest first, as far as they have been read. */
export class DeliveryLog {
  /** Why the first page could not be read. Deliveries beside it may be out of date. */
  error: ReviewError | undefined;
  /** Why the next page could not be read. */
  moreError: ReviewError | undefined;
  isReading = false;
  isReadingMore = false;

  readonly #options: DeliveryLogOptions;
  #entries: readonly Entry[] | undefined;
  #nextCursor: string | null = null;

  constructor(options: DeliveryLogOptions) {
    this.#options = options;
  }

  /** `undefined` until the first page has been read. */
  get deliveries(): readonly WebHookDelivery[] | undefined {
    return this.#entries?.map(({ delivery }) => delivery);
  }

  get hasMore(): boolean {
    return this.#nextCursor !== null;
  }

  find(id: string): WebHookDelivery | undefined {
    return this.#entries?.find(({ delivery }) => delivery.id === id)?.delivery;
  }

  /** Reads the first page again. Older deliveries stay. */
  async refresh(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    this.#options.update();
    try {
      await this.#read(undefined);
      this.error = undefined;
    } catch (thrown) {
      this.error = ReviewError.from(thrown);
    }
    this.isReading = false;
    this.#options.update();
  }

  async readMore(): Promise<void> {
    const cursor = this.#nextCursor;
    if (cursor === null || this.isReadingMore) return;
    this.isReadingMore = true;
    this.moreError = undefined;
    this.#options.update();
    try {
      await this.#read(cursor);
    } catch (thrown) {
      this.moreError = ReviewError.from(thrown);
    }
    this.isReadingMore = false;
    this.#options.update();
  }

  /**
   * Reads a delivery again until a try after `before` has ended.
   * @returns the delivery; `undefined` if its try takes too long
   */
  async follow(
    id: string,
    before: WebHookDelivery | undefined,
    signal: AbortSignal,
  ): Promise<WebHookDelivery | undefined> {
    const start = performance.now();
    let wait = firstDelayMs;
    while (performance.now() - start < maxFollowMs) {
      await this.#read(this.#entries?.find(({ delivery }) => delivery.id === id)?.cursor);
      this.#options.update();
      const delivery = this.find(id);
      if (delivery && isTriedSince(delivery, before)) return delivery;
      await delay(wait, signal);
      wait = Math.min(wait * 1.6, longestDelayMs);
    }
    return undefined;
  }

  async #read(cursor: string | undefined): Promise<void> {
    const { items, nextCursor } = await this.#options.read(cursor);
    const known = this.#entries ?? [];
    const read = new Map(
      items.map((delivery): [string, Entry] => [delivery.id, { delivery, cursor }]),
    );
    const isContinued = known.some(({ delivery }) => read.has(delivery.id));
    const last = known.at(-1);
    if (cursor === undefined) {
      // More new deliveries than one page: what is between is not known.
      const older = isContinued ? known.filter(({ delivery }) => !read.has(delivery.id)) : [];
      this.#entries = [...read.values(), ...older];
      if (older.length === 0) this.#nextCursor = nextCursor;
      return;
    }
    const changed = known.map((entry) => read.get(entry.delivery.id) ?? entry);
    const ids = new Set(known.map(({ delivery }) => delivery.id));
    const added = [...read.values()].filter(({ delivery }) => !ids.has(delivery.id));
    this.#entries = [...changed, ...added];
    if (cursor === this.#nextCursor || cursor === last?.cursor) this.#nextCursor = nextCursor;
  }
}

const isEnded = ({ status, error }: { status: number | null; error: string | null }): boolean =>
  status !== null || error !== null;

/** Whether a new try has ended. The delivery may go on: a failed one is tried again later. */
function isTriedSince(
  { state, attempts }: WebHookDelivery,
  before: WebHookDelivery | undefined,
): boolean {
  const last = attempts.at(-1);
  const seen = before?.attempts.at(-1);
  if (!last || (last.number === seen?.number && last.at === seen.at)) return false;
  return isEnded(last) || state !== 'pending';
}
