import type { SessionSort } from '../../model/query.js';
import { searchWords } from '../../model/search.js';
import { sessionStatus, type Session } from '../../model/session.js';
import { forEachInSlices, Slices, sortInSlices } from '../slices.js';
import type { Entry, SessionStore } from './store.js';

/** A place in an order. */
export interface Position {
  readonly key: string | number;
  readonly id: string;
}

/** An entry at its place. */
export interface Placed extends Position {
  readonly entry: Entry;
}

type SortField = 'createdAt' | 'firstName' | 'lastName' | 'status';

/** Sorts after every name. A missing name comes last in ascending order, like NULL in PostgreSQL. */
const unread = '\u{10ffff}';

/** Names are sorted without case and accents, as in a search. */
const nameKey = (name: string | null): string =>
  name === null ? unread : searchWords(name).join(' ');

const keys: Readonly<Record<SortField, (session: Session) => string | number>> = {
  createdAt: (session) => Date.parse(session.createdAt),
  firstName: (session) => nameKey(session.client.firstName),
  lastName: (session) => nameKey(session.client.lastName),
  status: (session) => statusOrder(session.status),
};

/** An unknown status comes last. */
function statusOrder(status: Session['status']): number {
  const index = sessionStatus.options.findIndex((known) => known === status);
  return index === -1 ? sessionStatus.options.length : index;
}

export function sortKey(sort: SessionSort, session: Session): string | number {
  return keys[fieldOf(sort)](session);
}

function fieldOf(sort: SessionSort): SortField {
  return (sort.startsWith('-') ? sort.slice(1) : sort) as SortField;
}

/** Ties are broken by id, ascending in every order. */
function comparison(sort: SessionSort): (a: Position, b: Position) => number {
  const direction = sort.startsWith('-') ? -1 : 1;
  return (a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -direction : direction;
    return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
  };
}

/** The index of the first item after a position. */
export function indexAfter(
  order: readonly Position[],
  position: Position,
  sort: SessionSort,
): number {
  const compare = comparison(sort);
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order[middle] as Position, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * All sessions in each requested order. An order is sorted once; after that, only changed sessions
 * move. Arrays that were returned never change.
 */
export class Orders {
  readonly #store: SessionStore;
  readonly #kept = new Map<SessionSort, readonly Placed[]>();

  constructor(store: SessionStore) {
    this.#store = store;
    store.watch((entry, before) => {
      for (const [sort, order] of this.#kept) {
        if (sortKey(sort, before) === sortKey(sort, entry.session)) continue;
        this.#kept.set(sort, moved(sort, order, [entry]));
      }
    });
  }

  async get(sort: SessionSort, signal: AbortSignal | undefined): Promise<readonly Placed[]> {
    const kept = this.#kept.get(sort);
    if (kept) return kept;
    const changed = new Set<Entry>();
    const unwatch = this.#store.watch((entry) => changed.add(entry));
    try {
      const sorted = await this.#sort(sort, new Slices(signal));
      const order = moved(sort, sorted, [...changed]);
      this.#kept.set(sort, order);
      return order;
    } finally {
      unwatch();
    }
  }

  async #sort(sort: SessionSort, slices: Slices): Promise<Placed[]> {
    const placed: Placed[] = [];
    await forEachInSlices(this.#store.entries(), slices, (entry) => {
      placed.push(place(sort, entry));
    });
    return sortInSlices(placed, slices, comparison(sort));
  }
}

const place = (sort: SessionSort, entry: Entry): Placed => ({
  key: sortKey(sort, entry.session),
  id: entry.id,
  entry,
});

/** A copy of the order, with the entries moved to their current places. */
function moved(
  sort: SessionSort,
  order: readonly Placed[],
  entries: readonly Entry[],
): readonly Placed[] {
  let next = order;
  // Remove all of them first: a binary search fails while other entries are misplaced.
  for (const entry of entries) {
    const index = next.findIndex((placed) => placed.entry === entry);
    next = next.toSpliced(index, 1);
  }
  for (const entry of entries) {
    const placed = place(sort, entry);
    next = next.toSpliced(indexAfter(next, placed, sort), 0, placed);
  }
  return next;
}
