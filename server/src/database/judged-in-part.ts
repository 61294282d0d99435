import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/**
 * Whether a session was judged in part used to follow from its decision and its failed conditions. The
 * decision now says it, and a column with an index makes it a filter. Row-level security and the trigger
 * apply to the owner too, so they are off until the commit.
 */
const script = `
set local statement_timeout = 0;
alter table sessions no force row level security;
alter table sessions disable trigger decided_stays;
update sessions set decision = decision || '{"judgedInPart": true}'
  where decision->>'verdict' = 'verify' and decision->'by' = 'null' and failed_conditions <> '[]';
alter table sessions enable trigger decided_stays;
alter table sessions force row level security;

alter table sessions add column judged_in_part boolean not null
  generated always as (coalesce(decision->'judgedInPart' = 'true', false)) stored;
create index sessions_judged_in_part on sessions (company_id, created_at desc, id)
  where judged_in_part;
`;

/** Sessions that were judged in part can be filtered (spec P6). */
export const judgedInPart: Migration = {
  up: (database) => runScript(database, script),
};
