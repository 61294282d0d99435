import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';
import { watchListTables } from './watch-list-tables.ts';

/**
 * The false positives of a company, and the sessions to screen again. Both are deleted with the session,
 * so an erasure includes them.
 */
const tables = `
create table screening_false_positives (
  company_id text not null,
  person_key text not null,
  entry_id text not null,
  reason text not null,
  author jsonb not null,
  at timestamptz(3) not null,
  session_id text collate "C" not null,
  primary key (company_id, person_key, entry_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index screening_false_positives_of_session
  on screening_false_positives (company_id, session_id);

create table screenings_due (
  company_id text not null,
  session_id text collate "C" not null,
  due_at timestamptz(3) not null,
  failures int4 not null,
  primary key (company_id, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index screenings_due_in_order on screenings_due (due_at);
`;

/** The worker sees only which sessions are due and when. */
const rights = `
grant select, insert, update, delete on screening_false_positives, screenings_due to kv_app;
grant select (company_id, session_id, due_at) on screenings_due to kv_worker;
create policy what_is_due on screenings_due for select to kv_worker
  using (current_user = 'kv_worker');
`;

export const screeningTables: Migration = {
  async up(database) {
    await runScript(database, watchListTables);
    await runScript(database, tables);
    for (const table of ['screening_false_positives', 'screenings_due']) {
      await runScript(database, isolation(table));
    }
    await runScript(database, rights);
  },
};
