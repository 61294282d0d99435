/** Sessions whose screening is unknown, to be screened again: a queue that all processes share. */
import type { Session } from 'kv-review/model';
import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import { readSession, type StoredSession } from '../store/sessions.ts';
import { nameOf } from './screener.ts';

export interface SessionPlace {
  readonly companyId: string;
  readonly sessionId: string;
}

/** A session that this process alone screens, until the lease ends. */
export interface DueScreening extends SessionPlace {
  readonly stored: StoredSession;
  readonly failures: number;
}

/** Milliseconds until the first screening after one that failed; twice as long after each. */
export const firstDelay = 30_000;
export const longestDelay = 600_000;

const after = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() + milliseconds).toISOString();

const delayAfter = (failures: number): number =>
  Math.min(longestDelay, firstDelay * 2 ** Math.min(failures, 10));

/** Whether a session is screened again by itself: until it is decided, where there is a name. */
const isDue = ({ status, screening, client }: Session): boolean =>
  status === 'awaiting' && screening.status === 'unknown' && nameOf(client) !== '';

/** Called with every change of a session's screening, in the transaction of the change. */
export async function planScreening(
  transaction: CompanyTransaction,
  companyId: string,
  session: Session,
  now: Date,
): Promise<void> {
  if (!isDue(session)) return removeDue(transaction, { companyId, sessionId: session.id });
  await transaction
    .insertInto('screenings_due')
    .values({
      company_id: companyId,
      session_id: session.id,
      due_at: after(now, firstDelay),
      failures: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function removeDue(
  transaction: CompanyTransaction,
  { companyId, sessionId }: SessionPlace,
): Promise<void> {
  await transaction
    .deleteFrom('screenings_due')
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .execute();
}

/** The next screening when one has failed. */
export async function postpone(
  transaction: CompanyTransaction,
  { companyId, sessionId, failures }: DueScreening,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable('screenings_due')
    .set({ due_at: after(now, delayAfter(failures + 1)), failures: failures + 1 })
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .execute();
}

/** Sessions of all companies that are due, the longest first. */
export async function findDue(
  { kysely }: Database,
  { limit, now }: { readonly limit: number; readonly now: Date },
): Promise<SessionPlace[]> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
    const rows = await transaction
      .selectFrom('screenings_due')
      .select(['company_id', 'session_id'])
      .where('due_at', '<=', now.toISOString())
      .orderBy('due_at')
      .limit(limit)
      .execute();
    return rows.map(({ company_id: companyId, session_id: sessionId }) => ({
      companyId,
      sessionId,
    }));
  });
}

/**
 * Takes a session that is due.
 * @returns `undefined` when another process is at it, or it is no longer to be screened.
 */
export function claimDue(
  database: Database,
  place: SessionPlace,
  { now, leaseMs }: { readonly now: Date; readonly leaseMs: number },
): Promise<DueScreening | undefined> {
  const { companyId, sessionId } = place;
  return inCompany(database, companyId, async (transaction) => {
    const row = await transaction
      .selectFrom('screenings_due')
      .select('failures')
      .where('company_id', '=', companyId)
      .where('session_id', '=', sessionId)
      .where('due_at', '<=', now.toISOString())
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!row) return undefined;
    const stored = await readSession(transaction, companyId, sessionId);
    if (!stored || !isDue(stored.session)) {
      await removeDue(transaction, place);
      return undefined;
    }
    await transaction
      .updateTable('screenings_due')
      .set({ due_at: after(now, leaseMs) })
      .where('company_id', '=', companyId)
      .where('session_id', '=', sessionId)
      .execute();
    return { ...place, stored, failures: row.failures };
  });
}
