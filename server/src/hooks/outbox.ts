/** Writes the deliveries of a company's web hooks, in the transaction of the event. */
import { randomUUID } from 'node:crypto';

import type { Session, WebHookEvent } from 'kv-review/model';
import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';
import type { JobTable } from '../jobs/job.ts';
import { announceJobs } from '../jobs/runner.ts';
import { eventTypes, sessionBody, testBody } from './events.ts';

/** Deliveries are jobs. `delivery-jobs.ts` makes the attempts. */
export const deliveryJobs: JobTable = {
  kind: 'web-hook',
  table: 'web_hook_deliveries',
  key: ['id'],
  lane: { table: 'web_hooks', column: 'hook_id', order: 'log_sequence' },
  state: { column: 'state', pending: 'pending', done: 'delivered', failed: 'failed' },
};

/** The newest entry of the log: that of the event, because the transaction has locked the log. */
const lastEntry = (companyId: string) =>
  sql<number>`(select sequence from activity_heads where company_id = ${companyId})`;

/**
 * Writes a delivery for each enabled hook of an event. Call it after `appendActivity`, which locks the
 * company's log until the transaction ends, so deliveries have the order of the log.
 */
export async function enqueueEvent(
  transaction: CompanyTransaction,
  companyId: string,
  event: WebHookEvent,
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
  if (numAffectedRows) await announceJobs(transaction, deliveryJobs);
}

/** Writes a test delivery for one hook, whether it is enabled or not. Call it after `appendActivity`. */
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
  await announceJobs(transaction, deliveryJobs);
}

export const newDeliveryId = (): string => `msg_${randomUUID().replaceAll('-', '')}`;
