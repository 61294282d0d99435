import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * Every version of a company's settings, with the rejection reasons of its time. The last one is in
 * force. `number` counts from 1 without gaps.
 */
const table = `
create table settings_versions (
  company_id text not null references companies,
  number int8 not null check (number > 0),
  at timestamptz(3) not null,
  author jsonb,
  settings jsonb not null,
  primary key (company_id, number)
);
`;

/**
 * The settings in force become version 1. The activity log knows who replaced them last, and when. A
 * company whose settings nobody replaced has those of its creation. Row-level security applies to the
 * owner too, so it is off until the commit.
 */
const conversion = `
set local statement_timeout = 0;
alter table companies no force row level security;
alter table activity no force row level security;
insert into settings_versions (company_id, number, at, author, settings)
  select companies.id, 1, coalesce(last.at, companies.created_at), last.author,
    companies.settings || jsonb_build_object('rejection', companies.rejection)
  from companies left join lateral (
    select at, actor - 'role' as author from activity
    where company_id = companies.id and action = 'settings-changed'
    order by sequence desc limit 1
  ) as last on true;
alter table activity force row level security;
alter table companies force row level security;
alter table companies drop column settings, drop column rejection;
`;

/** Requests cannot change or delete a version. */
const rights = `
grant select, insert on settings_versions to kv_app;
`;

/** Settings as numbered versions, which stay readable (spec S11). */
export const settingsVersionTables: Migration = {
  async up(database) {
    await runScript(database, table);
    await runScript(database, conversion);
    await runScript(database, isolation('settings_versions'));
    await runScript(database, rights);
  },
};
