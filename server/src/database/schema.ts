import type { Role } from 'kv-review/model';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';

/** An instant of RFC 3339 in UTC, with milliseconds. */
type Instant = ColumnType<string, string, string>;
/** A `jsonb` value: read as a value, written as text. */
type Json<T = unknown> = ColumnType<T, string, string>;

/** The columns of a row that is a job; see `jobs/job.ts`. */
interface JobColumns {
  /** When the job is due; `null` while it is paused, ended or set aside. */
  due_at: Instant | null;
  /** The number of attempts that were started. */
  attempt_count: Generated<number>;
  /** The number of consecutive failures, which determines the next delay. */
  failures: Generated<number>;
  /** The number of consecutive attempts that crashed or failed with an internal error. */
  faults: Generated<number>;
  /** Identifies the running attempt. No other process starts one before `leased_until`. */
  lease: string | null;
  leased_until: Instant | null;
  /** When the job was set aside. */
  set_aside_at: Instant | null;
  /** The error of the last failed attempt: a code, never a message. */
  error: string | null;
  /** When an attempt can start: at `due_at`, or when the lease ends. */
  ready_at: GeneratedAlways<string | null>;
}

export interface CompaniesTable {
  id: string;
  name: string;
  /** Web origins whose pages may call this company's backend (RFC 6454). */
  allowed_origins: string[];
  created_at: Instant;
}

export interface SettingsVersionsTable {
  company_id: string;
  /** Counts from 1 within the company, without a gap. The last one is in force. */
  number: number;
  at: Instant;
  /** The user who saved it; `null` for the operator. */
  author: Json | null;
  /** `Settings` of kv-review/model, with the members that this version of the server does not know. */
  settings: Json;
}

export interface ApiKeysTable {
  company_id: string;
  id: string;
  secret_hash: string;
  label: string;
  created_at: Instant;
  revoked_at: Instant | null;
}

export interface SessionsTable {
  company_id: string;
  id: string;
  version: number;
  status: string;
  created_at: Instant;
  completed_at: Instant | null;
  /** When the time of the client ends. */
  expires_at: Instant | null;
  company_name: string;
  first_name: string | null;
  last_name: string | null;
  document_number: string | null;
  personal_number: string | null;
  sex: string | null;
  birth_date: string | null;
  expiration_date: string | null;
  nationality: string | null;
  /** Folded names for sorting; see `searchWords` of kv-review/model. */
  first_name_key: string | null;
  last_name_key: string | null;
  /** The words by which a search finds the client; `null` when only `session_terms` has them. */
  search_key: string | null;
  /** The rank of the status in the order of statuses. */
  status_order: number;
  document_presented: boolean;
  document_type: string | null;
  document_valid: boolean | null;
  document_finished: boolean | null;
  liveness_passed: boolean | null;
  liveness_finished: boolean | null;
  /** Whether there is a face match. */
  faces_compared: boolean;
  /** 0 below level 1; `null` when no level was measured. */
  match_level: number | null;
  match_confidence: number | null;
  id_is_real: boolean | null;
  full_id_detected: boolean | null;
  device: Json;
  client_ip: string | null;
  extra: Json;
  attempt_count: number;
  selfie: Json | null;
  decision: Json | null;
  /** From the decision; a filter with an index. */
  judged_in_part: GeneratedAlways<boolean>;
  failed_conditions: Json;
  screening: Json;
  /** When the last attempt ended; `null` while it is running. */
  finished_at: Instant | null;
  /** `zoneErrors` of kv-review/model for the last attempt; `null` without a zone. */
  zone_errors: Json | null;
}

/** A session that awaits action. Triggers write the rows; see `awaiting-session-tables.ts`. */
export interface AwaitingSessionsTable {
  company_id: string;
  session_id: string;
  /** When its last attempt ended. */
  since: Instant;
  /** `QueueCondition` of kv-review/model. */
  conditions: string[];
  open_matches: number;
  /** `null` if the company has set no hours for its conditions. */
  due_at: Instant | null;
  /** The order of due dates; those without one come last, those first that have waited longest. */
  due_key: GeneratedAlways<string>;
}

export interface SessionCountsTable {
  company_id: string;
  /** `StatisticsFact` of kv-review/model. */
  fact: string;
  /** Of the creation, in UTC. */
  day: string;
  name: string;
  status: string;
  /** The number of sessions of the day. */
  count: number;
  /** The numbers of its quarters of an hour, from 1 to 96; `null` or beyond the bounds for none. */
  quarters: (number | null)[];
}

export interface SessionTermsTable {
  company_id: string;
  term: string;
  created_at: Instant;
  session_id: string;
}

/** What sessions have in common; see `store/likenesses.ts`. */
export interface SessionLikenessesTable {
  company_id: string;
  kind: string;
  /** A keyed digest of the value. It must never leave the server. */
  digest: string;
  created_at: Instant;
  session_id: string;
}

export interface LikenessFillsTable extends JobColumns {
  company_id: string;
  scope: string;
  /** How often the work was requested. */
  requests: Generated<number>;
  /** The id of the last session that was digested; empty before the first. */
  after: Generated<string>;
}

export interface AttemptsTable {
  company_id: string;
  session_id: string;
  number: number;
  started_at: Instant;
  finished_at: Instant | null;
  /** The rest of `Attempt` of kv-review/model, without its photos. */
  evidence: Json;
}

export interface JudgementsTable {
  company_id: string;
  session_id: string;
  /** The attempt whose evidence was judged. */
  attempt: number;
  at: Instant;
  /** The version of the settings in force; `null` when it is not known. */
  settings_version: number | null;
  /** `IpCountry` of kv-review/model; `null` when it is not known. */
  ip_country: Json | null;
  /** What the lists said; `null` when it is not known. */
  screening: Json | null;
}

export interface SessionClaimsTable {
  company_id: string;
  session_id: string;
  /** Counts from 1 within the session. */
  number: number;
  user_id: string;
  user_name: string;
  since: Instant;
  /** When it ends unless it is renewed. */
  until: Instant;
  /** The user from whom it was taken over, and why. */
  taken_from: Json | null;
  reason: string | null;
  /** The user who handed it over. */
  handed_from: Json | null;
  /** `null` while it is in force, and after its time until a job or the next claim ends it. */
  ended_at: Instant | null;
  ending: string | null;
}

export interface ClaimEndsTable extends JobColumns {
  company_id: string;
  session_id: string;
}

export interface SettingUsesTable {
  company_id: string;
  kind: string;
  /** The key of an extra field, or the code of a country. */
  name: string;
  session_id: string;
}

export interface LogosTable {
  company_id: string;
  /** Names its bytes in the object store. */
  version: string;
}

export interface PhotosTable {
  company_id: string;
  session_id: string;
  id: string;
  attempt: number;
  /** Counts from 1 within the attempt. */
  position: number;
  kind: string;
  media_type: string;
  width: number;
  height: number;
}

export interface NotesTable {
  company_id: string;
  session_id: string;
  /** Counts from 1 within the session. */
  number: number;
  id: string;
  text: string;
  author: Json | null;
  at: Instant;
  verdict: string | null;
}

export interface ClientChangesTable {
  company_id: string;
  session_id: string;
  /** Counts from 1 within the session. */
  number: number;
  /** The version of the session that this change made. */
  version: number;
  field: string;
  before: string | null;
  after: string | null;
  author: Json | null;
  at: Instant;
}

export interface IdempotencyKeysTable {
  company_id: string;
  /** The sender of the request. Others do not get the stored answer. */
  caller: string;
  key: string;
  /** SHA-256 of the request in canonical form. */
  request_hash: string;
  answer: Json;
  created_at: Instant;
}

export interface ActivityTable {
  company_id: string;
  /** Counts from 1 within the company, without a gap. */
  sequence: number;
  at: Instant;
  actor: Json | null;
  action: string;
  session_id: string | null;
  details: Json;
  key_id: string;
  hash: string;
  /** Who acted, or the user that was reported about. */
  user_id: GeneratedAlways<string | null>;
}

export interface ActivityUsersTable {
  company_id: string;
  id: string;
  /** As last seen. */
  name: string;
  role: string;
  /** The last day on which the user was seen, in UTC. */
  seen_on: string;
}

export interface ActivityStatesTable {
  company_id: string;
  /** The signed head of the last entry that was found unchanged. */
  checkpoint: string | null;
  checked_in_full_at: Instant | null;
  fault_sequence: number | null;
  fault_kind: string | null;
  fault_at: Instant | null;
  /** The progress of a check of all entries. */
  done: Generated<number>;
  total: Generated<number>;
}

export interface ActivityChecksTable extends JobColumns {
  company_id: string;
  scope: string;
}

export interface ActivityHeadsTable {
  company_id: string;
  sequence: number;
  hash: string;
}

export interface SessionChangesTable {
  company_id: string;
  /** Counts from 1 within the company, without a gap; the oldest are deleted. */
  sequence: number;
  mark: string;
  session_id: string;
}

export interface SessionChangeHeadsTable {
  company_id: string;
  sequence: number;
  mark: string;
}

export interface ObjectDeletionsTable extends JobColumns {
  company_id: string;
  session_id: string;
  photo_id: string;
}

export interface WebHooksTable {
  company_id: string;
  id: string;
  /** Counts the changes and the replaced secrets, from 1. */
  version: Generated<number>;
  event: string;
  method: string;
  url: string;
  enabled: boolean;
  /** Sealed; see `hooks/secrets.ts`. */
  secret: string;
  /** The previous secret, sealed, while deliveries are signed with it too. */
  previous_secret: string | null;
  previous_secret_until: Instant | null;
  created_at: Instant;
}

export interface WebHookDeliveriesTable extends JobColumns {
  company_id: string;
  /** `webhook-id` of every attempt. */
  id: string;
  hook_id: string;
  /** The number of the event's entry in the activity log, which orders deliveries. */
  log_sequence: number;
  type: string;
  /** `null` for a test. */
  session_id: string | null;
  body: string;
  state: string;
  created_at: Instant;
}

export interface WebHookAttemptsTable {
  company_id: string;
  delivery_id: string;
  /** Counts from 1 within the delivery. */
  number: number;
  at: Instant;
  status: number | null;
  error: string | null;
  /** `null` while the attempt is running, and when it was interrupted. */
  duration_ms: number | null;
}

export interface ScreeningFalsePositivesTable {
  company_id: string;
  /** Identifies the client; see `screening/person-keys.ts`. */
  person_key: string;
  /** The entry of the watch list: `ScreeningMatch.id`. */
  entry_id: string;
  reason: string;
  author: Json;
  at: Instant;
  /** The session in which the entry was marked. */
  session_id: string;
}

export interface ScreeningsDueTable extends JobColumns {
  company_id: string;
  session_id: string;
}

export interface WatchListsTable {
  id: string;
  /** The list's published name. */
  title: string;
  /** The generation in use. A new one is loaded beside it and then replaces it. */
  generation: number;
  entry_count: number;
  loaded_at: string;
  /** The version of the rules by which the list was indexed; see `indexVersion`. */
  index_version: number;
}

/** Every generation of a list whose entries have not been removed. */
export interface WatchListGenerationsTable {
  generation: Generated<number>;
  list_id: string;
}

export interface WatchListEntriesTable {
  generation: number;
  /** From 0, without gaps; see `Postings`. */
  number: number;
  id: string;
  name: string;
  aliases: string[];
  birth_dates: string[];
  /** Has a default: none. */
  countries: Generated<string[]>;
  lists: string[];
  /** The folded names for comparison; see `writeFoldedNames`. */
  folded_names: string;
}

export interface WatchListWordsTable {
  generation: number;
  word: string;
  /** Its `Postings`, four bytes each, the least significant first. */
  postings: Uint8Array;
}

export interface WatchListKeysTable {
  generation: number;
  /** See `storedKeys`. */
  key: string;
  /** The words under this key, separated by spaces. */
  words: string;
}

export interface SignInCodesTable {
  company_id: string;
  /** SHA-256 of the code in hexadecimal. */
  digest: string;
  user_id: string;
  user_name: string;
  role: Role;
  /** That of the token. */
  lifetime_seconds: number;
  origin: string | null;
  api_key_id: string;
  expires_at: string;
}

/** The tables that `migrations.ts` creates. */
export interface Schema {
  companies: CompaniesTable;
  settings_versions: SettingsVersionsTable;
  api_keys: ApiKeysTable;
  sign_in_codes: SignInCodesTable;
  sessions: SessionsTable;
  awaiting_sessions: AwaitingSessionsTable;
  session_terms: SessionTermsTable;
  session_counts: SessionCountsTable;
  session_likenesses: SessionLikenessesTable;
  likeness_fills: LikenessFillsTable;
  attempts: AttemptsTable;
  judgements: JudgementsTable;
  session_claims: SessionClaimsTable;
  claim_ends: ClaimEndsTable;
  setting_uses: SettingUsesTable;
  logos: LogosTable;
  photos: PhotosTable;
  notes: NotesTable;
  client_changes: ClientChangesTable;
  idempotency_keys: IdempotencyKeysTable;
  activity: ActivityTable;
  activity_heads: ActivityHeadsTable;
  activity_users: ActivityUsersTable;
  activity_states: ActivityStatesTable;
  activity_checks: ActivityChecksTable;
  session_changes: SessionChangesTable;
  session_change_heads: SessionChangeHeadsTable;
  object_deletions: ObjectDeletionsTable;
  web_hooks: WebHooksTable;
  web_hook_deliveries: WebHookDeliveriesTable;
  web_hook_attempts: WebHookAttemptsTable;
  screening_false_positives: ScreeningFalsePositivesTable;
  screenings_due: ScreeningsDueTable;
  watch_lists: WatchListsTable;
  watch_list_generations: WatchListGenerationsTable;
  watch_list_entries: WatchListEntriesTable;
  watch_list_words: WatchListWordsTable;
  watch_list_keys: WatchListKeysTable;
}

export type SessionRow = Selectable<SessionsTable>;
export type AwaitingSessionRow = Selectable<AwaitingSessionsTable>;
