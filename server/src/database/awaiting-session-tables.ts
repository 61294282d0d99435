import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * The sessions that await action, so that a list of them reads no other session. `due_key` sorts those
 * without a due date after all others, those first that have waited longest. It is in UTC, because a
 * year of another zone is not the same for every reader.
 */
const table = `
create table awaiting_sessions (
  company_id text not null references companies,
  session_id text collate "C" not null,
  since timestamptz(3) not null,
  conditions text[] not null,
  open_matches int4 not null,
  due_at timestamptz(3),
  due_key timestamptz(3) not null generated always as (
    coalesce(due_at, ((since at time zone 'UTC') + interval '1000 years') at time zone 'UTC')
  ) stored,
  primary key (company_id, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index awaiting_sessions_by_due on awaiting_sessions (company_id, due_key, session_id);

create function open_matches_of(screening jsonb) returns int4 language sql immutable as $$
  select count(*)::int4 from jsonb_array_elements(
    case when screening->>'status' = 'match' then screening->'matches' else '[]' end
  ) as match where coalesce(match->'falsePositive', 'null') = 'null'
$$;

create function conditions_of_session(failed_conditions jsonb, open_matches int4)
returns text[] language sql immutable as $$
  select coalesce(array_agg(distinct name), '{}') from (
    select failed->>'condition' as name from jsonb_array_elements(failed_conditions) as failed
    union all select 'open-match' where open_matches > 0
  ) as names where name is not null
$$;

create function due_date_of(since timestamptz, conditions text[], hours jsonb)
returns timestamptz language sql stable as $$
  select since + min(number::float8) * interval '1 hour'
  from jsonb_each(hours) as each (condition, number)
  where condition = any(conditions) and jsonb_typeof(number) = 'number'
$$;
`;

const facts = (session: string): string => `
select ${session}.company_id, ${session}.id, waiting.since, waiting.conditions, waiting.open_matches,
  due_date_of(waiting.since, waiting.conditions, hours)
from open_matches_of(${session}.screening) as matches,
  lateral (
    select coalesce(${session}.finished_at, ${session}.created_at) as since,
      conditions_of_session(${session}.failed_conditions, matches) as conditions,
      matches as open_matches
  ) as waiting
`;

/** Row-level security applies to the owner too, so it is off until the commit. */
const conversion = `
set local statement_timeout = 0;
alter table sessions no force row level security;
alter table settings_versions no force row level security;
insert into awaiting_sessions (company_id, session_id, since, conditions, open_matches, due_at)
  select found.* from sessions
  left join lateral (
    select settings->'dueHours' as hours from settings_versions
    where company_id = sessions.company_id order by number desc limit 1
  ) as current on true
  cross join lateral (${facts('sessions')}) as found
  where sessions.status = 'awaiting';
alter table settings_versions force row level security;
alter table sessions force row level security;
`;

/**
 * Triggers write the rows, so that no statement can forget to. A session reads the due hours under a lock
 * on its company. New hours wait for it, and then find its row; or it waits for them, and then reads them.
 */
const triggers = `
create function write_awaiting_session() returns trigger language plpgsql as $$
declare
  hours jsonb;
begin
  if new.status <> 'awaiting' then
    delete from awaiting_sessions where company_id = new.company_id and session_id = new.id;
    return null;
  end if;
  perform from companies where id = new.company_id for share;
  select settings->'dueHours' into hours from settings_versions
    where company_id = new.company_id order by number desc limit 1;
  insert into awaiting_sessions (company_id, session_id, since, conditions, open_matches, due_at)
    ${facts('new')}
    on conflict (company_id, session_id) do update set since = excluded.since,
      conditions = excluded.conditions, open_matches = excluded.open_matches, due_at = excluded.due_at;
  return null;
end $$;
create trigger awaiting_session_at_insert after insert on sessions
  for each row when (new.status = 'awaiting') execute function write_awaiting_session();
create trigger awaiting_session_at_update after update on sessions
  for each row when (
    (old.status = 'awaiting' or new.status = 'awaiting') and (
      old.status <> new.status or old.finished_at is distinct from new.finished_at
      or old.failed_conditions <> new.failed_conditions or old.screening <> new.screening
    )
  ) execute function write_awaiting_session();

create function date_awaiting_sessions() returns trigger language plpgsql as $$
declare
  hours jsonb := new.settings->'dueHours';
begin
  perform from companies where id = new.company_id for no key update;
  update awaiting_sessions set due_at = due_date_of(since, conditions, hours)
    where company_id = new.company_id
      and due_at is distinct from due_date_of(since, conditions, hours);
  return null;
end $$;
create trigger due_dates_at_insert after insert on settings_versions
  for each row execute function date_awaiting_sessions();
`;

const rights = `
grant select, insert, update, delete on awaiting_sessions to kv_app;
`;

/** The queue: why sessions await action, since when, and until when they are due (spec W1, W3). */
export const awaitingSessionTables: Migration = {
  async up(database) {
    await runScript(database, table);
    await runScript(database, conversion);
    await runScript(database, triggers);
    await runScript(database, isolation('awaiting_sessions'));
    await runScript(database, rights);
  },
};
