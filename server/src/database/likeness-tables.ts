import type { Migration } from 'kysely/migration';

import { jobColumns } from './job-tables.ts';
import { isolation, runScript } from './script.ts';

/**
 * What sessions have in common (spec W6): a keyed digest of each value. The key is not in the database, so
 * its rows alone tell neither the value, nor whether two companies know the same one. The primary key has
 * the order in which related sessions are found.
 */
const likenesses = `
create table session_likenesses (
  company_id text not null,
  kind text collate "C" not null,
  digest text collate "C" not null,
  created_at timestamptz(3) not null,
  session_id text collate "C" not null,
  primary key (company_id, kind, digest, created_at, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index session_likenesses_of_session on session_likenesses (company_id, session_id);
${isolation('session_likenesses')}
grant select, insert, delete on session_likenesses to kv_app;
`;

/** Jobs that digest the sessions of a company: only the server has the key, a migration does not. */
const fills = `
create table likeness_fills (
  company_id text not null references companies,
  scope text not null check (scope = 'all'),
  requests int8 not null default 1,
  after text collate "C" not null default '',
  due_at timestamptz(3),
  primary key (company_id, scope)
);
${jobColumns('likeness_fills')}
alter table companies no force row level security;
insert into likeness_fills (company_id, scope, due_at) select id, 'all', now() from companies;
alter table companies force row level security;
${isolation('likeness_fills')}
grant select, insert, update, delete on likeness_fills to kv_app;
grant select (company_id, ready_at, set_aside_at) on likeness_fills to kv_worker;
create policy what_is_due on likeness_fills for select to kv_worker
  using (current_user = 'kv_worker' and (ready_at is not null or set_aside_at is not null));
`;

/** Related sessions are found by an index (spec W6). */
export const likenessTables: Migration = {
  async up(database) {
    await runScript(database, likenesses);
    await runScript(database, fills);
  },
};
