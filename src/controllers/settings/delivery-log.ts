import { delay } from '../../api/abort.js';
import { ReviewError } from '../../api/errors.js';
import type { WebHookDelivery, WebHookDeliveryPage } from '../../model/web-hooks.js';

/** A delivery, and the cursor of the page that contained it. */
interface Entry {
  readonly delivery: WebHookDelivery;
  readonly cursor: string | undefined;
}

/** Deliveries without a gap, newest first. */
interface Run {
  readonly entries: readonly Entry[];
  /** The cursor of the page after the run; `null` if there is none. */
  readonly nextCursor: string | null;
}

/** A run as it is shown. */
export interface ShownRun {
  readonly deliveries: readonly WebHookDelivery[];
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  /** Why the page after the run could not be read. */
  readonly error: ReviewError | undefined;
  readonly readMore: () => void;
}

export interface DeliveryLogOptions {
  readonly read: (cursor: string | undefined) => Promise<WebHookDeliveryPage>;
  readonly update: () => void;
  /** Receives the newest delivery whenever the first page was read. */
  readonly onNewest: (delivery: WebHookDelivery | undefined) => void;
}

/** How long a new try is followed. In milliseconds. */
const maxFollowMs = 40_000;
const firstDelayMs = 250;
const longestDelayMs = 3000;
/** How many pages are searched for a delivery. */
const maxPages = 20;

/**
 * The deliveries of one web hook, newest first, as far as they have been read. After more than a page of
 * new ones, they are several runs with a gap between them, which the user can fill.
 */
export class DeliveryLog {
  /** Why the first page could not be read. Deliveries beside it may be out of date. */
  error: ReviewError | undefined;
  isReading = false;

  readonly #options: DeliveryLogOptions;
  #runs: readonly Run[] | undefined;
  /** The cursors of the pages that are being read. */
  readonly #reading = new Set<string>();
  readonly #errors = new Map<string, ReviewError>();

  constructor(options: DeliveryLogOptions) {
    this.#options = options;
  }

  /** `undefined` until the first page has been read. */
  get runs(): readonly ShownRun[] | undefined {
    return this.#runs?.map(({ entries, nextCursor }) => ({
      deliveries: entries.map(({ delivery }) => delivery),
      hasMore: nextCursor !== null,
      isReadingMore: nextCursor !== null && this.#reading.has(nextCursor),
      error: nextCursor === null ? undefined : this.#errors.get(nextCursor),
      readMore: () => void this.#readMore(nextCursor),
    }));
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
      await this.#readPageOf(id);
      this.#options.update();
      const delivery = this.#find(id)?.delivery;
      if (delivery && isTriedSince(delivery, before)) return delivery;
      await delay(wait, signal);
      wait = Math.min(wait * 1.6, longestDelayMs);
    }
    return undefined;
  }

  #find(id: string): Entry | undefined {
    return this.#runs?.flatMap(({ entries }) => entries).find(({ delivery }) => delivery.id === id);
  }

  /** Reads the page that contains a delivery. Newer ones may have moved it on to a later page. */
  async #readPageOf(id: string): Promise<void> {
    let cursor = this.#find(id)?.cursor;
    for (let pages = 0; pages < maxPages; pages += 1) {
      const { items, nextCursor } = await this.#read(cursor);
      if (nextCursor === null || items.some((delivery) => delivery.id === id)) return;
      cursor = nextCursor;
    }
  }

  async #readMore(cursor: string | null): Promise<void> {
    if (cursor === null || this.#reading.has(cursor)) return;
    this.#reading.add(cursor);
    this.#errors.delete(cursor);
    this.#options.update();
    try {
      await this.#read(cursor);
    } catch (thrown) {
      this.#errors.set(cursor, ReviewError.from(thrown));
    }
    this.#reading.delete(cursor);
    this.#options.update();
  }

  async #read(cursor: string | undefined): Promise<WebHookDeliveryPage> {
    const answer = await this.#options.read(cursor);
    const { items, nextCursor } = answer;
    const page: Run = { entries: items.map((delivery) => ({ delivery, cursor })), nextCursor };
    const fresh = new Map(page.entries.map((entry) => [entry.delivery.id, entry]));
    const known = (this.#runs ?? []).map((run): Run => ({
      ...run,
      entries: run.entries.map((entry) => fresh.get(entry.delivery.id) ?? entry),
    }));
    if (cursor === undefined) {
      this.#runs = joined([page, ...known]);
      this.#options.onNewest(items[0]);
      return answer;
    }
    // A page that was read before changes nothing else.
    const index = known.findIndex((run) => run.nextCursor === cursor);
    const run = known[index];
    const entries = run && entriesOf(run, page);
    this.#runs = entries ? joined(known.with(index, { entries, nextCursor })) : known;
    return answer;
  }
}

const idsOf = ({ entries }: Run): ReadonlySet<string> =>
  new Set(entries.map(({ delivery }) => delivery.id));

/** The deliveries of a run, and those of an older one that it lacks. */
function entriesOf(run: Run, older: Run): readonly Entry[] {
  const ids = idsOf(run);
  return [...run.entries, ...older.entries.filter(({ delivery }) => !ids.has(delivery.id))];
}

/** Joins runs that overlap. What follows the last delivery does not exist any more. */
function joined(runs: readonly Run[]): readonly Run[] {
  const [first, second, ...others] = runs;
  if (!first || !second) return runs;
  if (first.nextCursor === null) return [first];
  const ids = idsOf(first);
  if (second.entries.some(({ delivery }) => ids.has(delivery.id))) {
    const entries = entriesOf(first, second);
    const { nextCursor } = entries.length > first.entries.length ? second : first;
    return joined([{ entries, nextCursor }, ...others]);
  }
  return [first, ...joined([second, ...others])];
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
