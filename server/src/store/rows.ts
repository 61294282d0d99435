import {
  currentAttempt,
  sessionStatus,
  zoneErrors,
  type Attempt,
  type Client,
  type ClientChange,
  type FaceMatch,
  type Note,
  type QueueFacts,
  type Session,
  type SessionSummary,
} from 'kv-review/model';
import type { Insertable, Selectable } from 'kysely';

import type {
  AttemptsTable,
  ClientChangesTable,
  NotesTable,
  PhotosTable,
  SessionRow,
  SessionsTable,
} from '../database/index.ts';
import { nameKey, searchKeyOf } from '../database/search-keys.ts';

/** The columns of `SessionSummary`, which a list reads. */
export const summaryColumns = [
  'id',
  'version',
  'status',
  'created_at',
  'completed_at',
  'company_name',
  'first_name',
  'last_name',
  'document_number',
  'personal_number',
  'sex',
  'birth_date',
  'expiration_date',
  'nationality',
  'document_presented',
  'document_type',
  'document_valid',
  'document_finished',
  'liveness_passed',
  'liveness_finished',
  'faces_compared',
  'match_level',
  'match_confidence',
  'id_is_real',
  'full_id_detected',
  'device',
  'client_ip',
  'extra',
  'attempt_count',
  'selfie',
  'decision',
  'failed_conditions',
] as const satisfies readonly (keyof SessionRow)[];

/** Of the row in `awaiting_sessions`; `null` if the session does not await action. */
export interface QueueColumns {
  readonly awaiting_since: string | null;
  readonly due_at: string | null;
  readonly due_key: string | null;
  readonly open_matches: number | null;
}

export type SummaryRow = Pick<SessionRow, (typeof summaryColumns)[number]> & Partial<QueueColumns>;

/** What a row says about a session that awaits action. */
export const queueFactsOf = (row: Partial<QueueColumns>): QueueFacts =>
  row.awaiting_since
    ? {
        awaitingSince: row.awaiting_since,
        dueAt: row.due_at ?? null,
        openMatches: row.open_matches ?? 0,
      }
    : {};

type ClientColumn =
  | 'first_name'
  | 'last_name'
  | 'document_number'
  | 'personal_number'
  | 'sex'
  | 'birth_date'
  | 'expiration_date'
  | 'nationality';

/** Opaque to callers. It only needs to differ after every change. */
export const versionTag = (version: number): string => String(version);

export const clientOf = (row: Pick<SummaryRow, ClientColumn>): Client => ({
  firstName: row.first_name,
  lastName: row.last_name,
  documentNumber: row.document_number,
  personalNumber: row.personal_number,
  sex: row.sex,
  birthDate: row.birth_date,
  expirationDate: row.expiration_date,
  nationality: row.nationality,
});

/** The columns of a client, including the keys for order and search. */
export const clientColumns = (client: Client) => ({
  first_name: client.firstName,
  last_name: client.lastName,
  document_number: client.documentNumber,
  personal_number: client.personalNumber,
  sex: client.sex,
  birth_date: client.birthDate,
  expiration_date: client.expirationDate,
  nationality: client.nationality,
  first_name_key: nameKey(client.firstName),
  last_name_key: nameKey(client.lastName),
  search_key: searchKeyOf(client),
});

type FaceMatchColumn = 'faces_compared' | 'match_level' | 'match_confidence';

export const faceMatchOf = (row: Pick<SummaryRow, FaceMatchColumn>): FaceMatch | null =>
  row.faces_compared ? { level: row.match_level, confidence: row.match_confidence } : null;

export function toSummary(row: SummaryRow): SessionSummary {
  return {
    id: row.id,
    version: versionTag(row.version),
    status: row.status,
    createdAt: row.created_at,
    completedAt: row.completed_at,
    companyName: row.company_name,
    client: clientOf(row),
    documentPresented: row.document_presented,
    documentType: row.document_type,
    documentValid: row.document_valid,
    documentFinished: row.document_finished,
    livenessPassed: row.liveness_passed,
    livenessFinished: row.liveness_finished,
    faceMatch: faceMatchOf(row),
    spoof: { idIsReal: row.id_is_real, fullIdDetected: row.full_id_detected },
    device: row.device as SessionSummary['device'],
    clientIp: row.client_ip,
    extra: row.extra as SessionSummary['extra'],
    attemptCount: row.attempt_count,
    selfie: row.selfie as SessionSummary['selfie'],
    decision: row.decision as SessionSummary['decision'],
    failedConditions: row.failed_conditions as SessionSummary['failedConditions'],
    ...queueFactsOf(row),
  };
}

/** An unknown status, from a newer server, comes last. */
function statusOrder(status: Session['status']): number {
  const index = sessionStatus.options.findIndex((known) => known === status);
  return index === -1 ? sessionStatus.options.length : index;
}

/** The columns that a change may write: all except those that identify the session. */
export function sessionColumns(session: Omit<Session, 'version'>) {
  return {
    status: session.status,
    status_order: statusOrder(session.status),
    completed_at: session.completedAt,
    ...clientColumns(session.client),
    document_presented: session.documentPresented,
    document_type: session.documentType,
    document_valid: session.documentValid,
    document_finished: session.documentFinished,
    liveness_passed: session.livenessPassed,
    liveness_finished: session.livenessFinished,
    faces_compared: session.faceMatch !== null,
    match_level: session.faceMatch?.level ?? null,
    match_confidence: session.faceMatch?.confidence ?? null,
    id_is_real: session.spoof.idIsReal,
    full_id_detected: session.spoof.fullIdDetected,
    device: JSON.stringify(session.device),
    client_ip: session.clientIp,
    extra: JSON.stringify(session.extra),
    attempt_count: session.attemptCount,
    selfie: jsonOrNull(session.selfie),
    decision: jsonOrNull(session.decision),
    failed_conditions: JSON.stringify(session.failedConditions),
    screening: JSON.stringify(session.screening),
    finished_at: currentAttempt(session)?.finishedAt ?? null,
    zone_errors: jsonOrNull(zoneErrors(currentAttempt(session))),
  } satisfies Partial<Insertable<SessionsTable>>;
}

export const jsonOrNull = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value);

type EvidenceJson = Omit<Attempt, 'number' | 'startedAt' | 'finishedAt' | 'photos'>;

export function attemptRow(
  companyId: string,
  sessionId: string,
  attempt: Attempt,
): Insertable<AttemptsTable> {
  const { number, startedAt, finishedAt, photos: _photos, ...evidence } = attempt;
  return {
    company_id: companyId,
    session_id: sessionId,
    number,
    started_at: startedAt,
    finished_at: finishedAt,
    evidence: JSON.stringify(evidence),
  };
}

export const toAttempt = (
  row: Selectable<AttemptsTable>,
  photos: readonly Selectable<PhotosTable>[],
): Attempt => ({
  number: row.number,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  ...(row.evidence as EvidenceJson),
  photos: photos
    .filter(({ attempt }) => attempt === row.number)
    .map(({ id, kind }) => ({ id, kind })),
});

export const noteRow = (
  companyId: string,
  sessionId: string,
  number: number,
  note: Note,
): Insertable<NotesTable> => ({
  company_id: companyId,
  session_id: sessionId,
  number,
  id: note.id,
  text: note.text,
  author: jsonOrNull(note.by),
  at: note.at,
  verdict: note.verdict,
});

export const toNote = (row: Selectable<NotesTable>): Note => ({
  id: row.id,
  text: row.text,
  by: row.author as Note['by'],
  at: row.at,
  verdict: row.verdict,
});

export const changeRow = (
  companyId: string,
  sessionId: string,
  number: number,
  version: number,
  change: ClientChange,
): Insertable<ClientChangesTable> => ({
  company_id: companyId,
  session_id: sessionId,
  number,
  version,
  field: change.field,
  before: change.before,
  after: change.after,
  author: jsonOrNull(change.by),
  at: change.at,
});

export const toChange = (row: Selectable<ClientChangesTable>): ClientChange => ({
  field: row.field,
  before: row.before,
  after: row.after,
  by: row.author as ClientChange['by'],
  at: row.at,
});
