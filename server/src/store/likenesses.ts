/** Related sessions, by keyed digests of what sessions have in common (spec W6). */
import { createHmac } from 'node:crypto';

import {
  chooseRelated,
  isWeakLikeness,
  likenessValues,
  likeSessionsToFind,
  weakLikenessDays,
  type ExtraField,
  type LikenessValue,
  type LikeSession,
  type RelatedSession,
  type RelatedSessions,
  type Session,
} from 'kv-review/model';
import { sql, type Insertable } from 'kysely';

import type { ActivityKey, ActivityKeys } from '../activity/keys.ts';
import type { CompanyTransaction, SessionLikenessesTable } from '../database/index.ts';
import { clientOf } from './rows.ts';

type LikenessRow = Insertable<SessionLikenessesTable>;

/** The part of a session that is compared. */
export type ComparedSession = Pick<Session, 'id' | 'createdAt'> &
  Parameters<typeof likenessValues>[0];

/** What decides about the digests of a company. */
export interface LikenessRules {
  readonly companyId: string;
  /** Their types say which values are phone numbers and e-mail addresses. */
  readonly extraFields: readonly ExtraField[];
  readonly key: ActivityKey;
}

/** Long enough that two values never have the same one. */
const digestBytes = 16;

/** The company is part of it, so the digests of two companies cannot be compared. */
function digestOf(key: ActivityKey, companyId: string, { kind, value }: LikenessValue): string {
  const text = JSON.stringify([companyId, kind, value]);
  const digest = createHmac('sha256', key.likeness).update(text).digest();
  return digest.subarray(0, digestBytes).toString('base64url');
}

/** The rows of a session. */
export const likenessRows = (
  { companyId, extraFields, key }: LikenessRules,
  session: ComparedSession,
): LikenessRow[] =>
  likenessValues(session, extraFields).map((value) => ({
    company_id: companyId,
    kind: value.kind,
    digest: digestOf(key, companyId, value),
    created_at: session.createdAt,
    session_id: session.id,
  }));

/**
 * Writes what a session is compared by, in the transaction that changes it.
 * @param before - The session before the change; `undefined` for a new one.
 */
export async function writeLikenesses(
  transaction: CompanyTransaction,
  rules: LikenessRules,
  before: ComparedSession | undefined,
  after: ComparedSession,
): Promise<void> {
  const rows = likenessRows(rules, after);
  if (before) {
    if (isSame(likenessRows(rules, before), rows)) return;
    await transaction
      .deleteFrom('session_likenesses')
      .where('company_id', '=', rules.companyId)
      .where('session_id', '=', after.id)
      .execute();
  }
  if (rows.length > 0) await transaction.insertInto('session_likenesses').values(rows).execute();
}

const isSame = (some: readonly LikenessRow[], others: readonly LikenessRow[]): boolean =>
  some.length === others.length &&
  some.every(({ digest }, index) => digest === others[index]?.digest);

interface FoundRow extends LikeSession {
  /** The number of the value. */
  readonly value: number;
}

/**
 * Finds the sessions that have something in common with a session. It reads a few rows for each value, by
 * the primary key, however many sessions there are.
 * @param keys - All of them find, so that sessions from before a new key are found too.
 */
export async function findRelated(
  transaction: CompanyTransaction,
  companyId: string,
  session: ComparedSession,
  { extraFields, keys }: Pick<LikenessRules, 'extraFields'> & { readonly keys: ActivityKeys },
): Promise<RelatedSessions> {
  const values = likenessValues(session, extraFields);
  const lookups = values.flatMap((value, index) =>
    keys.all.map((key) => ({
      index,
      kind: value.kind,
      digest: digestOf(key, companyId, value),
      hours: isWeakLikeness(value.kind) ? weakLikenessDays * 24 : null,
    })),
  );
  if (lookups.length === 0) return { sessions: [], hasMore: false };
  const { rows } = await sql<FoundRow>`
    select wanted.value, found.session_id as id, found.created_at as "createdAt"
    from unnest(
      ${lookups.map(({ index }) => index)}::int4[], ${lookups.map(({ kind }) => kind)}::text[],
      ${lookups.map(({ digest }) => digest)}::text[], ${lookups.map(({ hours }) => hours)}::int4[]
    ) as wanted (value, kind, digest, hours)
    cross join lateral (
      select session_id, created_at from session_likenesses
      where company_id = ${companyId} and kind = wanted.kind and digest = wanted.digest
        and session_id <> ${session.id}
        and created_at >= coalesce(
          ${session.createdAt}::timestamptz - make_interval(hours => wanted.hours), '-infinity')
        and created_at <= coalesce(
          ${session.createdAt}::timestamptz + make_interval(hours => wanted.hours), 'infinity')
      order by created_at desc, session_id desc
      limit ${likeSessionsToFind}
    ) as found
  `.execute(transaction);
  const chosen = chooseRelated(
    values.map(({ kind }, index) => ({
      kind,
      sessions: rows.filter(({ value }) => value === index),
    })),
  );
  return { ...chosen, sessions: await describe(transaction, companyId, chosen.sessions) };
}

/** Adds what an agent sees of each session. */
async function describe(
  transaction: CompanyTransaction,
  companyId: string,
  chosen: readonly Pick<RelatedSession, 'id' | 'same'>[],
): Promise<RelatedSession[]> {
  if (chosen.length === 0) return [];
  const rows = await transaction
    .selectFrom('sessions')
    .selectAll()
    .where('company_id', '=', companyId)
    .where(
      'id',
      'in',
      chosen.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return chosen.flatMap(({ id, same }): RelatedSession[] => {
    const row = byId.get(id);
    if (!row) return [];
    const { firstName, lastName } = clientOf(row);
    return [
      {
        id,
        createdAt: row.created_at,
        status: row.status,
        client: { firstName, lastName },
        decision: row.decision as RelatedSession['decision'],
        same,
      },
    ];
  });
}
