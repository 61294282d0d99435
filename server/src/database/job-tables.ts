import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

const onEachHookTable = (change: string): string =>
  ['web_hooks', 'web_hook_deliveries', 'web_hook_attempts']
    .map((table) => `alter table ${table} ${change};`)
    .join('\n');

/**
 * Turns the rows of a table into jobs (see `jobs/job.ts`). `ready_at` is generated from the due time and
 * the lease. So one index finds the next job, and no statement can forget either of them.
 */
export const jobColumns = (table: string): string => `
alter table ${table}
  add column if not exists attempt_count int4 not null default 0,
  add column if not exists failures int4 not null default 0,
  add column faults int4 not null default 0,
  add column lease text,
  add column leased_until timestamptz(3),
  add column set_aside_at timestamptz(3),
  add column error text,
  add check ((lease is null) = (leased_until is null)),
  add check (set_aside_at is null or due_at is null);
alter table ${table}
  alter column attempt_count set default 0,
  alter column failures set default 0,
  alter column due_at drop not null;
alter table ${table} add column ready_at timestamptz(3) generated always as
  (case when due_at is not null then greatest(due_at, leased_until) end) stored;
create index ${table}_ready_of_company on ${table} (company_id, ready_at)
  where ready_at is not null;
create index ${table}_ready on ${table} (ready_at) where ready_at is not null;
create index ${table}_set_aside on ${table} (company_id, set_aside_at)
  where set_aside_at is not null;
`;

/**
 * As `kv_worker`, the server sees which companies have jobs, when they are ready, and how many were set
 * aside. It sees no id of a session, a photo or a hook.
 */
const workerRights = (table: string): string => `
drop policy what_is_due on ${table};
revoke select on ${table} from kv_worker;
grant select (company_id, ready_at, set_aside_at) on ${table} to kv_worker;
create policy what_is_due on ${table} for select to kv_worker
  using (current_user = 'kv_worker' and (ready_at is not null or set_aside_at is not null));
`;

/**
 * A hook used to have one lease for all its deliveries. Now the running delivery has it. Row-level security
 * also hides the rows from the owner, so it is off during the update.
 */
const webHooks = `
${onEachHookTable('no force row level security')}
update web_hook_deliveries delivery
  set lease = hook.lease, leased_until = hook.leased_until
  from web_hooks hook
  where hook.lease is not null and hook.company_id = delivery.company_id
    and hook.id = delivery.hook_id and delivery.due_at is not null
    and exists (
      select from web_hook_attempts attempt
      where attempt.company_id = delivery.company_id and attempt.delivery_id = delivery.id
        and attempt.status is null and attempt.error is null
    );
${onEachHookTable('force row level security')}
drop policy what_is_due on web_hooks;
revoke select on web_hooks from kv_worker;
alter table web_hooks drop column lease, drop column leased_until;
drop index web_hook_deliveries_due;
create index web_hook_deliveries_ready_of_hook
  on web_hook_deliveries (company_id, hook_id, ready_at) where ready_at is not null;
create index web_hook_deliveries_leased
  on web_hook_deliveries (company_id, hook_id) where lease is not null;
`;

const replacedIndexes = `
drop index object_deletions_due;
drop index screenings_due_in_order;
`;

export const jobTables: Migration = {
  async up(database) {
    await runScript(database, replacedIndexes);
    for (const table of ['object_deletions', 'screenings_due', 'web_hook_deliveries']) {
      await runScript(database, jobColumns(table));
      await runScript(database, workerRights(table));
    }
    await runScript(database, webHooks);
  },
};
