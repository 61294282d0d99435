import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/**
 * A stored answer used to be the whole session, with all its notes, once for each change. What
 * remains of it is a `ChangeOutcome`. Answers to the company's own server are small and stay.
 * Row-level security applies to the owner too, so it is off until the commit.
 */
const script = `
set local statement_timeout = 0;
alter table idempotency_keys no force row level security;
update idempotency_keys
  set answer = jsonb_build_object(
    'id', answer->'id',
    'version', answer->'version',
    'status', answer->'status',
    'completedAt', answer->'completedAt',
    'isDecided', jsonb_typeof(answer->'decision') = 'object',
    'notes', jsonb_array_length(answer->'notes'),
    'changes', jsonb_array_length(answer->'changes')
  )
  where jsonb_typeof(answer->'notes') = 'array' and jsonb_typeof(answer->'changes') = 'array';
alter table idempotency_keys force row level security;
`;

/** Stored answers without the session that they repeat. */
export const storedOutcomes: Migration = {
  up: (database) => runScript(database, script),
};
