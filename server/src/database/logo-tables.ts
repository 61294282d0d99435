import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/** The logo of a company. Its bytes are in the object store, under its version. */
const table = `
create table logos (
  company_id text primary key references companies,
  version text not null
);
`;

const rights = `
grant select, insert, update, delete on logos to kv_app;
`;

/** Logos of companies (spec S6). */
export const logoTables: Migration = {
  async up(database) {
    await runScript(database, table);
    await runScript(database, isolation('logos'));
    await runScript(database, rights);
  },
};
