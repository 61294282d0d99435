/** Helpers for tests of claims. */
import { sql } from 'kysely';

import { inCompany, type Database } from '../../src/database/index.ts';

/** Ends the claims in force of a company as their time would, because nobody can set the database’s clock. */
export async function passLeases(database: Database, companyId: string): Promise<void> {
  await inCompany(database, companyId, (transaction) =>
    sql`
      update session_claims set until = clock_timestamp() - interval '1 second'
      where ended_at is null
    `.execute(transaction),
  );
}
