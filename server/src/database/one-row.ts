import type { UpdateResult } from 'kysely';

/**
 * Ends a transaction whose update met no row, or several: what it read before is not what is there.
 * @throws Error, so that all of the transaction is rolled back.
 */
export function requireOneRow({ numUpdatedRows }: UpdateResult): void {
  if (numUpdatedRows !== 1n) {
    throw new Error(`An update of one row changed ${numUpdatedRows}.`);
  }
}
