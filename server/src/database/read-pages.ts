import { sql, type RawBuilder } from 'kysely';

import type { CompanyTransaction } from './database.ts';

/** Few enough that other requests wait a few milliseconds for a page, and that it is garbage soon. */
const pageSize = 250;

/**
 * Reads the column `row` of a statement through a cursor, always one page ahead of the caller. A row is one
 * JSON array: the driver takes longer to read a value for each column.
 */
export async function* readPages<Row, Item>(
  transaction: CompanyTransaction,
  statement: RawBuilder<{ readonly row: Row }>,
  toItem: (row: Row) => Item,
): AsyncGenerator<Item[], void> {
  await sql`declare exported no scroll cursor for ${statement}`.execute(transaction);
  const fetch = sql.raw<{ row: Row }>(`fetch ${pageSize} from exported`);
  const next = () => {
    const rows = fetch.execute(transaction);
    // The caller may leave before it asks for this page.
    rows.catch(() => undefined);
    return rows;
  };
  for (let reading = next(); ;) {
    const { rows } = await reading;
    if (rows.length === 0) return;
    reading = next();
    yield rows.map(({ row }) => toItem(row));
  }
}
