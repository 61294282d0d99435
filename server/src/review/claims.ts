import { checkClaimable, claimedBy, unknownReceiver, type ReviewApiMethods } from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import {
  claimHandover,
  claimReference,
  claimTakeover,
  describeClaim,
  nextClaimQuery,
  type Actor,
  type Claim,
  type NextClaim,
  type Person,
  type Session,
} from 'kv-review/model';

import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import type { CompanyTransaction } from '../database/index.ts';
import {
  endClaim,
  extendClaim,
  hasSession,
  insertClaim,
  listReceivers,
  lockNextSession,
  lockSession,
  readLastClaim,
  type ClaimedSession,
  type LastClaim,
} from '../store/claims.ts';
import { notFound } from '../store/errors.ts';
import type { FollowUps } from '../store/follow-ups.ts';
import { isStorable, refuseUnstorable } from '../store/storable.ts';

/** The user who claims, and the tools that record it. */
export interface ClaimTools {
  readonly companyId: string;
  readonly actor: Actor;
  readonly at: () => string;
  readonly activityKey: ActivityKey;
  readonly followUps: FollowUps;
  /** Runs work in a transaction of the company. */
  readonly within: <T>(work: (transaction: CompanyTransaction) => Promise<T>) => Promise<T>;
  readonly answer: <T>(signal: AbortSignal | undefined, work: () => Promise<T>) => Promise<T>;
}

type ClaimMethods = Pick<
  ReviewApiMethods,
  | 'claimSession'
  | 'renewClaim'
  | 'releaseClaim'
  | 'takeOverClaim'
  | 'listClaimReceivers'
  | 'handOverClaim'
  | 'claimNext'
>;

type ClaimAction = Parameters<typeof describeClaim>[0];

/** Locks a session that an agent can decide, and reads its last claim. @throws ReviewError */
async function lockClaimable(
  transaction: CompanyTransaction,
  session: ClaimedSession,
): Promise<LastClaim | undefined> {
  const row = await lockSession(transaction, session);
  if (!row) throw notFound();
  checkClaimable(row as Pick<Session, 'status' | 'decision'>);
  return readLastClaim(transaction, session);
}

/** The operations of claims for one user. Each is one transaction, in the order of a change. */
export function manageClaims(tools: ClaimTools): Required<ClaimMethods> {
  const { companyId, actor, at, activityKey, followUps, within, answer } = tools;
  const by: Person = { id: actor.id, name: actor.name };

  function of(sessionId: string): ClaimedSession {
    if (!isStorable(sessionId)) throw notFound();
    return { companyId, sessionId };
  }

  /** Writes the entry of the log and notifies watchers. */
  async function record(
    transaction: CompanyTransaction,
    action: ClaimAction,
    { sessionId }: ClaimedSession,
    claim: Parameters<typeof describeClaim>[1],
    to?: Person,
  ): Promise<void> {
    const activity = { at: at(), actor, sessionId, ...describeClaim(action, claim, to) };
    await appendActivity(transaction, companyId, activity, activityKey);
    await followUps.changed(transaction, companyId, sessionId);
  }

  async function make(
    transaction: CompanyTransaction,
    action: ClaimAction,
    session: ClaimedSession,
    previous: Parameters<typeof insertClaim>[3],
  ): Promise<Claim> {
    const claim = await insertClaim(transaction, session, by, previous);
    await record(transaction, action, session, claim);
    return claim;
  }

  /** Gives the claim that the user has in a locked session again, or makes one. */
  const giveOwn = async (
    transaction: CompanyTransaction,
    session: ClaimedSession,
    last: LastClaim | undefined,
  ): Promise<Claim> =>
    (last?.current && (await extendClaim(transaction, session, last.number, actor.id))) ??
    make(transaction, 'claim-made', session, { last });

  /** @returns `lost` when another user was faster, and `undefined` when no session is left. */
  async function tryNext(
    transaction: CompanyTransaction,
    skip: readonly string[],
    waits: boolean,
  ): Promise<NextClaim['next'] | 'lost' | undefined> {
    const sessionId = await lockNextSession(transaction, companyId, skip, waits);
    if (sessionId === undefined) return undefined;
    const session = { companyId, sessionId };
    const last = await readLastClaim(transaction, session);
    if (last?.current) return 'lost';
    return { sessionId, claim: await make(transaction, 'claim-given', session, { last }) };
  }

  /** One transaction for each try, so that none holds the locks of two sessions. */
  async function next(skip: readonly string[]): Promise<NextClaim['next']> {
    for (let waits = false; ;) {
      const found = await within((transaction) => tryNext(transaction, skip, waits));
      if (found === 'lost') continue;
      if (found) return found;
      // A session that is locked may be free afterwards, so it is waited for when no other is left.
      if (waits) return null;
      waits = true;
    }
  }

  return {
    claimSession: (id, request) =>
      answer(request?.signal, () =>
        within(async (transaction) => {
          const session = of(id);
          const last = await lockClaimable(transaction, session);
          const current = last?.current;
          if (current && current.by.id !== actor.id) throw claimedBy(current);
          return giveOwn(transaction, session, last);
        }),
      ),

    // No entry in the log, and no notification: while a user is present, this happens all the time.
    renewClaim: (id, input, request) =>
      answer(request?.signal, () =>
        within(async (transaction) => {
          const { number } = checkRequest(claimReference, input);
          const session = of(id);
          const claim = await extendClaim(transaction, session, number, actor.id);
          if (claim) return claim;
          if (!(await hasSession(transaction, session))) throw notFound();
          throw claimedBy((await readLastClaim(transaction, session))?.current ?? null);
        }),
      ),

    releaseClaim: (id, input, request) =>
      answer(request?.signal, () =>
        within(async (transaction) => {
          const { number } = checkRequest(claimReference, input);
          const session = of(id);
          if (!(await lockSession(transaction, session))) throw notFound();
          const current = (await readLastClaim(transaction, session))?.current;
          if (current?.number !== number || current.by.id !== actor.id) return;
          await endClaim(transaction, session, 'released');
          await record(transaction, 'claim-released', session, { number });
        }),
      ),

    takeOverClaim: (id, input, request) =>
      answer(request?.signal, () =>
        within(async (transaction) => {
          const { number, reason } = checkRequest(claimTakeover, input);
          refuseUnstorable(reason);
          const session = of(id);
          const last = await lockClaimable(transaction, session);
          const current = last?.current;
          if (!current || current.by.id === actor.id) return giveOwn(transaction, session, last);
          if (current.number !== number) throw claimedBy(current);
          const takenOver = { from: current.by, reason };
          return make(transaction, 'claim-taken-over', session, { last, takenOver });
        }),
      ),

    listClaimReceivers: (request) =>
      answer(request?.signal, () =>
        within(async (transaction) => ({
          items: await listReceivers(transaction, companyId, actor.id),
        })),
      ),

    handOverClaim: (id, input, request) =>
      answer(request?.signal, () =>
        within(async (transaction) => {
          const { number, to } = checkRequest(claimHandover, input);
          const session = of(id);
          const last = await lockClaimable(transaction, session);
          const current = last?.current;
          const isDone =
            current?.number === number + 1 &&
            current.by.id === to &&
            current.handedOver?.from.id === actor.id;
          if (isDone) return current;
          if (current?.number !== number || current.by.id !== actor.id) {
            throw claimedBy(current ?? null);
          }
          const receivers = await listReceivers(transaction, companyId, actor.id);
          const receiver = receivers.find((user) => user.id === to);
          if (!receiver) throw unknownReceiver();
          const handedOver = { from: by };
          const claim = await insertClaim(transaction, session, receiver, { last, handedOver });
          await record(transaction, 'claim-handed-over', session, claim, receiver);
          return claim;
        }),
      ),

    claimNext: (input, request) =>
      answer(request?.signal, async () => {
        const { skip } = checkRequest(nextClaimQuery, input);
        return { next: await next(skip.filter(isStorable)) };
      }),
  };
}
