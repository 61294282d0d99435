import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/**
 * The level `null` of compared faces used to mean that not even level 1 was reached. That is now 0, and
 * `null` means that no level was measured. Whether liveness and document were finished may be unknown.
 * Row-level security and the triggers apply to the owner too, so they are off until the commit.
 */
const script = `
set local statement_timeout = 0;
alter table sessions no force row level security;
alter table sessions disable trigger decided_stays;
update sessions set match_level = 0 where faces_compared and match_level is null;
alter table sessions enable trigger decided_stays;
alter table sessions force row level security;
alter table sessions
  alter column liveness_finished drop not null,
  alter column document_finished drop not null;

alter table attempts no force row level security;
alter table attempts disable trigger decided_stays_at_update;
update attempts set evidence = jsonb_set(evidence, '{faceMatch,level}', '0')
  where evidence->'faceMatch'->'level' = 'null';
alter table attempts enable trigger decided_stays_at_update;
alter table attempts force row level security;
`;

/** Tells a match below level 1 from one whose level was not measured (spec V7). */
export const measuredLevels: Migration = {
  up: (database) => runScript(database, script),
};
