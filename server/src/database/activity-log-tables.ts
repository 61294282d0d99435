import type { Migration } from 'kysely/migration';

import { jobColumns } from './job-tables.ts';
import { isolation, runScript } from './script.ts';

/**
 * What master users filter the log by. `user_id` is who acted, or the user that the company's own server
 * reported about. Each index has the order of the pages.
 */
const filters = `
set local statement_timeout = 0;
alter table activity add column user_id text collate "C" generated always as
  (coalesce(actor->>'id', details->>'userId')) stored;
create index activity_by_time on activity (company_id, at desc, sequence desc);
create index activity_by_user on activity (company_id, user_id, at desc, sequence desc)
  where user_id is not null;
create index activity_by_action on activity (company_id, action, at desc, sequence desc);
create index activity_by_session on activity (company_id, session_id, at desc, sequence desc)
  where session_id is not null;
`;

/**
 * The names of users, which are texts of people and stand in no entry. Older entries contain them: their
 * hash covers the name, so they stay as they are.
 */
const users = `
create table activity_users (
  company_id text not null references companies,
  id text collate "C" not null,
  name text not null,
  role text not null,
  seen_on date not null,
  primary key (company_id, id)
);
alter table activity no force row level security;
insert into activity_users
  select distinct on (company_id, actor->>'id')
    company_id, actor->>'id', actor->>'name', actor->>'role', at::date
  from activity where actor is not null
  order by company_id, actor->>'id', sequence desc;
alter table activity force row level security;
${isolation('activity_users')}
grant select, insert, update on activity_users to kv_app;
`;

/** What is known about a company's chain, and the checks that are due. */
const checks = `
create table activity_states (
  company_id text primary key references companies,
  checkpoint text,
  checked_in_full_at timestamptz(3),
  fault_sequence int8,
  fault_kind text,
  fault_at timestamptz(3),
  done int8 not null default 0,
  total int8 not null default 0
);
${isolation('activity_states')}
grant select, insert, update on activity_states to kv_app;

create table activity_checks (
  company_id text not null references companies,
  scope text not null check (scope in ('new', 'all')),
  due_at timestamptz(3),
  primary key (company_id, scope)
);
${jobColumns('activity_checks')}
${isolation('activity_checks')}
grant select, insert, update, delete on activity_checks to kv_app;
grant select (company_id, ready_at, set_aside_at) on activity_checks to kv_worker;
create policy what_is_due on activity_checks for select to kv_worker
  using (current_user = 'kv_worker' and (ready_at is not null or set_aside_at is not null));
`;

/** Master users read the log page by page, and learn whether it is as it was written (spec S7). */
export const activityLogTables: Migration = {
  async up(database) {
    await runScript(database, filters);
    await runScript(database, users);
    await runScript(database, checks);
  },
};
