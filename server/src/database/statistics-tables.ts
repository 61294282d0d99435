import { durationBounds, zoneErrors, type Attempt } from 'kv-review/model';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * How many sessions have a fact in common (see `countedFacts` of kv-review/model), by the UTC day of their
 * creation, and by quarter of an hour. The clocks of all time zones differ by quarters of an hour, so the days of
 * any zone can be added up from these counts, and a company's change of its zone changes none of them.
 */
const tables = `
alter table sessions add column finished_at timestamptz(3), add column zone_errors jsonb;

create table session_counts (
  company_id text not null references companies,
  fact text not null,
  day date not null,
  name text collate "C" not null,
  status text not null,
  count int4 not null,
  quarters int4[] not null,
  primary key (company_id, fact, day, name, status)
);

create function facts_of_session(
  status text, decision jsonb, document_type text, nationality text, zone_errors jsonb,
  completed_at timestamptz, finished_at timestamptz
) returns table (fact text, fact_name text, fact_status text) language sql immutable as $$
  with outcome as (
    select case
      when decision is null then '' when decision->'by' = 'null' then 'policy' else 'user'
    end as decider
  )
  select 'outcome', decider, status from outcome
  union all select 'document-type', coalesce(document_type, ''), status
  union all select
    'nationality', case when nationality ~ '^[A-Z]{1,3}$' then nationality else '' end, status
  union all select 'in-part', '', '' where decision->'judgedInPart' = 'true'
  union all select 'reason', reason->>'id', ''
    from jsonb_array_elements(decision->'reasons') as reason where status = 'rejected'
  union all select 'zone', case when zone_errors = '[]' then 'valid' else 'errors' end, ''
    where zone_errors is not null
  union all select 'zone-error', category, '' from jsonb_array_elements_text(zone_errors) as category
  union all select 'decision-time', width_bucket(
      (extract(epoch from completed_at - finished_at) * 1000)::int8,
      '{${durationBounds.join(',')}}'::int8[]
    )::text, ''
    from outcome where decider = 'user' and completed_at is not null
$$;

create function sparse_quarters(positions int4[], numbers int4[]) returns int4[]
language plpgsql immutable as $$
declare
  quarters int4[] := '{}';
begin
  for at in 1 .. cardinality(positions) loop
    quarters[positions[at]] := numbers[at];
  end loop;
  return quarters;
end $$;

create function add_quarters(quarters int4[], added int4[]) returns int4[]
language plpgsql immutable as $$
begin
  for at in array_lower(added, 1) .. array_upper(added, 1) loop
    if added[at] is not null then
      quarters[at] := nullif(coalesce(quarters[at], 0) + added[at], 0);
    end if;
  end loop;
  return quarters;
end $$;
`;

/**
 * Adds to the counts what sessions count for, as often as `delta` says. The order of the rows is always the same,
 * so that two transactions do not wait for each other.
 */
const addCounts = (changed: string): string => `
insert into session_counts as counts (company_id, fact, day, name, status, count, quarters)
select company_id, fact, day, fact_name, fact_status, sum(delta),
  sparse_quarters(array_agg(quarter), array_agg(delta))
from (
  select company_id, fact, at::date as day,
    (extract(hour from at) * 4 + floor(extract(minute from at) / 15) + 1)::int4 as quarter,
    fact_name, fact_status, sum(delta)::int4 as delta
  from (${changed}) as changed
    cross join lateral (select created_at at time zone 'UTC' as at) as creation
    cross join lateral facts_of_session(
      status, decision, document_type, nationality, zone_errors, completed_at,
      coalesce(finished_at, created_at)
    )
  group by company_id, fact, day, quarter, fact_name, fact_status
  having sum(delta) <> 0
) as moved
group by company_id, fact, day, fact_name, fact_status
order by company_id, fact, day, fact_name, fact_status
on conflict (company_id, fact, day, name, status) do update
  set count = counts.count + excluded.count, quarters = add_quarters(counts.quarters, excluded.quarters)
`;

const columns = (status = 'status') =>
  `company_id, created_at, ${status}, decision, document_type, nationality, zone_errors, completed_at,
  finished_at`;

/** Counts all sessions, for a program that adds many without the triggers. */
export const countAllSessions = addCounts(`select ${columns()}, 1 as delta from sessions`);

/**
 * Triggers count, so that no statement can forget to: not that of a command, nor that of a job. An erased session is
 * still counted. One without an outcome is then counted as erased, because it will never have one.
 */
const triggers = [
  ['insert', 'new table as added', `select ${columns()}, 1 as delta from added`],
  [
    'update',
    'old table as former new table as latter',
    `select ${columns()}, -1 as delta from former union all select ${columns()}, 1 from latter`,
  ],
  [
    'delete',
    'old table as removed',
    `select ${columns()}, -1 as delta from removed where decision is null
     union all select ${columns(`'erased'`)}, 1 from removed where decision is null`,
  ],
]
  .map(
    ([event = '', references = '', changed = '']) => `
create function count_sessions_at_${event}() returns trigger language plpgsql as $$
begin
  ${addCounts(changed)};
  return null;
end $$;
create trigger counts_at_${event} after ${event} on sessions referencing ${references}
  for each statement execute function count_sessions_at_${event}();
`,
  )
  .join('');

/** Row-level security and the trigger apply to the owner too, so they are off until the commit. */
const begin = `
set local statement_timeout = 0;
alter table sessions no force row level security;
alter table sessions disable trigger decided_stays;
alter table attempts no force row level security;
create temporary table session_ends (
  company_id text, id text, finished_at timestamptz(3), zone_errors jsonb, primary key (company_id, id)
) on commit drop;
`;

const end = `
analyze session_ends;
update sessions set finished_at = session_ends.finished_at, zone_errors = session_ends.zone_errors
  from session_ends
  where sessions.company_id = session_ends.company_id and sessions.id = session_ends.id;
${countAllSessions};
alter table attempts force row level security;
alter table sessions enable trigger decided_stays;
alter table sessions force row level security;
create index sessions_awaiting on sessions (company_id, (coalesce(finished_at, created_at)))
  include (finished_at, created_at) where status = 'awaiting';
`;

const rights = `
grant select, insert, update on session_counts to kv_app;
`;

const batchSize = 2000;

interface LastAttempt {
  readonly companyId: string;
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly mrz: Attempt['mrz'];
}

/** Counts sessions by creation, outcome and more, for statistics that do not read the sessions (spec S8). */
export const statisticsTables: Migration = {
  async up(database) {
    await runScript(database, tables);
    await runScript(database, begin);
    let after = { companyId: '', id: '' };
    for (;;) {
      const { rows } = await sql<LastAttempt>`
        select company_id as "companyId", session_id as id, started_at as "startedAt",
          finished_at as "finishedAt", evidence->'mrz' as mrz
        from (
          select distinct on (company_id, session_id) *
          from attempts where (company_id, session_id) > (${after.companyId}, ${after.id})
          order by company_id, session_id, number desc limit ${batchSize}
        ) as last
      `.execute(database);
      await sql`
        insert into session_ends select * from unnest(
          ${rows.map(({ companyId }) => companyId)}::text[], ${rows.map(({ id }) => id)}::text[],
          ${rows.map(({ finishedAt }) => finishedAt)}::timestamptz[],
          ${rows.map((attempt) => jsonOrNull(zoneErrors(attempt)))}::text[]::jsonb[]
        )
      `.execute(database);
      const last = rows.at(-1);
      if (!last || rows.length < batchSize) break;
      after = last;
    }
    await runScript(database, end);
    await runScript(database, triggers);
    await runScript(database, isolation('session_counts'));
    await runScript(database, rights);
  },
};

const jsonOrNull = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value);
