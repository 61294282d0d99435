import type { Session } from 'kv-review/model';

import { requireOneRow, type CompanyTransaction } from '../database/index.ts';
import { termsOf } from '../database/search-keys.ts';
import { insertJudgement, readJudgement } from './judgements.ts';
import {
  attemptRow,
  changeRow,
  noteRow,
  sessionColumns,
  toAttempt,
  toChange,
  toNote,
  toSummary,
} from './rows.ts';

/** A stored session, with data that only the backend needs. */
export interface StoredSession {
  readonly session: Session;
  readonly version: number;
  /** The version of the session that each of `session.changes` made. */
  readonly changeVersions: readonly number[];
  readonly expiresAt: string | null;
}

/**
 * Reads a session with all its evidence.
 * @param options.lock - Locks the row against other changes until the transaction ends.
 */
export async function readSession(
  transaction: CompanyTransaction,
  companyId: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredSession | undefined> {
  const row = await transaction
    .selectFrom('sessions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  const ofSession = { company_id: companyId, session_id: id };
  const attempts = await transaction
    .selectFrom('attempts')
    .selectAll()
    .where((where) => where.and(ofSession))
    .orderBy('number')
    .execute();
  const photos = await transaction
    .selectFrom('photos')
    .selectAll()
    .where((where) => where.and(ofSession))
    .orderBy('attempt')
    .orderBy('position')
    .execute();
  const notes = await transaction
    .selectFrom('notes')
    .selectAll()
    .where((where) => where.and(ofSession))
    .orderBy('number')
    .execute();
  const changes = await transaction
    .selectFrom('client_changes')
    .selectAll()
    .where((where) => where.and(ofSession))
    .orderBy('number')
    .execute();
  const judgement = await readJudgement(transaction, companyId, id);
  return {
    session: {
      ...toSummary(row),
      attempts: attempts.map((attempt) => toAttempt(attempt, photos)),
      notes: notes.map(toNote),
      changes: changes.map(toChange),
      screening: row.screening as Session['screening'],
      ...(judgement && { judgement }),
    },
    version: row.version,
    changeVersions: changes.map(({ version }) => version),
    expiresAt: row.expires_at,
  };
}

/** A new session. */
export interface NewSession {
  /** The store sets its version. */
  readonly session: Session;
  readonly expiresAt?: string | null;
}

/** Adds a session with all its parts except its photos. */
export async function insertSession(
  transaction: CompanyTransaction,
  companyId: string,
  { session, expiresAt = null }: NewSession,
): Promise<void> {
  await transaction
    .insertInto('sessions')
    .values({
      company_id: companyId,
      id: session.id,
      version: 1,
      created_at: session.createdAt,
      company_name: session.companyName,
      expires_at: expiresAt,
      ...sessionColumns(session),
    })
    .execute();
  await writeTerms(transaction, companyId, session);
  if (session.attempts.length > 0) {
    await transaction
      .insertInto('attempts')
      .values(session.attempts.map((attempt) => attemptRow(companyId, session.id, attempt)))
      .execute();
  }
  const { id: sessionId, judgement } = session;
  const attempt = session.attempts.at(-1)?.number;
  if (judgement && attempt !== undefined) {
    await insertJudgement(transaction, { companyId, sessionId, attempt }, judgement);
  }
  if (session.notes.length > 0) {
    await transaction
      .insertInto('notes')
      .values(session.notes.map((note, at) => noteRow(companyId, session.id, at + 1, note)))
      .execute();
  }
  if (session.changes.length > 0) {
    await transaction
      .insertInto('client_changes')
      .values(
        session.changes.map((change, at) => changeRow(companyId, session.id, at + 1, 1, change)),
      )
      .execute();
  }
}

/** Writes the search terms of a session, from the client's current names and numbers (spec L2). */
export async function writeTerms(
  transaction: CompanyTransaction,
  companyId: string,
  session: Pick<Session, 'id' | 'createdAt' | 'client'>,
): Promise<void> {
  await transaction
    .deleteFrom('session_terms')
    .where('company_id', '=', companyId)
    .where('session_id', '=', session.id)
    .execute();
  const terms = termsOf(session.client);
  if (terms.length === 0) return;
  await transaction
    .insertInto('session_terms')
    .values(
      terms.map((term) => ({
        company_id: companyId,
        term,
        created_at: session.createdAt,
        session_id: session.id,
      })),
    )
    .execute();
}

/**
 * Updates the row of a session if it still has the version that was read. It is the last write of a
 * change, because a decided session accepts no more parts.
 */
export async function updateSessionRow(
  transaction: CompanyTransaction,
  companyId: string,
  before: StoredSession,
  after: Session,
): Promise<number> {
  const version = before.version + 1;
  const result = await transaction
    .updateTable('sessions')
    .set({ version, ...sessionColumns(after) })
    .where('company_id', '=', companyId)
    .where('id', '=', after.id)
    .where('version', '=', before.version)
    .executeTakeFirstOrThrow();
  requireOneRow(result);
  return version;
}

/** Writes a changed session. Its identity, attempts and earlier notes stay as they are. */
export async function updateSession(
  transaction: CompanyTransaction,
  companyId: string,
  before: StoredSession,
  after: Session,
): Promise<number> {
  const { id } = after;
  const { notes, changes } = before.session;
  const newNotes = after.notes.slice(notes.length);
  if (newNotes.length > 0) {
    await transaction
      .insertInto('notes')
      .values(newNotes.map((note, at) => noteRow(companyId, id, notes.length + at + 1, note)))
      .execute();
  }
  const newChanges = after.changes.slice(changes.length);
  if (newChanges.length > 0) {
    await transaction
      .insertInto('client_changes')
      .values(
        newChanges.map((change, at) =>
          changeRow(companyId, id, changes.length + at + 1, before.version + 1, change),
        ),
      )
      .execute();
    await writeTerms(transaction, companyId, after);
  }
  return updateSessionRow(transaction, companyId, before, after);
}
