import type { Session } from '../../model/session.js';

/**
 * The number of a session in its store, in the order in which they were given. It never changes, so
 * orders and selections are lists of numbers, which a long list has memory for.
 */
export type Place = number;

/** Receives the place of a changed session, and the session before the change. */
export type Watcher = (place: Place, before: Session) => void;

/**
 * The sessions of one company. It keeps the objects it is given and never changes them: a changed
 * session is a new object.
 */
export class SessionStore {
  readonly #sessions: Session[];
  readonly #places = new Map<string, Place>();
  /** Every version that was replaced, by id and version. */
  readonly #past = new Map<string, Map<string, Session>>();
  readonly #watchers = new Set<Watcher>();

  constructor(sessions: readonly Session[]) {
    this.#sessions = [...sessions];
    sessions.forEach(({ id }, place) => this.#places.set(id, place));
    if (this.#places.size < sessions.length) {
      const repeated = sessions.find(({ id }, place) => this.#places.get(id) !== place);
      throw new RangeError(`Two sessions have the id '${repeated?.id}'.`);
    }
  }

  /** By place. */
  get sessions(): readonly Session[] {
    return this.#sessions;
  }

  find(id: string): Session | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#sessions[place];
  }

  /** A session as it was in a version. */
  findVersion(id: string, version: string): Session | undefined {
    const session = this.find(id);
    return session?.version === version ? session : this.#past.get(id)?.get(version);
  }

  /** Replaces a session, in a new version. */
  replace(next: Omit<Session, 'version'>): Session {
    const { id } = next;
    const place = this.#places.get(id);
    const before = this.find(id);
    if (place === undefined || !before) throw new RangeError(`No session has the id '${id}'.`);
    const past = this.#past.get(id) ?? new Map<string, Session>();
    this.#past.set(id, past.set(before.version, before));
    let count = past.size + 1;
    while (past.has(String(count))) count += 1;
    const session = { ...next, version: String(count) };
    this.#sessions[place] = session;
    for (const watcher of this.#watchers) watcher(place, before);
    return session;
  }

  /** Tells the watchers that something beside a session has changed: its claim. Its version stays. */
  touch(id: string): void {
    const place = this.#places.get(id);
    const session = this.find(id);
    if (place === undefined || !session) return;
    for (const watcher of this.#watchers) watcher(place, session);
  }

  /** Calls `watcher` after every change, until the function that it returns is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
