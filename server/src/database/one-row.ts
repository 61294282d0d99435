import type { UpdateResult } from 'kysely';

/**
 * Checks that an update changed one row. Otherwise the rows that the transaction read are not there any
 * more.
 * @throws Error, which rolls the transaction back.
 */
export function requireOneRow({ numUpdatedRows }: UpdateResult): void {
  if (numUpdatedRows !== 1n) {
    throw new Error(`An update of one row changed ${numUpdatedRows} rows.`);
  }
}
