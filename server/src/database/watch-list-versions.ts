import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/** Lists that are stored already were indexed by rules without a version. */
const script = `
alter table watch_lists add column index_version int4 not null default 0;
alter table watch_lists alter column index_version drop default;
`;

/** The version of the rules by which each list was indexed. */
export const watchListVersions: Migration = {
  up: (database) => runScript(database, script),
};
