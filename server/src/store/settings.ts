/** The settings of a company as numbered versions. The last one is in force; the others stay readable. */
import { defaultSettings, type Settings, type SettingsRecord } from 'kv-review/model';
import type { Selectable } from 'kysely';

import type { CompanyTransaction, SettingsVersionsTable } from '../database/index.ts';

/** One version, with the members that this version of the server does not know. */
export type StoredSettings = Omit<SettingsRecord, 'settings'> & { readonly settings: Settings };

type VersionRow = Omit<Selectable<SettingsVersionsTable>, 'company_id'>;

export const toSettings = (row: VersionRow): StoredSettings => ({
  version: String(row.number),
  changedAt: row.at,
  changedBy: row.author as SettingsRecord['changedBy'],
  // Settings that a later version of the server added have their defaults until the company sets them.
  settings: {
    ...structuredClone<Settings>(defaultSettings),
    ...(row.settings as Partial<Settings>),
  },
});

/** Adds the next version. The primary key refuses a number that is taken. */
export async function insertSettings(
  transaction: CompanyTransaction,
  companyId: string,
  { version, changedAt, changedBy, settings }: StoredSettings,
): Promise<void> {
  await transaction
    .insertInto('settings_versions')
    .values({
      ...{ company_id: companyId, number: Number(version), at: changedAt },
      author: changedBy && JSON.stringify(changedBy),
      settings: JSON.stringify(settings),
    })
    .execute();
}

/** A version of the settings: the one in force, or a named one; `undefined` if the company has none. */
export async function readSettings(
  transaction: CompanyTransaction,
  companyId: string,
  version?: string,
): Promise<StoredSettings | undefined> {
  const row = await transaction
    .selectFrom('settings_versions')
    .selectAll()
    .where('company_id', '=', companyId)
    .$if(version !== undefined, (query) => query.where('number', '=', Number(version)))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toSettings(row);
}

/**
 * The version in force, locked against other changes until the transaction ends. The lock is a statement
 * of its own, so the version is read after a change that it waited for.
 */
export async function lockSettings(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<StoredSettings | undefined> {
  await lockCompany(transaction, companyId);
  return readSettings(transaction, companyId);
}

/** Rows that refer to the company can still be written. */
export async function lockCompany(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<void> {
  await transaction
    .selectFrom('companies')
    .select('id')
    .where('id', '=', companyId)
    .forNoKeyUpdate()
    .execute();
}
