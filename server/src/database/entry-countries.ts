import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/** Lists that are stored already have no countries until they are loaded again. */
const script = `
alter table watch_list_entries add column countries text[] not null default '{}';
`;

/** The countries of each entry, which an agent compares with the client's nationality. */
export const entryCountries: Migration = {
  up: (database) => runScript(database, script),
};
