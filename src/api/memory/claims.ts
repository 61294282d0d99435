import type { ClaimContext } from '../../model/change.js';
import type { Claim } from '../../model/claim.js';
import type { Person } from '../../model/decision.js';
import type { Session } from '../../model/session.js';
import { checkClaimable, claimedBy, unknownReceiver } from '../changes.js';
import { notFound } from './not-found.js';
import type { SessionStore } from './store.js';

/** How long a claim lasts unless it is renewed, in milliseconds. */
const claimLease = 120_000;

/** How long a claim lasts that was handed over, in milliseconds: its user may be busy with another session. */
const handoverLease = 900_000;

interface NodeTimer {
  unref(): void;
}

/** The last claim of a session. */
interface LastClaim {
  readonly number: number;
  /** `null` once it was released, or the session was decided. */
  readonly claim: Claim | null;
}

/** A claim that was asked for, and whether it is a new one. */
export interface GivenClaim {
  readonly claim: Claim;
  readonly isNew: boolean;
}

/** The claims of the sessions of a store. All users share them. */
export class Claims {
  readonly #store: SessionStore;
  readonly #now: () => Date;
  readonly #rankOf: (session: Session) => number;
  /** By session. */
  readonly #last = new Map<string, LastClaim>();

  /**
   * Sessions that are given with a claim have it.
   * @param rankOf - The session of the lowest rank comes next. Ties are broken by id.
   */
  constructor(store: SessionStore, now: () => Date, rankOf: (session: Session) => number) {
    this.#store = store;
    this.#now = now;
    this.#rankOf = rankOf;
    for (const { id, claim } of store.sessions) {
      if (!claim) continue;
      this.#last.set(id, { number: claim.number, claim });
      this.#tellEnd(id, claim);
    }
  }

  /** The claim in force. */
  current(sessionId: string): Claim | null {
    const claim = this.#last.get(sessionId)?.claim;
    return claim && Date.parse(claim.until) > this.#now().getTime() ? claim : null;
  }

  /** What decides whether a user may decide a session. */
  contextFor(sessionId: string, userId: string, isRequired: boolean): ClaimContext {
    return { current: this.current(sessionId), userId, isRequired };
  }

  /** @throws ReviewError `not-found`, `conflict`, `already-decided` or `claimed` */
  claim(sessionId: string, by: Person): GivenClaim {
    this.#claimable(sessionId);
    const current = this.current(sessionId);
    if (current) return { claim: this.#extend(sessionId, current, by), isNew: false };
    return { claim: this.#make(sessionId, by), isNew: true };
  }

  /** @throws ReviewError `not-found` or `claimed` */
  renew(sessionId: string, number: number, by: Person): Claim {
    this.#find(sessionId);
    const current = this.current(sessionId);
    if (current?.number !== number) throw claimedBy(current);
    return this.#extend(sessionId, current, by);
  }

  /** @returns the claim, if it was in force. @throws ReviewError `not-found` */
  release(sessionId: string, number: number, by: Person): Claim | null {
    this.#find(sessionId);
    const current = this.current(sessionId);
    if (current?.number !== number || current.by.id !== by.id) return null;
    this.end(sessionId);
    this.#store.touch(sessionId);
    return current;
  }

  /** @throws ReviewError `not-found`, `conflict`, `already-decided` or `claimed` */
  takeOver(sessionId: string, seen: number, reason: string, by: Person): GivenClaim {
    this.#claimable(sessionId);
    const current = this.current(sessionId);
    if (!current || current.by.id === by.id) return this.claim(sessionId, by);
    if (current.number !== seen) throw claimedBy(current);
    const claim = this.#make(sessionId, by, { takenOver: { from: current.by, reason } });
    return { claim, isNew: true };
  }

  /**
   * @param receivers - The users who can get the session.
   * @throws ReviewError `not-found`, `conflict`, `already-decided`, `claimed` or `invalid`
   */
  handOver(
    sessionId: string,
    { number, to }: { readonly number: number; readonly to: string },
    by: Person,
    receivers: readonly Person[],
  ): GivenClaim {
    this.#claimable(sessionId);
    const current = this.current(sessionId);
    const isDone =
      current?.number === number + 1 &&
      current.by.id === to &&
      current.handedOver?.from.id === by.id;
    if (isDone) return { claim: current, isNew: false };
    if (current?.number !== number || current.by.id !== by.id) throw claimedBy(current);
    const receiver = receivers.find(({ id }) => id === to);
    if (!receiver) throw unknownReceiver();
    const handedOver = { from: { id: by.id, name: by.name } };
    return { claim: this.#make(sessionId, receiver, { handedOver }), isNew: true };
  }

  /** Claims the next session that awaits action and that nobody has claimed. */
  next(skip: readonly string[], by: Person): { sessionId: string; claim: Claim } | null {
    const skipped = new Set(skip);
    let first: Session | undefined;
    for (const session of this.#store.sessions) {
      if (session.status !== 'awaiting' || skipped.has(session.id)) continue;
      if (this.current(session.id) || (first && !this.#comesBefore(session, first))) continue;
      first = session;
    }
    return first ? { sessionId: first.id, claim: this.#make(first.id, by) } : null;
  }

  /** Ends the claim of a session, if it has one, without telling anybody. */
  end(sessionId: string): void {
    const last = this.#last.get(sessionId);
    if (last) this.#last.set(sessionId, { ...last, claim: null });
  }

  #comesBefore(a: Session, b: Session): boolean {
    const [rank, other] = [this.#rankOf(a), this.#rankOf(b)];
    return rank < other || (rank === other && a.id < b.id);
  }

  #find(sessionId: string): Session {
    const session = this.#store.find(sessionId);
    if (!session) throw notFound();
    return session;
  }

  #claimable(sessionId: string): void {
    checkClaimable(this.#find(sessionId));
  }

  #make(
    sessionId: string,
    by: Person,
    origin: Pick<Claim, 'takenOver' | 'handedOver'> = {},
  ): Claim {
    const number = (this.#last.get(sessionId)?.number ?? 0) + 1;
    const { id, name } = by;
    const claim = {
      ...{ number, by: { id, name }, since: this.#now().toISOString() },
      until: this.#end(origin.handedOver ? handoverLease : claimLease),
      ...origin,
    };
    this.#last.set(sessionId, { number, claim });
    this.#store.touch(sessionId);
    this.#tellEnd(sessionId, claim);
    return claim;
  }

  /** Reports when the time of a claim is over, because no request does anything at that moment. */
  #tellEnd(sessionId: string, { number, until }: Claim): void {
    const left = Date.parse(until) - this.#now().getTime();
    const timer: unknown = setTimeout(
      () => {
        const last = this.#last.get(sessionId);
        if (last?.number !== number || !last.claim) return;
        if (this.current(sessionId)) {
          this.#tellEnd(sessionId, last.claim);
          return;
        }
        this.end(sessionId);
        this.#store.touch(sessionId);
      },
      Math.max(left, 1000),
    );
    // Node would wait for it.
    if (timer instanceof Object && 'unref' in timer) (timer as NodeTimer).unref();
  }

  #extend(sessionId: string, claim: Claim, by: Person): Claim {
    if (claim.by.id !== by.id) throw claimedBy(claim);
    const end = this.#end();
    const until = Date.parse(end) > Date.parse(claim.until) ? end : claim.until;
    const renewed = { ...claim, until };
    this.#last.set(sessionId, { number: claim.number, claim: renewed });
    return renewed;
  }

  #end(lease = claimLease): string {
    return new Date(this.#now().getTime() + lease).toISOString();
  }
}
