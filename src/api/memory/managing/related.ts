import {
  chooseRelated,
  isWeakLikeness,
  isWithinWeakDays,
  likenessValues,
  likeSessionsToFind,
  type LikenessValue,
} from '../../../model/likeness.js';
import type { RelatedSession, RelatedSessions } from '../../../model/related.js';
import type { Session } from '../../../model/session.js';
import type { ExtraField } from '../../../model/workspace.js';
import { Slices } from '../../slices.js';
import { notFound } from '../not-found.js';
import type { Place, SessionStore } from '../store.js';

const keyOf = ({ kind, value }: LikenessValue): string => `${kind} ${value}`;

/** Finds the sessions that have something in common. Its index is made with the first call. */
export class MemoryRelated {
  readonly #store: SessionStore;
  /** The places of the sessions with a value. */
  readonly #places = new Map<string, Set<Place>>();
  /** By place, the values under which a session is in the index. */
  readonly #values: string[][] = [];
  /** The types of the extra fields when the index was made. */
  #types: string | undefined;
  #extraFields: readonly ExtraField[] = [];

  constructor(store: SessionStore) {
    this.#store = store;
    store.watch((place) => {
      if (this.#values[place]) this.#add(place);
    });
  }

  async list(
    id: string,
    extraFields: readonly ExtraField[],
    signal: AbortSignal | undefined,
  ): Promise<RelatedSessions> {
    await this.#prepare(extraFields, new Slices(signal));
    const session = this.#store.find(id);
    if (!session) throw notFound();
    const found = likenessValues(session, extraFields).map((value) => ({
      kind: value.kind,
      sessions: this.#others(value, session),
    }));
    const { sessions, hasMore } = chooseRelated(found);
    return {
      sessions: sessions.flatMap(({ id: otherId, same }): RelatedSession[] => {
        const other = this.#store.find(otherId);
        if (!other) return [];
        const { createdAt, status, client, decision } = other;
        const { firstName, lastName } = client;
        return [
          { id: otherId, createdAt, status, client: { firstName, lastName }, decision, same },
        ];
      }),
      hasMore,
    };
  }

  #others(value: LikenessValue, session: Session): Session[] {
    const { createdAt } = session;
    return [...(this.#places.get(keyOf(value)) ?? [])]
      .flatMap((place) => this.#store.sessions[place] ?? [])
      .filter((other) => other.id !== session.id)
      .filter(
        (other) => !isWeakLikeness(value.kind) || isWithinWeakDays(other.createdAt, createdAt),
      )
      .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || (a.id < b.id ? 1 : -1))
      .slice(0, likeSessionsToFind);
  }

  /** Adds the sessions that are not in the index yet. Calls at the same time share the work. */
  async #prepare(extraFields: readonly ExtraField[], slices: Slices): Promise<void> {
    const types = JSON.stringify(extraFields.map(({ key, type }) => [key, type]));
    if (types !== this.#types) {
      this.#types = types;
      this.#extraFields = extraFields;
      this.#places.clear();
      this.#values.length = 0;
    }
    for (let next = this.#values.length; next < this.#store.sessions.length;) {
      this.#add(next);
      if (slices.over) await slices.next();
      next = this.#values.length;
    }
  }

  #add(place: Place): void {
    for (const key of this.#values[place] ?? []) this.#places.get(key)?.delete(place);
    const session = this.#store.sessions[place];
    const keys = session ? likenessValues(session, this.#extraFields).map(keyOf) : [];
    this.#values[place] = keys;
    for (const key of keys) {
      const places = this.#places.get(key) ?? new Set();
      this.#places.set(key, places.add(place));
    }
  }
}
