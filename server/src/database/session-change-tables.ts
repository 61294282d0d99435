import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * The latest changes of each company's sessions, numbered apart from the activity log: reads, which
 * are far more, have no part in it. A change from before these tables has no number.
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
