/** The settings of a company as numbered versions. The last one is in force; the others stay readable. */
import {
  defaultRejectionGroups,
  defaultSettings,
  type Person,
  type RejectionRules,
  type Settings,
} from 'kv-review/model';
import type { Selectable } from 'kysely';

import type { CompanyTransaction, SettingsVersionsTable } from '../database/index.ts';

/** The settings of a company, with its reasons for rejections. */
export type CompanySettings = Settings & { readonly rejection: RejectionRules };

/** The settings that were in force from one save to the next, with the reasons of their time. */
export interface SettingsVersion {
  /** Counts from 1 within the company. */
  readonly number: number;
  readonly at: string;
  /** The user who saved it; `null` for the operator of the server. */
  readonly by: Person | null;
  readonly settings: CompanySettings;
}

export type VersionRow = Selectable<SettingsVersionsTable>;

export const toVersion = (row: Omit<VersionRow, 'company_id'>): SettingsVersion => ({
  number: row.number,
  at: row.at,
  by: row.author as Person | null,
  // Settings that a later version of the server added have their defaults until the company sets them.
  settings: { ...initialSettings(), ...(row.settings as Partial<CompanySettings>) },
});

/** The settings of a company that has set none. */
export const initialSettings = (): CompanySettings => ({
  ...structuredClone<Settings>(defaultSettings),
  rejection: { groups: structuredClone([...defaultRejectionGroups]), reasonRequired: true },
});

/** Adds the next version. The primary key refuses a number that is taken. */
export async function insertSettings(
  transaction: CompanyTransaction,
  companyId: string,
  { number, at, by, settings }: SettingsVersion,
): Promise<void> {
  await transaction
    .insertInto('settings_versions')
    .values({
      ...{ company_id: companyId, number, at },
      author: by && JSON.stringify(by),
      settings: JSON.stringify(settings),
    })
    .execute();
}

/** A version of the settings: the one in force, or the one with a number; `undefined` if there is none. */
export async function readSettings(
  transaction: CompanyTransaction,
  companyId: string,
  number?: number,
): Promise<SettingsVersion | undefined> {
  const row = await transaction
    .selectFrom('settings_versions')
    .selectAll()
    .where('company_id', '=', companyId)
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? 0))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVersion(row);
}

/**
 * The version in force, locked against other changes until the transaction ends. The lock is a statement
 * of its own, so the version is read after a change that it waited for.
 */
export async function lockSettings(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<SettingsVersion | undefined> {
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
