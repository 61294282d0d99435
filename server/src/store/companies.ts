import {
  defaultSettings,
  newIdentifier,
  settings as settingsSchema,
  type Settings,
} from 'kv-review/model';
import * as v from 'valibot';

import { startOfChain } from '../activity/chain.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { appendActivity } from '../activity/log.ts';
import { createApiKey, type NewApiKey, type StoredApiKey } from '../auth/api-keys.ts';
import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';
import { insertSettings, toSettings } from './settings.ts';
import { isStorable } from './storable.ts';

/** A tenant. */
export interface Company {
  readonly id: string;
  readonly name: string;
  /** The settings in force. */
  readonly settings: Settings;
  readonly settingsVersion: string;
  /** Web origins whose pages may call this backend (RFC 6454), as `https://portal.example`. */
  readonly allowedOrigins: readonly string[];
  readonly createdAt: string;
}

/** Whether a text is an origin as browsers write it (RFC 6454, 6.2). */
export const isOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).origin === text;

const storableText = v.check<string, string>(isStorable, 'cannot be stored');

const newCompany = v.strictObject({
  id: newIdentifier,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200), storableText),
  settings: v.optional(settingsSchema, () => structuredClone<Settings>(defaultSettings)),
  allowedOrigins: v.optional(v.array(v.pipe(v.string(), v.check(isOrigin, 'not an origin'))), []),
});
/** Missing members get the kit's defaults. By default, no page of another origin may send requests. */
export type NewCompany = v.InferInput<typeof newCompany>;

/**
 * Adds a company.
 * @throws ValiError when it is not valid; the database's error when the id is taken.
 */
export async function createCompany(
  database: Database,
  company: NewCompany,
  now = new Date(),
): Promise<void> {
  const { id, name, settings, allowedOrigins } = v.parse(newCompany, company);
  const at = now.toISOString();
  await inCompany(database, id, async (transaction) => {
    await transaction
      .insertInto('companies')
      .values({ id, name, allowed_origins: allowedOrigins, created_at: at })
      .execute();
    await insertSettings(transaction, id, {
      ...{ version: '1', changedAt: at, changedBy: null, settings },
    });
    await transaction
      .insertInto('activity_heads')
      .values({ company_id: id, ...startOfChain(id) })
      .execute();
  });
}

/** The company of a transaction with its settings in force; `undefined` when the id is unknown. */
export async function selectCompany(
  transaction: CompanyTransaction,
  id: string,
): Promise<Company | undefined> {
  const row = await transaction
    .selectFrom('companies')
    .innerJoinLateral(
      (versions) =>
        versions
          .selectFrom('settings_versions')
          .select(['number', 'at', 'author', 'settings'])
          .whereRef('company_id', '=', 'companies.id')
          .orderBy('number', 'desc')
          .limit(1)
          .as('current'),
      (join) => join.onTrue(),
    )
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { version, settings } = toSettings(row);
  return {
    id: row.id,
    name: row.name,
    settings,
    settingsVersion: version,
    allowedOrigins: row.allowed_origins,
    createdAt: row.created_at,
  };
}

export async function readCompany(database: Database, id: string): Promise<Company | undefined> {
  if (!isStorable(id)) return undefined;
  return inCompany(database, id, (transaction) => selectCompany(transaction, id));
}

export interface ApiKeyOptions {
  readonly now?: Date;
  /** Writes an entry to the company's activity log. Without it, no entry is written. */
  readonly activityKey?: ActivityKey;
}

async function recordApiKey(
  transaction: CompanyTransaction,
  companyId: string,
  action: 'api-key-created' | 'api-key-revoked',
  apiKeyId: string,
  { now = new Date(), activityKey }: ApiKeyOptions,
): Promise<void> {
  if (!activityKey) return;
  const activity = { at: now.toISOString(), actor: null, action, sessionId: null };
  await appendActivity(transaction, companyId, { ...activity, details: { apiKeyId } }, activityKey);
}

/** Creates an API key for the company's own server. Its text is shown once and not stored. */
export async function addApiKey(
  database: Database,
  companyId: string,
  label: string,
  options: ApiKeyOptions = {},
): Promise<NewApiKey> {
  const { now = new Date() } = options;
  const key = createApiKey(companyId);
  await inCompany(database, companyId, async (transaction) => {
    await transaction
      .insertInto('api_keys')
      .values({
        company_id: companyId,
        id: key.stored.id,
        secret_hash: key.stored.secretHash,
        label,
        created_at: now.toISOString(),
        revoked_at: null,
      })
      .execute();
    await recordApiKey(transaction, companyId, 'api-key-created', key.stored.id, options);
  });
  return key;
}

/** A stored key, in use or revoked; see `matchesApiKey`. */
export async function findApiKey(
  database: Database,
  companyId: string,
  id: string,
): Promise<StoredApiKey | undefined> {
  if (!isStorable(companyId) || !isStorable(id)) return undefined;
  const row = await inCompany(database, companyId, (transaction) =>
    transaction
      .selectFrom('api_keys')
      .select(['secret_hash', 'revoked_at'])
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return row && { companyId, id, secretHash: row.secret_hash, revokedAt: row.revoked_at };
}

/**
 * Revokes a key permanently. A key that was already revoked keeps its time.
 * @returns whether the company has this key.
 */
export async function revokeApiKey(
  database: Database,
  companyId: string,
  id: string,
  options: ApiKeyOptions = {},
): Promise<boolean> {
  const { now = new Date() } = options;
  return inCompany(database, companyId, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('api_keys')
      .set({ revoked_at: now.toISOString() })
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) {
      await recordApiKey(transaction, companyId, 'api-key-revoked', id, options);
      return true;
    }
    const revoked = await transaction
      .selectFrom('api_keys')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', '=', id)
      .executeTakeFirst();
    return revoked !== undefined;
  });
}
