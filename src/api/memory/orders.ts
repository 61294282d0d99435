import type { SessionSort } from '../../model/query.js';
import { searchWords } from '../../model/search.js';
import { sessionStatus, type Session } from '../../model/session.js';
import { forEachInSlices, isInOrder, Slices, sortInSlices } from '../slices.js';
import type { Place, SessionStore } from './store.js';

type SortField = 'createdAt' | 'firstName' | 'lastName' | 'status' | 'dueAt';

/** How the sessions are sorted by a field: by which text, and how two of them compare. */
interface Rule {
  readonly keyOf: (session: Session) => string;
  readonly compare: (a: string, b: string) => number;
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** An instant in UTC, at most to the millisecond. Two of one length sort as texts. */
const isPlain = (instant: string): boolean => instant.length <= 24 && instant.endsWith('Z');

/** Most instants are plain, and need no parsing. */
const compareInstants = (a: string, b: string): number =>
  a.length === b.length && isPlain(a) && isPlain(b)
    ? compareTexts(a, b)
    : Date.parse(a) - Date.parse(b);

/** Sorts after every name. A missing name comes last in ascending order, like NULL in PostgreSQL. */
const unread = '\u{10ffff}';

/** Names are sorted without case and accents, as in a search. */
const nameKey = (name: string | null): string =>
  name === null ? unread : searchWords(name).join(' ');

/** An unknown status comes last. */
function statusKey(status: Session['status']): string {
  const index = sessionStatus.options.findIndex((known) => known === status);
  return String(index === -1 ? sessionStatus.options.length : index);
}

/** After every other instant, for a session that does not await action. */
const never = '9999-12-31T23:59:59.999Z';

/** The due key of a session; see `dueKeyOf`. It changes with the settings. */
export type DueKey = (session: Session) => string | null;

const rules: Readonly<Record<Exclude<SortField, 'dueAt'>, Rule>> = {
  createdAt: { keyOf: ({ createdAt }) => createdAt, compare: compareInstants },
  firstName: { keyOf: ({ client }) => nameKey(client.firstName), compare: compareTexts },
  lastName: { keyOf: ({ client }) => nameKey(client.lastName), compare: compareTexts },
  status: { keyOf: ({ status }) => statusKey(status), compare: compareTexts },
};

/** The rule of an order, with its direction. 0 is a tie, which `compareIds` breaks. */
function ruleOf(sort: SessionSort, dueKey: DueKey): Rule {
  if (sort === 'dueAt') {
    return { keyOf: (session) => dueKey(session) ?? never, compare: compareInstants };
  }
  const field = (sort.startsWith('-') ? sort.slice(1) : sort) as keyof typeof rules;
  if (field === sort) return rules[field];
  const { keyOf, compare } = rules[field];
  return { keyOf, compare: (a, b) => compare(b, a) };
}

/** Ascending in every order. */
const compareIds = (a: Session, b: Session): number => compareTexts(a.id, b.id);

/**
 * All sessions in each requested order. An order is sorted once; after that, only changed sessions
 * move. Arrays that were returned never change.
 */
export class Orders {
  readonly #store: SessionStore;
  readonly #kept = new Map<SessionSort, readonly Place[]>();

  readonly #dueKey: DueKey;

  constructor(store: SessionStore, dueKey: DueKey) {
    this.#store = store;
    this.#dueKey = dueKey;
    store.watch((place, before) => {
      const session = this.#sessionAt(place);
      for (const [sort, order] of this.#kept) {
        const { keyOf } = this.#ruleOf(sort);
        if (keyOf(before) === keyOf(session)) continue;
        this.#kept.set(sort, this.#moved(sort, order, [place]));
      }
    });
  }

  /** Forgets an order whose keys have changed. */
  forget(sort: SessionSort): void {
    this.#kept.delete(sort);
  }

  async get(sort: SessionSort, signal: AbortSignal | undefined): Promise<readonly Place[]> {
    const kept = this.#kept.get(sort);
    if (kept) return kept;
    const changed = new Set<Place>();
    const unwatch = this.#store.watch((place) => changed.add(place));
    try {
      const sorted = await this.#sort(sort, new Slices(signal));
      const order = changed.size > 0 ? this.#moved(sort, sorted, [...changed]) : sorted;
      this.#kept.set(sort, order);
      return order;
    } finally {
      unwatch();
    }
  }

  /** The index of the first of these sessions after a session, which need not be one of them. */
  indexAfter(places: readonly Place[], session: Session, sort: SessionSort): number {
    const { keyOf, compare } = this.#ruleOf(sort);
    const key = keyOf(session);
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sessionAt(places[middle] as Place);
      const result = compare(keyOf(other), key) || compareIds(other, session);
      if (result <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #ruleOf(sort: SessionSort): Rule {
    return ruleOf(sort, this.#dueKey);
  }

  #sessionAt(place: Place): Session {
    return this.#store.sessions[place] as Session;
  }

  async #sort(sort: SessionSort, slices: Slices): Promise<readonly Place[]> {
    // As they are now: none changes between two comparisons.
    const sessions = [...this.#store.sessions];
    const { keyOf, compare } = this.#ruleOf(sort);
    const places = sessions.map((_, place) => place);
    const areGivenSo = await isInOrder(
      sessions,
      slices,
      (a, b) => compare(keyOf(a), keyOf(b)) || compareIds(a, b),
    );
    if (areGivenSo) return places;
    const keys: string[] = [];
    await forEachInSlices(sessions, slices, (session) => {
      keys.push(keyOf(session));
    });
    return sortInSlices(
      places,
      slices,
      (a, b) =>
        compare(keys[a] as string, keys[b] as string) ||
        compareIds(sessions[a] as Session, sessions[b] as Session),
    );
  }

  /** A copy of the order, with the sessions at these places moved to where they belong now. */
  #moved(sort: SessionSort, order: readonly Place[], places: readonly Place[]): readonly Place[] {
    // Remove all of them first: a binary search fails while other sessions are misplaced.
    let next = order.filter((place) => !places.includes(place));
    for (const place of places) {
      next = next.toSpliced(this.indexAfter(next, this.#sessionAt(place), sort), 0, place);
    }
    return next;
  }
}
