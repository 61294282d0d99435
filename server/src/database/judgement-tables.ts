import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * What the policy saw when it judged a session, besides the evidence of the attempt. Sessions that finished before this table existed have no row, because nobody recorded it. In a
 * row from another system, `null` means "not known".
 */
const table = `
create table judgements (
  company_id text not null,
  session_id text collate "C" not null,
  attempt int4 not null,
  at timestamptz(3) not null,
  settings_version int8,
  ip_country jsonb,
  screening jsonb,
  primary key (company_id, session_id, attempt),
  foreign key (company_id, session_id, attempt) references attempts on delete cascade,
  foreign key (company_id, settings_version) references settings_versions
);
create trigger decided_stays_at_insert after insert on judgements
  referencing new table as written
  for each statement execute function refuse_part_of_decided();
`;

/** Requests cannot change a judgement. It is erased with its session. */
const rights = `
grant select, insert on judgements to kv_app;
`;

/** Sessions keep what the policy saw when it judged them (spec S11). */
export const judgementTables: Migration = {
  async up(database) {
    await runScript(database, table);
    await runScript(database, isolation('judgements'));
    await runScript(database, rights);
  },
};
