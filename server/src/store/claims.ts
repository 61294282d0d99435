/**
 * Claims of sessions (spec W2). Only the database's clock counts: processes of the server may disagree
 * about the time. It is read by each statement (`clock_timestamp()`), because the time at which a
 * transaction began may be long before the moment when it got the lock of the session.
 */
import {
  maxClaimReceivers,
  receiverSeenDays,
  type Claim,
  type Person,
  type Settings,
} from 'kv-review/model';
import { sql, type RawBuilder, type Selectable } from 'kysely';

import type { CompanyTransaction, SessionClaimsTable } from '../database/index.ts';

/** How long a claim lasts unless it is renewed, in seconds. A page renews it about every 30 seconds. */
export const claimLeaseSeconds = 120;

/** How long a claim lasts that was handed over, in seconds: its user may be busy with another session. */
export const handoverLeaseSeconds = 900;

/** How a claim ends. */
export type ClaimEnding = 'released' | 'taken-over' | 'handed-over' | 'decided' | 'expired';

export interface ClaimedSession {
  readonly companyId: string;
  readonly sessionId: string;
}

/** The last claim of a session that ever was claimed. */
export interface LastClaim {
  readonly number: number;
  /** The claim, if it is in force. */
  readonly current: Claim | null;
  /** Whether its row does not say yet that it has ended. */
  readonly isOpen: boolean;
}

type ClaimRow = Selectable<SessionClaimsTable>;

const columns = sql`session_id, number, user_id, user_name, since, until, taken_from, reason, handed_from`;

const isInForce = sql<boolean>`(ended_at is null and until > clock_timestamp())`;

const leaseEnd = (seconds = claimLeaseSeconds): RawBuilder<unknown> =>
  sql`clock_timestamp() + make_interval(secs => ${seconds})`;

const ofSession = ({ companyId, sessionId }: ClaimedSession): RawBuilder<boolean> =>
  sql<boolean>`company_id = ${companyId} and session_id = ${sessionId}`;

const toClaim = ({ number, user_id: id, user_name: name, ...row }: ClaimRow): Claim => ({
  ...{ number, by: { id, name }, since: row.since, until: row.until },
  ...(row.taken_from !== null && {
    takenOver: { from: row.taken_from as Person, reason: row.reason ?? '' },
  }),
  ...(row.handed_from !== null && { handedOver: { from: row.handed_from as Person } }),
});

/** Whether a company allows decisions only under a claim. */
export const requiresClaim = ({ claimRequired }: Settings): boolean => claimRequired;

/**
 * The last claim of a session; `undefined` if it never had one. To make or end a claim, lock the session
 * first.
 */
export async function readLastClaim(
  transaction: CompanyTransaction,
  session: ClaimedSession,
): Promise<LastClaim | undefined> {
  const { rows } = await sql<ClaimRow & { in_force: boolean }>`
    select ${columns}, ended_at, ${isInForce} as in_force from session_claims
    where ${ofSession(session)} order by number desc limit 1
  `.execute(transaction);
  const [row] = rows;
  return (
    row && {
      number: row.number,
      current: row.in_force ? toClaim(row) : null,
      isOpen: row.ended_at === null,
    }
  );
}

/** The claims in force of some sessions, by session. */
export async function readClaims(
  transaction: CompanyTransaction,
  companyId: string,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await sql<ClaimRow>`
    select ${columns} from session_claims
    where company_id = ${companyId} and session_id = any(${sessionIds}::text[]) and ${isInForce}
  `.execute(transaction);
  return new Map(rows.map((row) => [row.session_id, toClaim(row)]));
}

/** Some claims of a session, by their numbers, in force or not. */
export async function readNumberedClaims(
  transaction: CompanyTransaction,
  session: ClaimedSession,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Claim>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<ClaimRow>`
    select ${columns} from session_claims
    where ${ofSession(session)} and number = any(${numbers}::int8[])
  `.execute(transaction);
  return new Map(rows.map((row) => [row.number, toClaim(row)]));
}

/** The users to whom somebody can hand over a session, by name. */
export async function listReceivers(
  transaction: CompanyTransaction,
  companyId: string,
  userId: string,
): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select id, name from activity_users
    where company_id = ${companyId} and id <> ${userId}
      and seen_on >= (clock_timestamp() at time zone 'UTC')::date - ${receiverSeenDays}::int4
    order by seen_on desc, id limit ${maxClaimReceivers}
  `.execute(transaction);
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Ends the open claim of a session, if there is one. A claim whose time is over has ended by itself. */
export async function endClaim(
  transaction: CompanyTransaction,
  session: ClaimedSession,
  ending: ClaimEnding,
): Promise<void> {
  await sql`
    update session_claims set
      ended_at = least(until, clock_timestamp()),
      ending = case when ${isInForce} then ${ending} else 'expired' end
    where ${ofSession(session)} and ended_at is null
  `.execute(transaction);
}

/** Makes the next claim of a locked session. The last one must not be in force, or is taken or handed over. */
export async function insertClaim(
  transaction: CompanyTransaction,
  session: ClaimedSession,
  by: Person,
  {
    last,
    takenOver,
    handedOver,
  }: Pick<Claim, 'takenOver' | 'handedOver'> & { readonly last: LastClaim | undefined },
): Promise<Claim> {
  if (last?.isOpen) await endClaim(transaction, session, handedOver ? 'handed-over' : 'taken-over');
  const { rows } = await sql<ClaimRow>`
    insert into session_claims
      (company_id, session_id, number, user_id, user_name, since, until, taken_from, reason, handed_from)
    values (
      ${session.companyId}, ${session.sessionId}, ${(last?.number ?? 0) + 1}, ${by.id}, ${by.name},
      clock_timestamp(), ${leaseEnd(handedOver ? handoverLeaseSeconds : claimLeaseSeconds)},
      ${takenOver ? JSON.stringify(takenOver.from) : null}, ${takenOver?.reason ?? null},
      ${handedOver ? JSON.stringify(handedOver.from) : null}
    )
    returning ${columns}
  `.execute(transaction);
  const [row] = rows;
  if (!row) throw new Error('The claim was not inserted.');
  await sql`
    insert into claim_ends (company_id, session_id, due_at)
    values (${session.companyId}, ${session.sessionId}, ${row.until})
    on conflict (company_id, session_id) do update
      set due_at = excluded.due_at, set_aside_at = null, failures = 0, faults = 0
  `.execute(transaction);
  return toClaim(row);
}

/**
 * Moves the end of a claim, if it is in force and the user has it. It needs no lock: whatever ends the
 * claim at the same moment changes the same row, so one of the two sees what the other did.
 */
export async function extendClaim(
  transaction: CompanyTransaction,
  session: ClaimedSession,
  number: number,
  userId: string,
): Promise<Claim | undefined> {
  const { rows } = await sql<ClaimRow>`
    update session_claims set until = greatest(until, ${leaseEnd()})
    where ${ofSession(session)} and number = ${number} and user_id = ${userId} and ${isInForce}
    returning ${columns}
  `.execute(transaction);
  return rows[0] && toClaim(rows[0]);
}

export async function hasSession(
  transaction: CompanyTransaction,
  { companyId, sessionId }: ClaimedSession,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Reads how a session stands, and locks it until the transaction ends. */
export const lockSession = (
  transaction: CompanyTransaction,
  { companyId, sessionId }: ClaimedSession,
) =>
  transaction
    .selectFrom('sessions')
    .select(['status', 'decision'])
    .where('company_id', '=', companyId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();

/**
 * Locks the session that should be decided next: the oldest one that awaits action and that nobody has
 * claimed. One that is due comes before one that is not, and what is due first comes first. Its claim must
 * be read again, because it may have been made before the lock. The inner order keeps the planner from
 * reading the sessions of those that are claimed.
 * @param waits - Whether to wait for sessions that are locked. Otherwise they are left out.
 */
export async function lockNextSession(
  transaction: CompanyTransaction,
  companyId: string,
  skip: readonly string[],
  waits: boolean,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select session_id, due_key from awaiting_sessions as waiting
      where company_id = ${companyId} and session_id <> all(${skip}::text[]) and not exists (
        select from session_claims
        where company_id = ${companyId} and session_id = waiting.session_id and ${isInForce}
      )
      order by due_key, session_id
    ) as queued
    join sessions on sessions.company_id = ${companyId} and sessions.id = queued.session_id
    where status = 'awaiting'
    order by queued.due_key, queued.session_id limit 1
    for update of sessions ${waits ? sql`` : sql`skip locked`}
  `.execute(transaction);
  return rows[0]?.id;
}
