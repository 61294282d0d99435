import { searchKey } from '../../model/search.js';
import type { Session } from '../../model/session.js';

/** One session as it is, and as it was in every version that this store has replaced. */
export class Entry {
  readonly id: string;

  #session: Session;
  #past: Map<string, Session> | undefined;
  #searchKey: string | undefined;

  constructor(session: Session) {
    this.id = session.id;
    this.#session = session;
  }

  get session(): Session {
    return this.#session;
  }

  /** Folded at the first search, because most of a long list is never searched. */
  get searchKey(): string {
    return (this.#searchKey ??= searchKey(this.#session.client));
  }

  inVersion(version: string): Session | undefined {
    return version === this.#session.version ? this.#session : this.#past?.get(version);
  }

  replace(next: Omit<Session, 'version'>): Session {
    const past = (this.#past ??= new Map<string, Session>());
    past.set(this.#session.version, this.#session);
    let count = past.size + 1;
    while (past.has(String(count))) count += 1;
    this.#session = { ...next, version: String(count) };
    this.#searchKey = undefined;
    return this.#session;
  }
}

/** Receives a changed session, and the session before the change. */
export type Watcher = (entry: Entry, before: Session) => void;

/**
 * The sessions of one company. It keeps the objects it is given and never changes them: a changed
 * session is a new object.
 */
export class SessionStore {
  readonly #entries = new Map<string, Entry>();
  readonly #watchers = new Set<Watcher>();

  constructor(sessions: Iterable<Session>) {
    for (const session of sessions) {
      if (this.#entries.has(session.id)) {
        throw new RangeError(`Two sessions have the id '${session.id}'.`);
      }
      this.#entries.set(session.id, new Entry(session));
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  find(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  replace(entry: Entry, next: Omit<Session, 'version'>): Session {
    const before = entry.session;
    const session = entry.replace(next);
    for (const watcher of this.#watchers) watcher(entry, before);
    return session;
  }

  /** Calls `watcher` after every change, until the function that it returns is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
