import type { ActivityEntry, ActivityUser } from '../../model/activity-log.js';
import { maxClaimReceivers, receiverSeenDays } from '../../model/claim-requests.js';
import type { Person } from '../../model/decision.js';
import type { DescribedActivity } from '../../model/describe-activity.js';
import type { Actor } from '../../model/workspace.js';

/** An action that has happened. */
export interface LoggedActivity extends DescribedActivity {
  readonly at: string;
  /** `null` for the company's own server. */
  readonly actor: Actor | null;
  readonly sessionId?: string | null;
}

/** An entry without the user's name. */
export type StoredEntry = Omit<ActivityEntry, 'actor'> & {
  readonly actor: Pick<Actor, 'id' | 'role'> | null;
};

/** The activity log of one company. Nothing else can write here, so it needs no hashes. */
export class ActivityLog {
  readonly #entries: StoredEntry[] = [];
  /** By id, the user who was seen last at the end. Names stand here, so that entries contain none. */
  readonly #users = new Map<string, Actor>();
  /** By id, when the user was last seen. */
  readonly #seen = new Map<string, string>();

  add({ at, actor, action, sessionId = null, details }: LoggedActivity): void {
    if (actor) {
      this.#users.delete(actor.id);
      this.#users.set(actor.id, actor);
      this.#seen.set(actor.id, at);
    }
    this.#entries.push({
      sequence: this.#entries.length + 1,
      at,
      actor: actor && { id: actor.id, role: actor.role },
      action,
      sessionId,
      details,
    });
  }

  /** Oldest first. */
  get stored(): readonly StoredEntry[] {
    return this.#entries;
  }

  /** The users who were seen last come first. */
  get users(): readonly ActivityUser[] {
    return [...this.#users.values()].map(({ id, name, role }) => ({ id, name, role })).reverse();
  }

  /** The users to whom somebody can hand over a session, by name. */
  receivers(userId: string, now: Date): Person[] {
    const earliest = now.getTime() - receiverSeenDays * 86_400_000;
    return this.users
      .filter(({ id }) => id !== userId && Date.parse(this.#seen.get(id) ?? '') >= earliest)
      .slice(0, maxClaimReceivers)
      .map(({ id, name }) => ({ id, name: name ?? id }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  knows(userId: string): boolean {
    return this.#users.has(userId);
  }

  /** The entry for a caller, with the name that the user has now. */
  show({ actor, ...entry }: StoredEntry): ActivityEntry {
    const name = actor && (this.#users.get(actor.id)?.name ?? null);
    return structuredClone({ ...entry, actor: actor && { ...actor, name } });
  }
}
