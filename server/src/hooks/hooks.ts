/** The web hooks of a company, as its master users set them, and the log of their deliveries. */
import { randomUUID } from 'node:crypto';

import { requireVersion, ReviewError, type SaveOptions } from 'kv-review/api';
import {
  maxWebHooks,
  type ListedWebHook,
  type NewWebHook,
  type WebHook,
  type WebHookAttempt,
  type WebHookChange,
  type WebHookDelivery,
  type WebHookDeliveryPage,
  type WebHookWithSecret,
} from 'kv-review/model';
import { sql, type Selectable } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';
import type { WebHookDeliveriesTable, WebHooksTable } from '../database/schema.ts';
import { announceJobs } from '../jobs/runner.ts';
import { selectCompany } from '../store/companies.ts';
import { notFound, unknownCompany } from '../store/errors.ts';
import { lockCompany } from '../store/settings.ts';
import { isStorable } from '../store/storable.ts';
import { HookAddressError, parseHookUrl, type HookAddressRules } from './address.ts';
import { deliveryJobs } from './outbox.ts';
import type { HookKey, HookSecrets } from './secrets.ts';
import { createWebhookSecret } from './signature.ts';

/** Milliseconds for which the secret before signs too, once it is replaced. */
export const secretOverlap = 24 * 60 * 60 * 1000;

type HookRow = Selectable<WebHooksTable>;

const toHook = (row: HookRow, now: Date): WebHook => ({
  id: row.id,
  version: String(row.version),
  event: row.event,
  method: row.method,
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

/** The hooks of a company, oldest first, each with its newest delivery. */
export async function listHooks(
  transaction: CompanyTransaction,
  companyId: string,
  now: Date,
): Promise<ListedWebHook[]> {
  const rows = await transaction
    .selectFrom('web_hooks')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const newest = await transaction
    .selectFrom('web_hooks as hook')
    .innerJoinLateral(
      (query) =>
        query
          .selectFrom('web_hook_deliveries as delivery')
          .selectAll()
          .whereRef('delivery.company_id', '=', 'hook.company_id')
          .whereRef('delivery.hook_id', '=', 'hook.id')
          .orderBy('log_sequence', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.hook_id', ...deliveryColumns.map((name) => `last.${name}` as const)])
    .where('hook.company_id', '=', companyId)
    .execute();
  const deliveries = await toDeliveries(transaction, companyId, newest);
  const last = new Map(newest.map(({ hook_id }, index) => [hook_id, deliveries[index]]));
  return rows.map((row) => ({ ...toHook(row, now), lastDelivery: last.get(row.id) ?? null }));
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
  { event, method = 'POST', url, enabled = true }: NewWebHook,
  { secrets, now }: { readonly secrets: HookSecrets; readonly now: Date },
): Promise<WebHookWithSecret> {
  // Locked, so that two requests at the same time do not both find a free place.
  await lockCompany(transaction, companyId);
  if (!(await selectCompany(transaction, companyId))) throw unknownCompany();
  const { count } = await transaction
    .selectFrom('web_hooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow();
  if (count >= maxWebHooks) {
    throw new ReviewError('conflict', `A company has at most ${maxWebHooks} web hooks.`);
  }
  const hookId = randomUUID();
  const secret = createWebhookSecret();
  const row = await transaction
    .insertInto('web_hooks')
    .values({
      ...{ company_id: companyId, id: hookId, event, method, url, enabled },
      secret: await secrets.seal({ companyId, hookId }, secret),
      previous_secret: null,
      previous_secret_until: null,
      created_at: now.toISOString(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...toHook(row, now), secret };
}

/** The version that the user saw, and the time of the change. */
interface Save {
  readonly options: Partial<SaveOptions> | undefined;
  readonly now: Date;
}

/** Each change makes the next version. */
const nextVersion = sql<number>`version + 1`;

/**
 * Changes the given members. A hook that is turned off keeps its pending deliveries, and sends them when it
 * is turned on.
 * @returns the hook, and the names of the members that have another value
 * @throws ReviewError `not-found`, `conflict` when the version is stale
 */
export async function changeHook(
  transaction: CompanyTransaction,
  key: HookKey,
  change: WebHookChange,
  { options, now }: Save,
): Promise<{ hook: WebHook; fields: string[] }> {
  const before = await lockHook(transaction, key);
  const names = Object.keys(change) as (keyof WebHookChange)[];
  const fields = names.filter((name) => change[name] !== before[name]);
  if (fields.length === 0) return { hook: toHook(before, now), fields };
  requireVersion(String(before.version), options);
  const ofHook = { company_id: key.companyId, id: key.hookId };
  const values = Object.fromEntries(fields.map((name) => [name, change[name]]));
  const row = await transaction
    .updateTable('web_hooks')
    .set({ ...values, version: nextVersion })
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

/**
 * Removes a hook with its deliveries.
 * @throws ReviewError `not-found`, `conflict` when the version is stale
 */
export async function removeHook(
  transaction: CompanyTransaction,
  { companyId, hookId }: HookKey,
  options: Partial<SaveOptions> | undefined,
): Promise<void> {
  const { version } = await lockHook(transaction, { companyId, hookId });
  requireVersion(String(version), options);
  await transaction
    .deleteFrom('web_hooks')
    .where('company_id', '=', companyId)
    .where('id', '=', hookId)
    .execute();
}

/**
 * Gives a hook a new secret. For `secretOverlap`, deliveries are signed with the previous one too.
 * @throws ReviewError `not-found`, `conflict` when the version is stale
 */
export async function replaceSecret(
  transaction: CompanyTransaction,
  key: HookKey,
  { secrets, options, now }: Save & { readonly secrets: HookSecrets },
): Promise<WebHookWithSecret> {
  const before = await lockHook(transaction, key);
  requireVersion(String(before.version), options);
  const secret = createWebhookSecret();
  const row = await transaction
    .updateTable('web_hooks')
    .set({
      version: nextVersion,
      secret: await secrets.seal(key, secret),
      previous_secret: before.secret,
      previous_secret_until: new Date(now.getTime() + secretOverlap).toISOString(),
    })
    .where('company_id', '=', key.companyId)
    .where('id', '=', key.hookId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...toHook(row, now), secret };
}

/** How many deliveries are on one page. */
const pageSize = 50;

/** @throws ReviewError `invalid` */
function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined || /^\d{1,15}$/.test(cursor))
    return cursor === undefined ? undefined : Number(cursor);
  throw new ReviewError('invalid', 'The cursor does not belong to this list.', {
    parts: [{ pointer: 'cursor', message: 'not a cursor of this list' }],
  });
}

/**
 * The deliveries of a hook, newest first.
 * @throws ReviewError `not-found`, `invalid` for a cursor of another list.
 */
export async function listDeliveries(
  transaction: CompanyTransaction,
  key: HookKey,
  cursor: string | undefined,
): Promise<WebHookDeliveryPage> {
  const before = readCursor(cursor);
  await lockHook(transaction, key);
  let query = transaction
    .selectFrom('web_hook_deliveries')
    .select([...deliveryColumns, 'log_sequence'])
    .where('company_id', '=', key.companyId)
    .where('hook_id', '=', key.hookId)
    .orderBy('log_sequence', 'desc')
    .limit(pageSize + 1);
  if (before !== undefined) query = query.where('log_sequence', '<', before);
  const found = await query.execute();
  const rows = found.slice(0, pageSize);
  const items = await toDeliveries(transaction, key.companyId, rows);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  return { items, nextCursor: last ? String(last.log_sequence) : null };
}

/** What the log shows of a delivery. */
const deliveryColumns = ['id', 'type', 'session_id', 'state', 'created_at', 'due_at'] as const;

type DeliveryRow = Pick<Selectable<WebHookDeliveriesTable>, (typeof deliveryColumns)[number]>;

/** Reads the attempts of all deliveries at once. */
async function toDeliveries(
  transaction: CompanyTransaction,
  companyId: string,
  rows: readonly DeliveryRow[],
): Promise<WebHookDelivery[]> {
  const attempts = await attemptsOf(
    transaction,
    companyId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    sessionId: row.session_id,
    state: row.state,
    createdAt: row.created_at,
    nextAttemptAt: row.due_at,
    attempts: attempts.get(row.id) ?? [],
  }));
}

async function attemptsOf(
  transaction: CompanyTransaction,
  companyId: string,
  deliveryIds: readonly string[],
): Promise<Map<string, WebHookAttempt[]>> {
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
