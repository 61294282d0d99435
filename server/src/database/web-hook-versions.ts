import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

const script = `
alter table web_hooks add column version int8 not null default 1;
`;

/** A change of a web hook names the version that its user saw (spec S4). */
export const webHookVersions: Migration = {
  up: (database) => runScript(database, script),
};
