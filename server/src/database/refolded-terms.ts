import { clientFields, type Client } from 'kv-review/model';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';
import { nameKey, searchKeyOf, termsOf } from './search-keys.ts';

/** Row-level security and the trigger apply to the owner too, so they are off until the commit. */
const begin = `
set local statement_timeout = 0;
alter table sessions no force row level security;
alter table sessions disable trigger decided_stays;
alter table session_terms no force row level security;
`;
const end = `
alter table session_terms force row level security;
alter table sessions enable trigger decided_stays;
alter table sessions force row level security;
`;

const batchSize = 1000;

interface Row extends Pick<Client, 'firstName' | 'lastName' | 'personalNumber' | 'documentNumber'> {
  readonly companyId: string;
  readonly id: string;
}

const noClient = Object.fromEntries(clientFields.map((field) => [field, null])) as Readonly<
  Record<(typeof clientFields)[number], null>
>;

/** Folds the sort keys and search terms of all sessions again, by the rule of `searchWords` now. */
export const refoldedTerms: Migration = {
  async up(database) {
    await runScript(database, begin);
    let after = { companyId: '', id: '' };
    for (;;) {
      // The rule has not changed for ASCII.
      const { rows } = await sql<Row>`
        select company_id as "companyId", id, first_name as "firstName", last_name as "lastName",
          personal_number as "personalNumber", document_number as "documentNumber"
        from sessions
        where (company_id, id) > (${after.companyId}, ${after.id})
          and concat(first_name, last_name, personal_number, document_number) ~ '[^ -~]'
        order by company_id, id limit ${batchSize}
      `.execute(database);
      for (const { companyId, id, ...read } of rows) {
        const client: Client = { ...noClient, ...read };
        await sql`
          update sessions set first_name_key = ${nameKey(client.firstName)},
            last_name_key = ${nameKey(client.lastName)}, search_key = ${searchKeyOf(client)}
          where company_id = ${companyId} and id = ${id}
        `.execute(database);
        await sql`
          delete from session_terms where company_id = ${companyId} and session_id = ${id}
        `.execute(database);
        await sql`
          insert into session_terms (company_id, session_id, created_at, term)
          select company_id, id, created_at, unnest(${termsOf(client)}::text[]) from sessions
          where company_id = ${companyId} and id = ${id}
        `.execute(database);
      }
      const last = rows.at(-1);
      if (!last || rows.length < batchSize) break;
      after = last;
    }
    await runScript(database, end);
  },
};
