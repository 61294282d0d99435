import type { QueryResult, UpdateResult } from 'kysely';

/**
 * Checks that a statement changed exactly one row. Otherwise the row that the transaction read no longer
 * exists.
 * @throws Error, which rolls the transaction back.
 */
export function requireOneRow(
  result: UpdateResult | Pick<QueryResult<unknown>, 'numAffectedRows'>,
): void {
  const count = 'numUpdatedRows' in result ? result.numUpdatedRows : result.numAffectedRows;
  if (count !== 1n) throw new Error(`An update of one row changed ${count ?? 0n} rows.`);
}
