import type { Session } from '../../model/session.js';
import type { Workspace } from '../../model/workspace.js';
import { ReviewError } from '../errors.js';
import type { ChangeOptions } from '../review-api.js';
import {
  answeredBefore,
  applyChange,
  readChange,
  type ChangeKind,
  type Origin,
  type StoredAnswer,
} from '../session-changes.js';
import type { SessionStore } from './store.js';

/** Makes changes one after the other, each once, with the answers of spec T. */
export class Changes {
  readonly #store: SessionStore;
  readonly #rejection: Workspace['rejection'];
  /** By actor and idempotency key, so that nobody is given what another one was answered. */
  readonly #answered = new Map<string, StoredAnswer<Session>>();

  constructor(store: SessionStore, rejection: Workspace['rejection']) {
    this.#store = store;
    this.#rejection = rejection;
  }

  make(
    kind: ChangeKind,
    id: string,
    input: unknown,
    // A caller without types may leave anything out.
    options: Partial<ChangeOptions> | undefined,
    origin: Origin,
  ): Session {
    const entry = this.#store.find(id);
    if (!entry) throw notFound();
    const request = readChange(kind, id, input);
    const name = JSON.stringify([origin.by.id, options?.idempotencyKey]);
    const answered = answeredBefore(this.#answered.get(name), request.canonical);
    if (answered) return answered;
    const { session } = entry;
    const changed = applyChange(session, request, {
      options,
      origin,
      rejection: this.#rejection,
      changesSince: (version) =>
        session.changes.slice(entry.inVersion(version)?.changes.length ?? 0),
    });
    const answer = changed === session ? session : this.#store.replace(entry, changed);
    if (request.canonical !== undefined) {
      this.#answered.set(name, { canonical: request.canonical, answer });
    }
    return answer;
  }
}

export const notFound = (): ReviewError => new ReviewError('not-found', 'There is no such thing.');
