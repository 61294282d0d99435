import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * The recent changes of each company's sessions. They have their own numbers, because most entries of the
 * activity log are reads. Changes from before these tables have no number.
 */
const script = `
create table session_changes (
  company_id text not null references companies,
  sequence int8 not null,
  mark text not null,
  session_id text not null,
  primary key (company_id, sequence)
);

create table session_change_heads (
  company_id text primary key references companies,
  sequence int8 not null,
  mark text not null
);
${isolation('session_changes')}
${isolation('session_change_heads')}
grant select, insert, delete on session_changes to kv_app;
grant select, insert, update on session_change_heads to kv_app;
`;

export const sessionChangeTables: Migration = {
  up: (database) => runScript(database, script),
};
