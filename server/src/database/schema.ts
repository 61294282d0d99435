import type { ColumnType, Selectable } from 'kysely';

/** An instant of RFC 3339 in UTC, with milliseconds. */
type Instant = ColumnType<string, string, string>;
/** A value of `jsonb`: read as it is, written as its text. */
type Json<T = unknown> = ColumnType<T, string, string>;

export interface CompaniesTable {
  id: string;
  name: string;
  /** `Settings` of kv-review/model. */
  settings: Json;
  /** `Workspace.rejection`. */
  rejection: Json;
  /** Web origins whose pages may call this company's backend (RFC 6454). */
  allowed_origins: string[];
  created_at: Instant;
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
  /** When the client may no longer go on. */
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
  /** Names as they are ordered, folded; see `searchWords` of kv-review/model. */
  first_name_key: string | null;
  last_name_key: string | null;
  /** Where the status stands in the order of statuses. */
  status_order: number;
  document_presented: boolean;
  document_type: string | null;
  document_valid: boolean | null;
  document_finished: boolean;
  liveness_passed: boolean | null;
  liveness_finished: boolean;
  /** Whether faces were compared. */
  faces_compared: boolean;
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
  failed_conditions: Json;
  screening: Json;
}

export interface SessionTermsTable {
  company_id: string;
  term: string;
  created_at: Instant;
  session_id: string;
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
  /** Who sent the request: nobody is given what another one was answered. */
  caller: string;
  key: string;
  /** SHA-256 of the request in one canonical writing. */
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
}

export interface ActivityHeadsTable {
  company_id: string;
  sequence: number;
  hash: string;
}

/** The tables, as `migrations.ts` makes them. */
export interface Schema {
  companies: CompaniesTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  session_terms: SessionTermsTable;
  attempts: AttemptsTable;
  photos: PhotosTable;
  notes: NotesTable;
  client_changes: ClientChangesTable;
  idempotency_keys: IdempotencyKeysTable;
  activity: ActivityTable;
  activity_heads: ActivityHeadsTable;
}

export type SessionRow = Selectable<SessionsTable>;
