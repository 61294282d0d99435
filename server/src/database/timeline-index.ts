import type { Migration } from 'kysely/migration';

import { runScript } from './script.ts';

/**
 * The entries of the log from which the timeline of a session is made: all about the session but reads.
 * Queries repeat this condition word for word, so that PostgreSQL finds the index.
 */
export const isKeptBySession = `session_id is not null and action not in
  ('session-read', 'photo-read', 'thumbnails-read', 'page-opened', 'forbidden')`;

/** An index for timelines. Most entries about a session are reads, which it leaves out. */
export const timelineIndex: Migration = {
  up: (database) =>
    runScript(
      database,
      `
set local statement_timeout = 0;
create index activity_of_session on activity (company_id, session_id, at, sequence)
  where ${isKeptBySession};
`,
    ),
};
