import type { Migration } from 'kysely/migration';

import { isolation, roleScript, runScript } from './script.ts';

const tables = `
create table web_hooks (
  company_id text not null references companies,
  id text not null,
  event text not null check (event in ('post-verification', 'post-manual-verification')),
  method text not null check (method in ('POST', 'PUT')),
  url text not null,
  enabled boolean not null,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz(3),
  created_at timestamptz(3) not null,
  lease text,
  leased_until timestamptz(3),
  primary key (company_id, id),
  check ((previous_secret is null) = (previous_secret_until is null)),
  check ((lease is null) = (leased_until is null))
);

create table web_hook_deliveries (
  company_id text not null,
  id text not null,
  hook_id text not null,
  log_sequence int8 not null,
  type text not null,
  session_id text collate "C",
  body text not null,
  state text not null check (state in ('pending', 'delivered', 'failed')),
  due_at timestamptz(3),
  failures int4 not null,
  attempt_count int4 not null,
  created_at timestamptz(3) not null,
  primary key (company_id, id),
  unique (company_id, hook_id, log_sequence),
  foreign key (company_id, hook_id) references web_hooks on delete cascade,
  check (due_at is null or state = 'pending')
);
create index web_hook_deliveries_due on web_hook_deliveries (company_id, hook_id, due_at)
  where due_at is not null;
create index web_hook_deliveries_in_order on web_hook_deliveries (company_id, hook_id, log_sequence)
  where due_at is not null;
create index web_hook_deliveries_of_session on web_hook_deliveries (company_id, session_id)
  where due_at is not null;
create index web_hook_deliveries_by_age on web_hook_deliveries (company_id, hook_id, created_at)
  where state <> 'pending';

create table web_hook_attempts (
  company_id text not null,
  delivery_id text not null,
  number int4 not null,
  at timestamptz(3) not null,
  status int4,
  error text,
  duration_ms int4,
  primary key (company_id, delivery_id, number),
  foreign key (company_id, delivery_id) references web_hook_deliveries on delete cascade
);
`;

/**
 * The worker finds due deliveries of all companies. As `kv_worker`, it reads ids and times of hooks and
 * pending deliveries, but no address, secret, body or session, and it writes nothing. It claims a delivery
 * inside `inCompany`. The policies check `current_user` too, so they do not apply to members of the role,
 * such as the owner of the tables.
 */
const rights = `
grant select, insert, update, delete on web_hooks, web_hook_deliveries to kv_app;
grant select, insert, update on web_hook_attempts to kv_app;

grant usage on schema public to kv_worker;
grant select (company_id, id, leased_until) on web_hooks to kv_worker;
grant select (company_id, hook_id, due_at) on web_hook_deliveries to kv_worker;
create policy what_is_due on web_hooks for select to kv_worker
  using (current_user = 'kv_worker');
create policy what_is_due on web_hook_deliveries for select to kv_worker
  using (current_user = 'kv_worker' and due_at is not null);
`;

export const webHookTables: Migration = {
  async up(database) {
    await runScript(database, roleScript('kv_worker'));
    await runScript(database, tables);
    for (const table of ['web_hooks', 'web_hook_deliveries', 'web_hook_attempts']) {
      await runScript(database, isolation(table));
    }
    await runScript(database, rights);
  },
};
