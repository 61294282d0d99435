import type { Migration } from 'kysely/migration';

import { isolation, runScript } from './script.ts';

/**
 * Photos whose bytes must be removed from the object store, which is not part of transactions. Bytes
 * without a row in `photos` have a row here, so a crash leaves none behind. As `kv_worker`, the server
 * sees only which companies have such rows.
 */
const script = `
create table object_deletions (
  company_id text not null references companies,
  session_id text not null,
  photo_id text not null,
  due_at timestamptz(3) not null,
  primary key (company_id, session_id, photo_id)
);
create index object_deletions_due on object_deletions (company_id, due_at);
${isolation('object_deletions')}
grant select, insert, update, delete on object_deletions to kv_app;
grant select (company_id, due_at) on object_deletions to kv_worker;
create policy what_is_due on object_deletions for select to kv_worker
  using (current_user = 'kv_worker');
`;

export const objectDeletionTables: Migration = {
  up: (database) => runScript(database, script),
};
