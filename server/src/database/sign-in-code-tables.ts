import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/** Codes that were issued and not used yet. A request can add and remove them, but not change them. */
const table = `
create table sign_in_codes (
  company_id text not null references companies,
  digest text not null,
  user_id text not null,
  user_name text not null,
  role text not null,
  lifetime_seconds int4 not null,
  origin text,
  api_key_id text not null,
  expires_at timestamptz(3) not null,
  primary key (company_id, digest),
  foreign key (company_id, api_key_id) references api_keys
);
create index sign_in_codes_by_expiry on sign_in_codes (company_id, expires_at);
${isolation('sign_in_codes')}
grant select, insert, delete on sign_in_codes to kv_app;
`;

/** Single-use codes, which pages exchange for tokens (spec E1). */
export const signInCodeTables: Migration = {
  async up(database) {
    await runScript(database, table);
  },
};
