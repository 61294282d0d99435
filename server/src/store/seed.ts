import type { Photo, Session } from 'kv-review/model';
import { sql, type InsertObject } from 'kysely';

import {
  inCompany,
  type CompanyTransaction,
  type Database,
  type Schema,
} from '../database/index.ts';
import { termsOf } from '../database/search-keys.ts';
import type { ActivityKey } from '../activity/keys.ts';
import { selectCompany } from './companies.ts';
import { judgementRow } from './judgements.ts';
import { requestFill } from './likeness-fills.ts';
import { likenessRows } from './likenesses.ts';
import { attemptRow, changeRow, noteRow, sessionColumns } from './rows.ts';
import { toStorable } from './storable.ts';

/** The number of sessions per transaction. PostgreSQL accepts 65,535 parameters in a statement. */
const sessionsAtOnce = 250;

/** The number of rows per statement, where a session has many. */
const rowsAtOnce = 5000;

const seededTables = [
  ...['sessions', 'session_terms', 'setting_uses', 'attempts', 'judgements', 'photos', 'notes'],
  'client_changes',
];

/** The format and size of a photo. */
export interface PhotoFacts {
  readonly mediaType: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface SeedOptions {
  /** Describes each photo. Default: a JPEG of unknown size. */
  readonly photoFacts?: (photo: Photo) => PhotoFacts;
  /**
   * The key for the digests of related sessions. Without it, a running server, or the next one, makes them
   * in the background.
   */
  readonly activityKey?: ActivityKey;
}

const unknownFacts: PhotoFacts = { mediaType: 'image/jpeg', width: 0, height: 0 };

/** Changes only values, because the keys of a session are fixed. */
const storable = (session: Session): Session =>
  JSON.parse(
    JSON.stringify(session, (_, value: unknown) =>
      typeof value === 'string' ? toStorable(value) : value,
    ),
  ) as Session;

/**
 * Adds sessions with all their parts except the bytes of their photos, many per transaction, for
 * samples and for migration from another system. In texts, U+FFFD replaces what PostgreSQL cannot
 * store.
 */
export async function seedSessions(
  database: Database,
  companyId: string,
  sessions: readonly Session[],
  { photoFacts = () => unknownFacts, activityKey }: SeedOptions = {},
): Promise<void> {
  for (let at = 0; at < sessions.length; at += sessionsAtOnce) {
    const chunk = sessions.slice(at, at + sessionsAtOnce).map(storable);
    await inCompany(database, companyId, (transaction) =>
      insertAll(transaction, companyId, chunk, { photoFacts, activityKey }),
    );
    const isLast = at + sessionsAtOnce >= sessions.length;
    if (sessions.length > sessionsAtOnce && (at === 0 || isLast)) {
      await analyze(database, activityKey ? [...seededTables, 'session_likenesses'] : seededTables);
    }
  }
}

/**
 * Many new rows need new statistics (PostgreSQL, "Populating a Database"), and PGlite collects none by
 * itself. The plan of a foreign key that was made for an empty table reads all sessions for each part.
 */
async function analyze({ kysely }: Database, tables: readonly string[]): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(kysely);
}

async function insertAll(
  transaction: CompanyTransaction,
  companyId: string,
  sessions: readonly Session[],
  {
    photoFacts,
    activityKey,
  }: {
    readonly photoFacts: (photo: Photo) => PhotoFacts;
    readonly activityKey: ActivityKey | undefined;
  },
): Promise<void> {
  async function insert<Table extends keyof Schema>(
    table: Table,
    rows: readonly InsertObject<Schema, Table>[],
  ): Promise<void> {
    if (rows.length > 0) await transaction.insertInto(table).values(rows).execute();
  }

  await insert(
    'sessions',
    sessions.map((session) => ({
      company_id: companyId,
      id: session.id,
      version: 1,
      created_at: session.createdAt,
      company_name: session.companyName,
      expires_at: null,
      ...sessionColumns(session),
    })),
  );
  await insert(
    'session_terms',
    sessions.flatMap(({ id, createdAt, client }) =>
      termsOf(client).map((term) => ({
        company_id: companyId,
        term,
        created_at: createdAt,
        session_id: id,
      })),
    ),
  );
  await insert(
    'attempts',
    sessions.flatMap(({ id, attempts }) =>
      attempts.map((attempt) => attemptRow(companyId, id, attempt)),
    ),
  );
  await insert(
    'judgements',
    sessions.flatMap(({ id: sessionId, attempts, judgement }) => {
      const attempt = attempts.at(-1)?.number;
      const isJudged = judgement && attempt !== undefined;
      return isJudged ? [judgementRow({ companyId, sessionId, attempt }, judgement)] : [];
    }),
  );
  await insert(
    'photos',
    sessions.flatMap(({ id, attempts }) =>
      attempts.flatMap(({ number, photos }) =>
        photos.map((photo, index) => {
          const { mediaType, width, height } = photoFacts(photo);
          return {
            company_id: companyId,
            session_id: id,
            id: photo.id,
            attempt: number,
            position: index + 1,
            kind: photo.kind,
            media_type: mediaType,
            width,
            height,
          };
        }),
      ),
    ),
  );
  await insert(
    'notes',
    sessions.flatMap(({ id, notes }) =>
      notes.map((note, index) => noteRow(companyId, id, index + 1, note)),
    ),
  );
  await insert(
    'client_changes',
    sessions.flatMap(({ id, changes }) =>
      changes.map((change, index) => changeRow(companyId, id, index + 1, 1, change)),
    ),
  );
  if (!activityKey) {
    await requestFill(transaction, companyId);
    return;
  }
  const company = await selectCompany(transaction, companyId);
  const extraFields = company?.settings.extraFields ?? [];
  const rules = { companyId, extraFields, key: activityKey };
  const likenesses = sessions.flatMap((session) => likenessRows(rules, session));
  for (let at = 0; at < likenesses.length; at += rowsAtOnce) {
    await insert('session_likenesses', likenesses.slice(at, at + rowsAtOnce));
  }
}
