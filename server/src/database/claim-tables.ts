import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * Every claim of a session (spec W2). They stand beside the sessions, so that a claim changes no version.
 * The unique index lets a session have one claim that has not ended. A claim whose time is over ends, too,
 * but its row says so only when a background job or the next claim ends it.
 */
const table = `
create table session_claims (
  company_id text not null,
  session_id text collate "C" not null,
  number int8 not null,
  user_id text collate "C" not null,
  user_name text not null,
  since timestamptz(3) not null,
  until timestamptz(3) not null,
  taken_from jsonb,
  reason text,
  ended_at timestamptz(3),
  ending text check (ending in ('released', 'taken-over', 'decided', 'expired')),
  primary key (company_id, session_id, number),
  foreign key (company_id, session_id) references sessions on delete cascade,
  check ((ended_at is null) = (ending is null)),
  check ((taken_from is null) = (reason is null))
);
create unique index session_claims_in_force on session_claims (company_id, session_id)
  where ended_at is null;
create index session_claims_of_user on session_claims (company_id, user_id, session_id)
  where ended_at is null;
create trigger decided_stays_at_insert after insert on session_claims
  referencing new table as written
  for each statement execute function refuse_part_of_decided();
${isolation('session_claims')}
grant select, insert, update on session_claims to kv_app;
`;

export const claimTables: Migration = {
  up: (database) => runScript(database, table),
};
