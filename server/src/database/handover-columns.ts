import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/** Claims that were handed over: by whom. A claim is made in one way only. */
const columns = `
alter table session_claims add column handed_from jsonb;
alter table session_claims add check (handed_from is null or taken_from is null);
alter table session_claims drop constraint session_claims_ending_check;
alter table session_claims add constraint session_claims_ending_check
  check (ending in ('released', 'taken-over', 'handed-over', 'decided', 'expired'));
`;

export const handoverColumns: Migration = {
  up: (database) => runScript(database, columns),
};
