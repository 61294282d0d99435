/** Events on their way to the hooks of a company, kept in the transaction of what happened. */
import { randomUUID } from 'node:crypto';

import type { Session } from 'kv-review/model';
import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';
import { eventTypes, sessionBody, testBody, type HookEvent } from './events.ts';

/** The channel of `LISTEN` on which workers are told that something is due. */
export const hookChannel = 'kv_web_hooks';

/** Once the transaction is kept, and only then. */
export async function wakeWorkers(transaction: CompanyTransaction): Promise<void> {
  await sql`select pg_notify(${hookChannel}, '')`.execute(transaction);
}

/** The newest entry of the log: what has just happened, as long as the transaction holds the log. */
const lastEntry = (companyId: string) =>
  sql<number>`(select sequence from activity_heads where company_id = ${companyId})`;

/**
 * Addresses an event to each hook that is turned on for it: delivered unless all of the
 * transaction is undone. To be called after `appendActivity`, which has the company's log to
 * itself until the end of the transaction, so that events have the order of the log.
 */
export async function enqueueEvent(
  transaction: CompanyTransaction,
  companyId: string,
  event: HookEvent,
  { session, at }: { readonly session: Session; readonly at: string },
): Promise<void> {
  const type = eventTypes[event];
  const { numAffectedRows } = await sql`
    insert into web_hook_deliveries (company_id, id, hook_id, log_sequence, type, session_id, body,
      state, due_at, failures, attempt_count, created_at)
    select company_id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), id,
      ${lastEntry(companyId)}, ${type}, ${session.id}, ${sessionBody(type, at, session)},
      'pending', ${at}::timestamptz, 0, 0, ${at}::timestamptz
    from web_hooks where company_id = ${companyId} and event = ${event} and enabled
  `.execute(transaction);
  if (numAffectedRows) await wakeWorkers(transaction);
}

/** Addresses a test to one hook, turned on or not. To be called after `appendActivity`. */
export async function enqueueTest(
  transaction: CompanyTransaction,
  companyId: string,
  {
    hookId,
    deliveryId,
    at,
  }: { readonly hookId: string; readonly deliveryId: string; readonly at: string },
): Promise<void> {
  await transaction
    .insertInto('web_hook_deliveries')
    .values({
      company_id: companyId,
      id: deliveryId,
      hook_id: hookId,
      log_sequence: lastEntry(companyId),
      type: 'hook.test',
      session_id: null,
      body: testBody(at),
      state: 'pending',
      due_at: at,
      failures: 0,
      attempt_count: 0,
      created_at: at,
    })
    .execute();
  await wakeWorkers(transaction);
}

export const newDeliveryId = (): string => `msg_${randomUUID().replaceAll('-', '')}`;
