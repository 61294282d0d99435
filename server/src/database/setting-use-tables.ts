import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * Which sessions use which extra field and country. Row-level security keeps PostgreSQL from finding a
 * member of a JSON value by an index, so each use is a row. A trigger writes it, whatever adds the session.
 */
const table = `
create table setting_uses (
  company_id text not null,
  kind text not null check (kind in ('extra-field', 'country')),
  name text collate "C" not null,
  session_id text collate "C" not null,
  primary key (company_id, kind, name, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index setting_uses_of_session on setting_uses (company_id, session_id);

create function uses_of_settings(extra jsonb, failed_conditions jsonb)
  returns table (kind text, name text) language sql immutable as $$
  select 'extra-field', field->>'key' from jsonb_array_elements(extra) as field
  union
  select 'country', coalesce(failed->'observed'->>'code', failed->>'observed')
  from jsonb_array_elements(failed_conditions) as failed
  where failed->>'condition' = 'high-risk-nationality' and jsonb_typeof(failed->'observed') = 'string'
    or failed->>'condition' = 'high-risk-ip-country' and failed->'observed'->>'kind' = 'country'
$$;
`;

/** Row-level security applies to the owner too, so it is off until the commit. */
const conversion = `
set local statement_timeout = 0;
alter table sessions no force row level security;
insert into setting_uses
  select company_id, used.kind, used.name, id
  from sessions, uses_of_settings(extra, failed_conditions) as used;
alter table sessions force row level security;
`;

const trigger = `
create function write_setting_uses() returns trigger language plpgsql as $$
begin
  insert into setting_uses
    select new.company_id, used.kind, used.name, new.id
    from uses_of_settings(new.extra, new.failed_conditions) as used
    on conflict do nothing;
  return null;
end $$;
create trigger setting_uses_at_insert after insert on sessions
  for each row execute function write_setting_uses();
create trigger setting_uses_at_update after update on sessions
  for each row when (old.extra <> new.extra or old.failed_conditions <> new.failed_conditions)
  execute function write_setting_uses();
`;

const rights = `
grant select, insert on setting_uses to kv_app;
`;

/** Counts by an index the sessions that a removed setting would concern (spec S2, S3). */
export const settingUseTables: Migration = {
  async up(database) {
    await runScript(database, table);
    await runScript(database, conversion);
    await runScript(database, trigger);
    await runScript(database, isolation('setting_uses'));
    await runScript(database, rights);
  },
};
