/**
 * Deliveries as background jobs. The deliveries of one hook are a lane: they are sent one at a time,
 * in the order of the activity log. A delivery is made at least once, each time under the same id.
 */
import { sql } from 'kysely';

import { requireOneRow, type CompanyTransaction } from '../database/index.ts';
import type { ClaimedJob, JobKind, JobName, Verdict } from '../jobs/job.ts';
import { announceJobs } from '../jobs/runner.ts';
import {
  defaultTimeoutMs,
  deliverWebhook,
  type DeliverOptions,
  type Delivery,
  type DeliveryErrorCode,
  type DeliveryResult,
} from './deliver.ts';
import { deliveryJobs } from './outbox.ts';
import { deliverySchedule, requestedDelay } from './schedule.ts';
import type { HookSecrets } from './secrets.ts';

/**
 * Why an attempt failed: see `DeliveryErrorCode`; `interrupted`, the server process ended during it;
 * `no-key`, the server lacks the key that decrypts the secret; `internal`, an error of the server.
 */
export type AttemptErrorCode = DeliveryErrorCode | 'interrupted' | 'no-key' | 'internal';

type AttemptResult = Omit<DeliveryResult, 'error'> & { readonly error: AttemptErrorCode | null };

/** How attempts are made. Tests pass a resolver, certificates and a timeout of their own. */
export type HookDelivery = Omit<DeliverOptions, 'signal' | 'now'>;

export interface DeliveryJobsOptions {
  readonly secrets: HookSecrets;
  readonly now: () => Date;
  readonly delivery?: HookDelivery;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds for which finished deliveries are stored and listed. */
export const deliveryRetention = 30 * 24 * 60 * 60 * 1000;

/** Milliseconds for the database, besides the timeout of an attempt, before another process takes over. */
const leaseMargin = 20_000;

/** Milliseconds until a delivery that waits for an earlier one is looked at again. */
const turnDelay = 5000;

export function createDeliveryJobs(options: DeliveryJobsOptions): JobKind {
  const { secrets, now, delivery = {}, onError } = options;

  const openSecrets = (hook: LoadedHook): Promise<string[]> => {
    const key = { companyId: hook.company_id, hookId: hook.id };
    const sealed = [hook.secret, hook.previous_secret].filter((secret) => secret !== null);
    return Promise.all(sealed.map((secret) => secrets.open(key, secret)));
  };

  /** Shows the company that the fault is the server's, not its receiver's. */
  function failHere(error: unknown, code: 'no-key' | 'internal'): AttemptResult {
    onError(error);
    return { delivered: false, status: null, error: code, retryAfterSeconds: null, durationMs: 0 };
  }

  async function attempt(
    hook: LoadedHook,
    event: Pick<Delivery, 'id' | 'body'>,
    signal: AbortSignal,
  ): Promise<AttemptResult> {
    let opened: string[];
    try {
      opened = await openSecrets(hook);
    } catch (error) {
      return failHere(error, 'no-key');
    }
    const { url } = hook;
    const method = hook.method === 'PUT' ? 'PUT' : 'POST';
    try {
      const message = { ...event, url, method, secrets: opened } as const;
      return await deliverWebhook(message, { ...delivery, now, signal });
    } catch (error) {
      return failHere(error, 'internal');
    }
  }

  return {
    ...deliveryJobs,
    schedule: deliverySchedule,
    leaseMs: (delivery.timeoutMs ?? defaultTimeoutMs) + leaseMargin,
    // A delivery mostly waits for its receiver, and a company chooses how long that takes.
    concurrency: 32,
    concurrencyPerCompany: 4,

    async load(transaction, job, at) {
      const [id] = job.key;
      const event = await readEvent(transaction, job);
      const hook = await readHook(transaction, { ...job, hookId: event.hook_id }, at);
      await beginAttempt(transaction, job, at);
      return async (signal) => {
        const result = await attempt(hook, { id: id ?? '', body: event.body }, signal);
        return async (within) => {
          await keepAttempt(within, job, result);
          return judge(result, {
            isTest: event.type === 'hook.test',
            isEnabled: await isEnabled(within, job.companyId, event.hook_id),
          });
        };
      };
    },

    async waitsUntil(transaction, job, at) {
      const ahead = await dueAhead(transaction, job);
      if (ahead === undefined) return undefined;
      return new Date(Math.max(at.getTime() + turnDelay, Date.parse(ahead)));
    },

    async onEnd(transaction, job, at) {
      await closeOpenAttempt(transaction, job, 'internal');
      await callNext(transaction, job, at);
      await forgetOld(transaction, job, at);
    },
  };
}

const isDelivery = ({ companyId, key: [id = ''] }: JobName) => ({ company_id: companyId, id });
const isOfDelivery = ({ companyId, key: [id = ''] }: JobName) => ({
  company_id: companyId,
  delivery_id: id,
});

const readEvent = (transaction: CompanyTransaction, job: JobName) =>
  transaction
    .selectFrom('web_hook_deliveries')
    .select(['hook_id', 'type', 'body'])
    .where((where) => where.and(isDelivery(job)))
    .executeTakeFirstOrThrow();

type LoadedHook = Awaited<ReturnType<typeof readHook>>;

/** Deletes the former secret when its overlap has ended. */
async function readHook(
  transaction: CompanyTransaction,
  { companyId, hookId }: { readonly companyId: string; readonly hookId: string },
  now: Date,
) {
  const isHook = { company_id: companyId, id: hookId };
  await transaction
    .updateTable('web_hooks')
    .set({ previous_secret: null, previous_secret_until: null })
    .where((where) => where.and(isHook))
    .where('previous_secret_until', '<=', now.toISOString())
    .execute();
  return transaction
    .selectFrom('web_hooks')
    .select(['company_id', 'id', 'url', 'method', 'secret', 'previous_secret'])
    .where((where) => where.and(isHook))
    .executeTakeFirstOrThrow();
}

/** Stores why the outcome of an attempt is unknown. */
async function closeOpenAttempt(
  transaction: CompanyTransaction,
  job: JobName,
  error: AttemptErrorCode,
): Promise<void> {
  await transaction
    .updateTable('web_hook_attempts')
    .set({ error })
    .where((where) => where.and(isOfDelivery(job)))
    .where('status', 'is', null)
    .where('error', 'is', null)
    .execute();
}

async function beginAttempt(
  transaction: CompanyTransaction,
  job: ClaimedJob,
  now: Date,
): Promise<void> {
  // The former process ended during the attempt, perhaps because of this delivery.
  await closeOpenAttempt(transaction, job, 'interrupted');
  const outcome = { status: null, error: null, duration_ms: null };
  await transaction
    .insertInto('web_hook_attempts')
    .values({ ...isOfDelivery(job), number: job.attempt, at: now.toISOString(), ...outcome })
    .execute();
}

async function keepAttempt(
  transaction: CompanyTransaction,
  job: ClaimedJob,
  { status, error, durationMs }: AttemptResult,
): Promise<void> {
  const result = await transaction
    .updateTable('web_hook_attempts')
    .set({ status, error, duration_ms: durationMs })
    .where((where) => where.and({ ...isOfDelivery(job), number: job.attempt }))
    .executeTakeFirstOrThrow();
  requireOneRow(result);
}

async function isEnabled(
  transaction: CompanyTransaction,
  companyId: string,
  hookId: string,
): Promise<boolean> {
  const { enabled } = await transaction
    .selectFrom('web_hooks')
    .select('enabled')
    .where('company_id', '=', companyId)
    .where('id', '=', hookId)
    .executeTakeFirstOrThrow();
  return enabled;
}

function judge(
  { delivered, status, error, retryAfterSeconds }: AttemptResult,
  { isTest, isEnabled }: { readonly isTest: boolean; readonly isEnabled: boolean },
): Verdict {
  if (delivered) return { is: 'done' };
  const isPaused = !isEnabled && !isTest;
  if (error === 'aborted') return { is: 'released', isPaused };
  const code = error ?? String(status);
  if (isTest) return { is: 'over', error: code };
  return { is: 'failed', error: code, leastDelay: requestedDelay(retryAfterSeconds), isPaused };
}

/** When the last of the session's earlier events to the same URL is due. */
async function dueAhead(
  transaction: CompanyTransaction,
  { companyId, key: [id = ''] }: JobName,
): Promise<string | undefined> {
  const { rows } = await sql<{ due_at: string | null }>`
    select max(ahead.due_at) as due_at
    from web_hook_deliveries delivery
    join web_hooks hook on hook.company_id = delivery.company_id and hook.id = delivery.hook_id
    join web_hook_deliveries ahead on ahead.company_id = delivery.company_id
      and ahead.session_id = delivery.session_id and ahead.due_at is not null
      and ahead.log_sequence < delivery.log_sequence
    join web_hooks other on other.company_id = ahead.company_id and other.id = ahead.hook_id
      and other.url = hook.url
    where delivery.company_id = ${companyId} and delivery.id = ${id}
  `.execute(transaction);
  return rows[0]?.due_at ?? undefined;
}

/** Makes the session's later events due now if they waited for this one. */
async function callNext(
  transaction: CompanyTransaction,
  { companyId, key: [id = ''] }: JobName,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const { numAffectedRows } = await sql`
    update web_hook_deliveries later set due_at = ${at}::timestamptz
    from web_hook_deliveries ended
    where ended.company_id = ${companyId} and ended.id = ${id}
      and later.company_id = ended.company_id and later.session_id = ended.session_id
      and later.log_sequence > ended.log_sequence and later.attempt_count = 0
      and later.due_at > ${at}::timestamptz
  `.execute(transaction);
  if (numAffectedRows) await announceJobs(transaction, deliveryJobs);
}

/** Deletes deliveries of the hook that are older than `deliveryRetention`, a hundred at a time. */
async function forgetOld(
  transaction: CompanyTransaction,
  { companyId, key: [id = ''] }: JobName,
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - deliveryRetention).toISOString();
  await sql`
    delete from web_hook_deliveries where company_id = ${companyId} and id in (
      select id from web_hook_deliveries
      where company_id = ${companyId} and state <> 'pending' and created_at < ${before}::timestamptz
        and hook_id = (
          select hook_id from web_hook_deliveries where company_id = ${companyId} and id = ${id}
        )
      order by created_at limit 100 for update skip locked
    )
  `.execute(transaction);
}
