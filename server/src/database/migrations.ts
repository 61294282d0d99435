import type { Migration, MigrationProvider } from 'kysely/migration';

import { activityLogTables } from './activity-log-tables.ts';
import { claimEndTables } from './claim-end-tables.ts';
import { claimTables } from './claim-tables.ts';
import { awaitingSessionTables } from './awaiting-session-tables.ts';
import { decidedStays } from './decided-stays.ts';
import { jobTables } from './job-tables.ts';
import { entryCountries } from './entry-countries.ts';
import { handoverColumns } from './handover-columns.ts';
import { judgedInPart } from './judged-in-part.ts';
import { judgementTables } from './judgement-tables.ts';
import { likenessTables } from './likeness-tables.ts';
import { logoTables } from './logo-tables.ts';
import { measuredLevels } from './measured-levels.ts';
import { objectDeletionTables } from './object-deletion-tables.ts';
import { refoldedTerms } from './refolded-terms.ts';
import { screeningTables } from './screening-tables.ts';
import { isolation, roleScript, runScript } from './script.ts';
import { sessionChangeTables } from './session-change-tables.ts';
import { signInCodeTables } from './sign-in-code-tables.ts';
import { settingUseTables } from './setting-use-tables.ts';
import { settingsVersionTables } from './settings-version-tables.ts';
import { statisticsTables } from './statistics-tables.ts';
import { storedOutcomes } from './stored-outcomes.ts';
import { timelineIndex } from './timeline-index.ts';
import { typedConditions } from './typed-conditions.ts';
import { watchListVersions } from './watch-list-versions.ts';
import { webHookTables } from './web-hook-tables.ts';
import { webHookVersions } from './web-hook-versions.ts';

/** The columns that filters and searches examine. */
const filteredColumns =
  'search_key, status, document_type, faces_compared, match_level, id_is_real, full_id_detected';

/**
 * An index for every order of a list; ties are sorted by ascending id. Each contains the columns that
 * filters examine, so an index-only scan finds a page. Under row-level security, no index can find a part
 * of a text.
 */
const sessionOrders = Object.entries({
  creation: 'created_at',
  first_name: 'first_name_key',
  last_name: 'last_name_key',
  status: 'status_order',
})
  .flatMap(([name, column]) => [
    `create index sessions_by_${name} on sessions (company_id, ${column}, id)
      include (${filteredColumns});`,
    `create index sessions_by_${name}_descending on sessions (company_id, ${column} desc, id)
      include (${filteredColumns});`,
  ])
  .join('\n');

/**
 * The tables of companies. Every key begins with the company, so ids of another company can be neither
 * read nor probed for.
 */
const tables = `
create table companies (
  id text primary key,
  name text not null,
  settings jsonb not null,
  rejection jsonb not null,
  allowed_origins text[] not null,
  created_at timestamptz(3) not null
);

create table api_keys (
  company_id text not null references companies,
  id text not null,
  secret_hash text not null,
  label text not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (company_id, id)
);

create table sessions (
  company_id text not null references companies,
  id text collate "C" not null,
  version int8 not null,
  status text not null check (status in ('processing', 'awaiting', 'success', 'rejected')),
  created_at timestamptz(3) not null,
  completed_at timestamptz(3),
  expires_at timestamptz(3),
  company_name text not null,
  first_name text,
  last_name text,
  document_number text,
  personal_number text,
  sex text,
  birth_date date,
  expiration_date date,
  nationality text,
  first_name_key text collate "C",
  last_name_key text collate "C",
  search_key text collate "C",
  status_order int2 not null,
  document_presented boolean not null,
  document_type text,
  document_valid boolean,
  document_finished boolean not null,
  liveness_passed boolean,
  liveness_finished boolean not null,
  faces_compared boolean not null,
  match_level int2,
  match_confidence float8,
  id_is_real boolean,
  full_id_detected boolean,
  device jsonb not null,
  client_ip text,
  extra jsonb not null,
  attempt_count int4 not null,
  selfie jsonb,
  decision jsonb,
  failed_conditions jsonb not null,
  screening jsonb not null,
  primary key (company_id, id),
  check ((decision is null) = (status in ('processing', 'awaiting')))
);
${sessionOrders}
create index sessions_of_status on sessions (company_id, status, created_at desc, id)
  include (${filteredColumns.replace('status, ', '')});
create index sessions_of_digital_spoof on sessions (company_id, created_at desc, id)
  where id_is_real = false;
create index sessions_of_cut_documents on sessions (company_id, created_at desc, id)
  where full_id_detected = false;

create table session_terms (
  company_id text not null,
  term text collate "C" not null,
  created_at timestamptz(3) not null,
  session_id text collate "C" not null,
  primary key (company_id, term, created_at, session_id),
  foreign key (company_id, session_id) references sessions on delete cascade
);
create index session_terms_of_session on session_terms (company_id, session_id);

create table attempts (
  company_id text not null,
  session_id text collate "C" not null,
  number int4 not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  evidence jsonb not null,
  primary key (company_id, session_id, number),
  foreign key (company_id, session_id) references sessions on delete cascade
);

create table photos (
  company_id text not null,
  session_id text collate "C" not null,
  id text not null,
  attempt int4 not null,
  position int4 not null,
  kind text not null,
  media_type text not null,
  width int4 not null,
  height int4 not null,
  primary key (company_id, session_id, id),
  unique (company_id, session_id, attempt, position),
  foreign key (company_id, session_id, attempt) references attempts on delete cascade
);

create table notes (
  company_id text not null,
  session_id text collate "C" not null,
  number int4 not null,
  id text not null,
  text text not null,
  author jsonb,
  at timestamptz(3) not null,
  verdict text,
  primary key (company_id, session_id, number),
  unique (company_id, session_id, id),
  foreign key (company_id, session_id) references sessions on delete cascade
);

create table client_changes (
  company_id text not null,
  session_id text collate "C" not null,
  number int4 not null,
  version int8 not null,
  field text not null,
  before text,
  after text,
  author jsonb,
  at timestamptz(3) not null,
  primary key (company_id, session_id, number),
  foreign key (company_id, session_id) references sessions on delete cascade
);

create table idempotency_keys (
  company_id text not null references companies,
  caller text not null,
  key text not null,
  request_hash text not null,
  answer jsonb not null,
  created_at timestamptz(3) not null,
  primary key (company_id, caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (company_id, created_at);

create table activity (
  company_id text not null references companies,
  sequence int8 not null,
  at timestamptz(3) not null,
  actor jsonb,
  action text not null,
  session_id text,
  details jsonb not null,
  key_id text not null,
  hash text not null,
  primary key (company_id, sequence)
);

create table activity_heads (
  company_id text primary key references companies,
  sequence int8 not null,
  hash text not null
);
`;

/** Tables whose rows belong to a company by `company_id`. */
const companyTables = [
  'api_keys',
  'sessions',
  'session_terms',
  'attempts',
  'photos',
  'notes',
  'client_changes',
  'idempotency_keys',
  'activity',
  'activity_heads',
];

/**
 * The rights of requests. They cannot change entries of the log, edits or notes.
 */
const rights = `
grant usage on schema public to kv_app;
grant select, insert, update on companies, api_keys, sessions, attempts, photos,
  activity_heads to kv_app;
grant select, insert on notes, client_changes, activity to kv_app;
grant select, insert, update, delete on session_terms, idempotency_keys to kv_app;
grant delete on sessions, attempts, photos, notes, client_changes to kv_app;
`;

const first: Migration = {
  async up(database) {
    await runScript(database, roleScript('kv_app'));
    await runScript(database, tables);
    await runScript(database, isolation('companies', 'id'));
    for (const table of companyTables) await runScript(database, isolation(table));
    await runScript(database, rights);
    await runScript(database, decidedStays);
  },
};

/** All migrations, in the order of their names. Never edit one that was released. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-first': first,
      '0002-web-hooks': webHookTables,
      '0003-object-deletions': objectDeletionTables,
      '0004-screening': screeningTables,
      '0005-session-changes': sessionChangeTables,
      '0006-jobs': jobTables,
      '0007-typed-conditions': typedConditions,
      '0008-stored-outcomes': storedOutcomes,
      '0009-refolded-terms': refoldedTerms,
      '0010-measured-levels': measuredLevels,
      '0011-watch-list-versions': watchListVersions,
      '0012-judged-in-part': judgedInPart,
      '0013-entry-countries': entryCountries,
      '0014-settings-versions': settingsVersionTables,
      '0015-judgements': judgementTables,
      '0016-setting-uses': settingUseTables,
      '0017-logos': logoTables,
      '0018-web-hook-versions': webHookVersions,
      '0019-activity-log': activityLogTables,
      '0020-statistics': statisticsTables,
      '0021-sign-in-codes': signInCodeTables,
      '0022-timeline-index': timelineIndex,
      '0023-claims': claimTables,
      '0024-awaiting-sessions': awaitingSessionTables,
      '0025-likenesses': likenessTables,
      '0026-claim-handovers': handoverColumns,
      '0027-claim-ends': claimEndTables,
    }),
};
