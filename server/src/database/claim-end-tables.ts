import type { Migration } from 'kysely/migration';

import { jobColumns } from './job-tables.ts';
import { isolation, runScript } from './script.ts';

/** Jobs that tell watchers when the time of a claim is over. */
const table = `
create table claim_ends (
  company_id text not null,
  session_id text collate "C" not null,
  due_at timestamptz(3),
  primary key (company_id, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
${jobColumns('claim_ends')}
${isolation('claim_ends')}
grant select, insert, update, delete on claim_ends to kv_app;
grant select (company_id, ready_at, set_aside_at) on claim_ends to kv_worker;
create policy what_is_due on claim_ends for select to kv_worker
  using (current_user = 'kv_worker' and (ready_at is not null or set_aside_at is not null));
`;

export const claimEndTables: Migration = {
  up: (database) => runScript(database, table),
};
