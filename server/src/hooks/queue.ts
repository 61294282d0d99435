/**
 * The queue of deliveries in the database, shared by all server processes. A hook is worked on by
 * one process at a time, under a lease: when that process is killed, another takes over after the
 * lease. So a delivery is made at least once, and each time under the same id.
 */
import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import type { DeliveryErrorCode, DeliveryResult } from './deliver.ts';
import { wakeWorkers } from './outbox.ts';
import { nextAttemptAt } from './schedule.ts';

export interface HookKey {
  readonly companyId: string;
  readonly hookId: string;
}

/** A hook with something to send, at this time or before. */
export interface WaitingHook extends HookKey {
  readonly dueAt: string;
}

/** One attempt that this process alone may make, until the lease ends. */
export interface Claim extends HookKey {
  readonly lease: string;
  readonly deliveryId: string;
  readonly attempt: number;
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly body: string;
  readonly sealedSecrets: readonly string[];
}

/**
 * Why an attempt failed: see `DeliveryErrorCode`; `interrupted`, the server was ended meanwhile;
 * `no-key`, the secret cannot be read by the keys that the server has.
 */
export type AttemptErrorCode = DeliveryErrorCode | 'interrupted' | 'no-key';

export type AttemptResult = Omit<DeliveryResult, 'error'> & {
  readonly error: AttemptErrorCode | null;
};

/** Milliseconds for which finished deliveries are listed. */
export const deliveryRetention = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds until it is looked again whether the delivery ahead has arrived. */
const turnDelay = 5000;

/** The hooks of all companies that have something to send, next first. */
export async function findWaiting({ kysely }: Database, limit: number): Promise<WaitingHook[]> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', 'kv_worker', true)`.execute(transaction);
    const { rows } = await sql<WaitingHook>`
      select hook.company_id as "companyId", hook.id as "hookId",
        greatest(next.due_at, hook.leased_until) as "dueAt"
      from web_hooks hook cross join lateral (
        select due_at from web_hook_deliveries delivery
        where delivery.company_id = hook.company_id and delivery.hook_id = hook.id
          and due_at is not null
        order by due_at limit 1
      ) next
      order by 3 limit ${limit}
    `.execute(transaction);
    return rows;
  });
}

interface Candidate {
  readonly id: string;
  readonly attempt_count: number;
  readonly body: string;
  readonly turn_at: string | null;
}

/**
 * The first delivery of a hook that is due, in the order of the log. Where an earlier event of the
 * same session is still on its way to the same address, `turn_at` says when that one is tried.
 */
async function findFirst(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
  { url, now }: { readonly url: string; readonly now: string },
): Promise<Candidate | undefined> {
  const { rows } = await sql<Candidate>`
    select id, attempt_count, body, (
      select max(ahead.due_at)
      from web_hook_deliveries ahead
      join web_hooks hook on hook.company_id = ahead.company_id and hook.id = ahead.hook_id
      where ahead.company_id = delivery.company_id and ahead.session_id = delivery.session_id
        and ahead.due_at is not null and ahead.log_sequence < delivery.log_sequence
        and hook.url = ${url}
    ) as turn_at
    from web_hook_deliveries delivery
    where company_id = ${companyId} and hook_id = ${hookId} and due_at <= ${now}::timestamptz
    order by log_sequence limit 1
  `.execute(transaction);
  return rows[0];
}

/**
 * Takes the next delivery of a hook, and counts the attempt.
 * @returns `undefined` when nothing is due, or another process is at it.
 */
export function claimNext(
  database: Database,
  hook: HookKey,
  { now, leaseMs }: { readonly now: Date; readonly leaseMs: number },
): Promise<Claim | undefined> {
  const { companyId, hookId } = hook;
  const at = now.toISOString();
  return inCompany(database, companyId, async (transaction) => {
    // Events may be addressed to a hook while it is locked in this way.
    const row = await transaction
      .selectFrom('web_hooks')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('id', '=', hookId)
      .where((where) =>
        where.or([where('leased_until', 'is', null), where('leased_until', '<=', at)]),
      )
      .forNoKeyUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.lease !== null) await closeInterrupted(transaction, hook);
    const found = await nextInTurn(transaction, hook, { url: row.url, now });
    if (!found) return undefined;

    const attempt = found.attempt_count + 1;
    const lease = randomUUID();
    const isOver = row.previous_secret_until !== null && row.previous_secret_until <= at;
    await transaction
      .updateTable('web_hooks')
      .set({
        lease,
        leased_until: new Date(now.getTime() + leaseMs).toISOString(),
        ...(isOver ? { previous_secret: null, previous_secret_until: null } : {}),
      })
      .where('company_id', '=', companyId)
      .where('id', '=', hookId)
      .execute();
    await transaction
      .updateTable('web_hook_deliveries')
      .set({ attempt_count: attempt })
      .where('company_id', '=', companyId)
      .where('id', '=', found.id)
      .execute();
    await transaction
      .insertInto('web_hook_attempts')
      .values({
        company_id: companyId,
        delivery_id: found.id,
        number: attempt,
        at,
        status: null,
        error: null,
        duration_ms: null,
      })
      .execute();
    const previous = isOver ? null : row.previous_secret;
    return {
      ...hook,
      lease,
      deliveryId: found.id,
      attempt,
      url: row.url,
      method: row.method === 'PUT' ? 'PUT' : 'POST',
      body: found.body,
      sealedSecrets: previous === null ? [row.secret] : [row.secret, previous],
    };
  });
}

async function nextInTurn(
  transaction: CompanyTransaction,
  hook: HookKey,
  { url, now }: { readonly url: string; readonly now: Date },
): Promise<Candidate | undefined> {
  for (;;) {
    const found = await findFirst(transaction, hook, { url, now: now.toISOString() });
    if (!found || found.turn_at === null) return found;
    const soonest = now.getTime() + turnDelay;
    const turn = new Date(Math.max(soonest, Date.parse(found.turn_at)));
    await transaction
      .updateTable('web_hook_deliveries')
      .set({ due_at: turn.toISOString() })
      .where('company_id', '=', hook.companyId)
      .where('id', '=', found.id)
      .execute();
  }
}

/** What the process before was doing when it ended. */
async function closeInterrupted(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
): Promise<void> {
  await sql`
    update web_hook_attempts set error = 'interrupted'
    where company_id = ${companyId} and status is null and error is null and delivery_id in (
      select id from web_hook_deliveries
      where company_id = ${companyId} and hook_id = ${hookId} and due_at is not null
    )
  `.execute(transaction);
}

export interface CompletionOptions {
  readonly now: Date;
  /** See `nextAttemptAt`. */
  readonly random?: () => number;
}

/** Keeps what came of an attempt, and gives the hook back. */
export function complete(
  database: Database,
  claim: Claim,
  result: AttemptResult,
  options: CompletionOptions,
): Promise<void> {
  const { companyId, hookId, lease, deliveryId, attempt } = claim;
  return inCompany(database, companyId, async (transaction) => {
    const hook = await transaction
      .updateTable('web_hooks')
      .set({ lease: null, leased_until: null })
      .where('company_id', '=', companyId)
      .where('id', '=', hookId)
      .where('lease', '=', lease)
      .returning('enabled')
      .executeTakeFirst();
    // Removed, or taken over by another process, which has closed this attempt.
    if (!hook) return;
    await transaction
      .updateTable('web_hook_attempts')
      .set({ status: result.status, error: result.error, duration_ms: result.durationMs })
      .where('company_id', '=', companyId)
      .where('delivery_id', '=', deliveryId)
      .where('number', '=', attempt)
      .execute();
    const delivery = await transaction
      .selectFrom('web_hook_deliveries')
      .select(['type', 'failures', 'session_id', 'log_sequence'])
      .where('company_id', '=', companyId)
      .where('id', '=', deliveryId)
      .executeTakeFirstOrThrow();
    const next = after(delivery, result, options);
    const isTest = delivery.type === 'hook.test';
    await transaction
      .updateTable('web_hook_deliveries')
      .set({ ...next, ...(hook.enabled || isTest ? {} : { due_at: null }) })
      .where('company_id', '=', companyId)
      .where('id', '=', deliveryId)
      .execute();
    if (next.state !== 'pending') await callNext(transaction, companyId, delivery, options.now);
    await forgetOld(transaction, claim, options.now);
  });
}

/** What becomes of a delivery. */
function after(
  { type, failures }: { readonly type: string; readonly failures: number },
  { delivered, error, retryAfterSeconds }: AttemptResult,
  { now, random }: CompletionOptions,
) {
  if (delivered) return { state: 'delivered', due_at: null, failures };
  // The server was stopped: no fault of the receiver's.
  if (error === 'aborted') return { state: 'pending', due_at: now.toISOString(), failures };
  const failed = failures + 1;
  const again =
    type === 'hook.test'
      ? undefined
      : nextAttemptAt(failed, { now, retryAfterSeconds, ...(random ? { random } : {}) });
  const state = again ? 'pending' : 'failed';
  return { state, due_at: again?.toISOString() ?? null, failures: failed };
}

/** Later events of the session that waited for this one are due now. */
async function callNext(
  transaction: CompanyTransaction,
  companyId: string,
  delivery: { readonly session_id: string | null; readonly log_sequence: number },
  now: Date,
): Promise<void> {
  if (delivery.session_id === null) return;
  const { numUpdatedRows } = await transaction
    .updateTable('web_hook_deliveries')
    .set({ due_at: now.toISOString() })
    .where('company_id', '=', companyId)
    .where('session_id', '=', delivery.session_id)
    .where('log_sequence', '>', delivery.log_sequence)
    .where('attempt_count', '=', 0)
    .where('due_at', '>', now.toISOString())
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) await wakeWorkers(transaction);
}

/** Forgets what ended longer ago than `deliveryRetention`, a hundred at a time. */
async function forgetOld(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - deliveryRetention).toISOString();
  await sql`
    delete from web_hook_deliveries where company_id = ${companyId} and id in (
      select id from web_hook_deliveries
      where company_id = ${companyId} and hook_id = ${hookId} and state <> 'pending'
        and created_at < ${before}::timestamptz
      order by created_at limit 100 for update skip locked
    )
  `.execute(transaction);
}
