/** The web hooks of a company, as its master users set them, and the log of their deliveries. */
import { randomUUID } from 'node:crypto';

import { ReviewError } from 'kv-review/api';
import { identifier, instant } from 'kv-review/model';
import type { Selectable } from 'kysely';
import * as v from 'valibot';

import type { CompanyTransaction } from '../database/index.ts';
import type { WebHooksTable } from '../database/schema.ts';
import { announceJobs } from '../jobs/runner.ts';
import { selectCompany } from '../store/companies.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import { lockCompany } from '../store/settings.ts';
import { isStorable } from '../store/storable.ts';
import { HookAddressError, parseHookUrl, type HookAddressRules } from './address.ts';
import { hookEvent, type HookEvent } from './events.ts';
import { deliveryJobs } from './outbox.ts';
import type { HookKey, HookSecrets } from './secrets.ts';
import { createWebhookSecret } from './signature.ts';

export const hookMethod = v.picklist(['POST', 'PUT']);

export const newHook = v.strictObject({
  event: hookEvent,
  method: v.optional(hookMethod, 'POST'),
  url: v.pipe(v.string(), v.maxLength(2000)),
  enabled: v.optional(v.boolean(), true),
});
export type NewHook = v.InferOutput<typeof newHook>;

export const hookChange = v.partial(
  v.strictObject({ ...newHook.entries, method: hookMethod, enabled: v.boolean() }),
);
export type HookChange = v.InferOutput<typeof hookChange>;

/** A hook as its company sees it: its secret is shown when it is made, and never again. */
export const hook = v.object({
  id: v.string(),
  event: hookEvent,
  method: hookMethod,
  url: v.string(),
  enabled: v.boolean(),
  createdAt: instant,
  /** Until when deliveries are signed with the former secret too. */
  previousSecretUntil: v.nullable(instant),
});
export type Hook = Readonly<v.InferOutput<typeof hook>>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const hookAttempt = v.object({
  /** Counts from 1 within the delivery. */
  number: count,
  at: instant,
  /** The HTTP status; `null` when none came. */
  status: v.nullable(count),
  /** See `AttemptErrorCode`. */
  error: v.nullable(v.string()),
  /** `null` while the attempt is under way, and when it was interrupted. */
  durationMs: v.nullable(count),
});
export type HookAttempt = Readonly<v.InferOutput<typeof hookAttempt>>;

export const hookDelivery = v.object({
  /** `webhook-id` of its attempts. */
  id: v.string(),
  type: v.string(),
  sessionId: v.nullable(identifier),
  state: v.picklist(['pending', 'delivered', 'failed']),
  createdAt: instant,
  /** `null` when no attempt follows, and while the hook is turned off. */
  nextAttemptAt: v.nullable(instant),
  attempts: v.array(hookAttempt),
});
export type HookDeliveryEntry = Readonly<v.InferOutput<typeof hookDelivery>>;

/** More would be a mistake, and every one is written to at each event. */
const maxHooks = 20;

/** Milliseconds for which the secret before signs too, once it is replaced. */
export const secretOverlap = 24 * 60 * 60 * 1000;

type HookRow = Selectable<WebHooksTable>;

const toHook = (row: HookRow, now: Date): Hook => ({
  id: row.id,
  event: row.event as HookEvent,
  method: row.method as Hook['method'],
  url: row.url,
  enabled: row.enabled,
  createdAt: row.created_at,
  previousSecretUntil:
    row.previous_secret_until !== null && row.previous_secret_until > now.toISOString()
      ? row.previous_secret_until
      : null,
});

/** @throws ReviewError `invalid` for an address that may not be used. */
export function checkHookUrl(url: string, rules: HookAddressRules): string {
  try {
    return parseHookUrl(url, rules).href;
  } catch (error) {
    if (!(error instanceof HookAddressError)) throw error;
    throw new ReviewError('invalid', 'The address may not be used.', {
      parts: [{ pointer: '/url', message: `${error.code}: ${error.message}` }],
    });
  }
}

export async function listHooks(
  transaction: CompanyTransaction,
  companyId: string,
  now: Date,
): Promise<Hook[]> {
  const rows = await transaction
    .selectFrom('web_hooks')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => toHook(row, now));
}

/** @throws ReviewError `not-found` */
async function lockHook(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
): Promise<HookRow> {
  const row = isStorable(hookId)
    ? await transaction
        .selectFrom('web_hooks')
        .selectAll()
        .where('company_id', '=', companyId)
        .where('id', '=', hookId)
        .forNoKeyUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound();
  return row;
}

/**
 * @returns the hook, and its secret for the one time that it is shown.
 * @throws ReviewError `conflict` when there are too many.
 */
export async function addHook(
  transaction: CompanyTransaction,
  companyId: string,
  hook: NewHook,
  { secrets, now }: { readonly secrets: HookSecrets; readonly now: Date },
): Promise<{ hook: Hook; secret: string }> {
  // Locked, so that two requests at the same time do not both find a free place.
  await lockCompany(transaction, companyId);
  if (!(await selectCompany(transaction, companyId))) throw unknownCompany();
  const present = await listHooks(transaction, companyId, now);
  if (present.length >= maxHooks) {
    throw new ReviewError('conflict', `A company has at most ${maxHooks} web hooks.`);
  }
  const hookId = randomUUID();
  const secret = createWebhookSecret();
  const row = await transaction
    .insertInto('web_hooks')
    .values({
      company_id: companyId,
      id: hookId,
      ...hook,
      secret: await secrets.seal({ companyId, hookId }, secret),
      previous_secret: null,
      previous_secret_until: null,
      created_at: now.toISOString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { hook: toHook(row, now), secret };
}

/**
 * Changes what is given. A hook that is turned off keeps what it has not delivered, and goes on
 * with it when it is turned on.
 * @returns the hook, and the names of what is another now.
 * @throws ReviewError `not-found`
 */
export async function changeHook(
  transaction: CompanyTransaction,
  key: HookKey,
  change: HookChange,
  now: Date,
): Promise<{ hook: Hook; fields: string[] }> {
  const before = await lockHook(transaction, key);
  const names = Object.keys(change) as (keyof HookChange)[];
  const fields = names.filter((name) => change[name] !== before[name]);
  if (fields.length === 0) return { hook: toHook(before, now), fields };
  const ofHook = { company_id: key.companyId, id: key.hookId };
  const row = await transaction
    .updateTable('web_hooks')
    .set(Object.fromEntries(fields.map((name) => [name, change[name]])))
    .where((where) => where.and(ofHook))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (row.enabled !== before.enabled) {
    await transaction
      .updateTable('web_hook_deliveries')
      .set({ due_at: row.enabled ? now.toISOString() : null })
      .where('company_id', '=', key.companyId)
      .where('hook_id', '=', key.hookId)
      .where('state', '=', 'pending')
      .execute();
    await announceJobs(transaction, deliveryJobs);
  }
  return { hook: toHook(row, now), fields };
}

/** Removes a hook with its deliveries. @throws ReviewError `not-found` */
export async function removeHook(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
): Promise<void> {
  await lockHook(transaction, { companyId, hookId });
  await transaction
    .deleteFrom('web_hooks')
    .where('company_id', '=', companyId)
    .where('id', '=', hookId)
    .execute();
}

/**
 * Gives a hook a new secret. For `secretOverlap` deliveries are signed by the one before too.
 * @throws ReviewError `not-found`
 */
export async function replaceSecret(
  transaction: CompanyTransaction,
  key: HookKey,
  { secrets, now }: { readonly secrets: HookSecrets; readonly now: Date },
): Promise<{ hook: Hook; secret: string }> {
  const before = await lockHook(transaction, key);
  const secret = createWebhookSecret();
  const row = await transaction
    .updateTable('web_hooks')
    .set({
      secret: await secrets.seal(key, secret),
      previous_secret: before.secret,
      previous_secret_until: new Date(now.getTime() + secretOverlap).toISOString(),
    })
    .where('company_id', '=', key.companyId)
    .where('id', '=', key.hookId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { hook: toHook(row, now), secret };
}

export interface DeliveryPage {
  /** `next` of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/**
 * The deliveries of a hook, newest first.
 * @throws ReviewError `not-found`
 */
export async function listDeliveries(
  transaction: CompanyTransaction,
  key: HookKey,
  { before, limit }: DeliveryPage,
): Promise<{ deliveries: HookDeliveryEntry[]; next: number | null }> {
  await lockHook(transaction, key);
  let query = transaction
    .selectFrom('web_hook_deliveries')
    .select(['id', 'type', 'session_id', 'state', 'created_at', 'due_at', 'log_sequence'])
    .where('company_id', '=', key.companyId)
    .where('hook_id', '=', key.hookId)
    .orderBy('log_sequence', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('log_sequence', '<', before);
  const found = await query.execute();
  const rows = found.slice(0, limit);
  const attempts = await attemptsOf(
    transaction,
    key.companyId,
    rows.map(({ id }) => id),
  );
  const deliveries = rows.map((row): HookDeliveryEntry => ({
    id: row.id,
    type: row.type,
    sessionId: row.session_id,
    state: row.state as HookDeliveryEntry['state'],
    createdAt: row.created_at,
    nextAttemptAt: row.due_at,
    attempts: attempts.get(row.id) ?? [],
  }));
  return { deliveries, next: found.length > limit ? (rows.at(-1)?.log_sequence ?? null) : null };
}

async function attemptsOf(
  transaction: CompanyTransaction,
  companyId: string,
  deliveryIds: readonly string[],
): Promise<Map<string, HookAttempt[]>> {
  if (deliveryIds.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('web_hook_attempts')
    .select(['delivery_id', 'number', 'at', 'status', 'error', 'duration_ms'])
    .where('company_id', '=', companyId)
    .where('delivery_id', 'in', [...deliveryIds])
    .orderBy('number')
    .execute();
  const attempts = rows.map((row) => ({
    deliveryId: row.delivery_id,
    attempt: {
      number: row.number,
      at: row.at,
      status: row.status,
      error: row.error,
      durationMs: row.duration_ms,
    },
  }));
  const grouped = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return new Map([...grouped].map(([id, all]) => [id, all.map(({ attempt }) => attempt)]));
}

/**
 * Sends a delivery again, under the id that it has, from the start of the schedule.
 * @throws ReviewError `not-found`
 */
export async function redeliver(
  transaction: CompanyTransaction,
  key: HookKey,
  deliveryId: string,
  now: Date,
): Promise<void> {
  await lockHook(transaction, key);
  if (!isStorable(deliveryId)) throw notFound();
  const { numUpdatedRows } = await transaction
    .updateTable('web_hook_deliveries')
    .set({
      ...{ state: 'pending', due_at: now.toISOString() },
      ...{ failures: 0, faults: 0, set_aside_at: null },
    })
    .where('company_id', '=', key.companyId)
    .where('hook_id', '=', key.hookId)
    .where('id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw notFound();
  await announceJobs(transaction, deliveryJobs);
}

/** @throws ReviewError `not-found` */
export async function requireHook(transaction: CompanyTransaction, key: HookKey): Promise<void> {
  await lockHook(transaction, key);
}
