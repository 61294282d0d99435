/** Reads the log: pages, files and names for master users, and a session's entries for its timeline. */
import {
  maxActivityUsers,
  type activityFilter,
  type ActivityEntry,
  type ActivityUser,
  type SessionCount,
} from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';
import type * as v from 'valibot';

import {
  isKeptBySession,
  parseInstant,
  readPages,
  type CompanyTransaction,
} from '../database/index.ts';
import type { LogPlace } from './places.ts';

export type LogFilter = v.InferOutput<typeof activityFilter>;

interface Row {
  readonly sequence: number;
  readonly at: string;
  readonly actor: { readonly id: string; readonly role: string } | null;
  readonly action: string;
  readonly session_id: string | null;
  readonly details: ActivityEntry['details'];
  /** The name that the actor has now. */
  readonly name: string | null;
}

const toEntry = ({ actor, name, session_id, ...row }: Row): ActivityEntry => ({
  sequence: row.sequence,
  at: row.at,
  actor: actor && { id: actor.id, name, role: actor.role },
  action: row.action,
  sessionId: session_id,
  details: row.details,
});

const both = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql.join([sql`true`, ...conditions], sql` and `);

const isOneOf = (column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown>[] =>
  values.length > 0 ? [sql`${column} = any(${[...values]}::text[])`] : [];

const userId = sql.ref('activity.user_id');
const action = sql.ref('activity.action');

/** The conditions of a filter, besides those on users and kinds. */
const otherConditions = ({ sessionId, from, before }: LogFilter): RawBuilder<unknown>[] => [
  ...(sessionId === null ? [] : [sql`activity.session_id = ${sessionId}`]),
  ...(from === null ? [] : [sql`activity.at >= ${from}::timestamptz`]),
  ...(before === null ? [] : [sql`activity.at < ${before}::timestamptz`]),
];

const conditions = (companyId: string, filter: LogFilter): RawBuilder<unknown> =>
  both([
    sql`activity.company_id = ${companyId}`,
    ...isOneOf(userId, filter.users),
    ...isOneOf(action, filter.actions),
    ...otherConditions(filter),
  ]);

const inOrder = sql`order by at desc, sequence desc`;

/**
 * The newest entries that a filter selects. Each user, or else each kind, is looked up by an index of its
 * own: one condition on several would read the entries of all others in between.
 */
function newest(
  companyId: string,
  filter: LogFilter,
  { last, size }: { readonly last: LogPlace['last']; readonly size: number },
): RawBuilder<unknown> {
  const rest = [
    sql`activity.company_id = ${companyId}`,
    ...otherConditions(filter),
    ...(last
      ? [
          sql`(activity.at, activity.sequence)
            < (${last.at}::timestamptz, ${last.sequence}::int8)`,
        ]
      : []),
  ];
  const { users, actions } = filter;
  const [column, values, others] =
    users.length > 0 ? [userId, users, isOneOf(action, actions)] : ([action, actions, []] as const);
  if (values.length === 0) {
    return sql`select * from activity where ${both(rest)} ${inOrder} limit ${size}`;
  }
  return sql`
    select found.* from unnest(${[...new Set(values)]}::text[]) as chosen (value)
    cross join lateral (
      select * from activity where ${both([sql`${column} = chosen.value`, ...rest, ...others])}
      ${inOrder} limit ${size}
    ) found
    ${inOrder} limit ${size}
  `;
}

/**
 * The selected ones of the entries after a number, which are few: an open log asks every second. The
 * index by number finds them; one of a filter would be read from its end to find nothing.
 */
const added = (
  companyId: string,
  filter: LogFilter,
  { since, last, size }: { readonly since: number } & Parameters<typeof newest>[2],
): RawBuilder<unknown> => sql`
  select * from (
    select * from activity where company_id = ${companyId} and sequence > ${since} offset 0
  ) activity
  where ${conditions(companyId, filter)} ${
    last ? sql`and (at, sequence) < (${last.at}::timestamptz, ${last.sequence}::int8)` : sql``
  }
  ${inOrder} limit ${size}
`;

/** A page of the log, newest first. `isLast` says that no entry follows. */
export async function listEntries(
  transaction: CompanyTransaction,
  companyId: string,
  filter: LogFilter,
  { since, last, limit }: Pick<LogPlace, 'since' | 'last'> & { readonly limit: number },
): Promise<{ readonly items: ActivityEntry[]; readonly isLast: boolean }> {
  const size = limit + 1;
  const selected =
    since > 0
      ? added(companyId, filter, { since, last, size })
      : newest(companyId, filter, { last, size });
  const { rows } = await sql<Row>`
    select entry.sequence, entry.at, entry.actor, entry.action, entry.session_id, entry.details,
      activity_users.name
    from (${selected}) entry
    left join activity_users
      on activity_users.company_id = ${companyId} and activity_users.id = entry.actor->>'id'
    order by entry.at desc, entry.sequence desc
  `.execute(transaction);
  return { items: rows.slice(0, limit).map(toEntry), isLast: rows.length <= limit };
}

/** Where a part of a session's entries begins: at an instant and in an order. */
export interface SessionEntriesPlace {
  readonly sessionId: string;
  readonly actions: readonly string[];
  readonly order: 'newest' | 'oldest';
  /** In milliseconds; `null` at the start. */
  readonly at: number | null;
  readonly size: number;
}

/**
 * Selects entries about a session. The conditions on kinds that stand here as text are those of the index,
 * which has no reads: there may be thousands of these.
 */
export function sessionEntries(
  companyId: string,
  { sessionId, actions, order, at, size }: SessionEntriesPlace,
): RawBuilder<Row> {
  const start = at === null ? null : new Date(at).toISOString();
  const [from, sorted] =
    order === 'newest'
      ? [sql`activity.at <= ${start}::timestamptz`, sql`activity.at desc`]
      : [sql`activity.at >= ${start}::timestamptz`, sql`activity.at`];
  const selected = both([
    sql`activity.company_id = ${companyId}`,
    sql`activity.session_id = ${sessionId}`,
    sql.raw(isKeptBySession),
    ...isOneOf(action, actions),
    ...(start === null ? [] : [from]),
  ]);
  return sql<Row>`
    select entry.sequence, entry.at, entry.actor, entry.action, entry.session_id, entry.details,
      activity_users.name
    from (
      select * from activity where ${selected} order by ${sorted} fetch first ${size} rows with ties
    ) entry
    left join activity_users
      on activity_users.company_id = ${companyId} and activity_users.id = entry.actor->>'id'
    order by entry.at, entry.sequence
  `;
}

/**
 * The entries of some kinds about a session, from a place on: `size` of them, and all others of the last
 * one's instant.
 * @returns The entries, oldest first.
 */
export async function listSessionEntries(
  transaction: CompanyTransaction,
  companyId: string,
  place: SessionEntriesPlace,
): Promise<ActivityEntry[]> {
  const { rows } = await sessionEntries(companyId, place).execute(transaction);
  return rows.map(toEntry);
}

/** The highest exact count; a higher one is reported as "at least". */
const maxCount = 10_000;

/** Counts the entries that a filter selects. */
export async function countEntries(
  transaction: CompanyTransaction,
  companyId: string,
  filter: LogFilter,
): Promise<SessionCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from activity where ${conditions(companyId, filter)} limit ${maxCount + 1}
    ) counted
  `.execute(transaction);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, maxCount), exact: count <= maxCount };
}

/** The users who occur in the log, by name; those who were seen last if there are too many. */
export async function listUsers(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<ActivityUser[]> {
  const rows = await transaction
    .selectFrom('activity_users')
    .select(['id', 'name', 'role'])
    .where('company_id', '=', companyId)
    .orderBy('seen_on', 'desc')
    .orderBy('id')
    .limit(maxActivityUsers)
    .execute();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Whether a user of the company has been seen. */
export async function knowsUser(
  transaction: CompanyTransaction,
  companyId: string,
  id: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('activity_users')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

type FileRow = readonly [
  sequence: Row['sequence'],
  at: Row['at'],
  actor: Row['actor'],
  action: Row['action'],
  session_id: Row['session_id'],
  details: Row['details'],
  name: Row['name'],
];

/** Finds the entries of a CSV file. Call it inside `inSnapshot`, so that the number is theirs. */
export async function findCsvEntries(
  transaction: CompanyTransaction,
  companyId: string,
  filter: LogFilter,
): Promise<{
  readonly count: number;
  /** Read them before the transaction ends. */
  readonly pages: AsyncIterable<readonly ActivityEntry[]>;
}> {
  const where = conditions(companyId, filter);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from activity where ${where}
  `.execute(transaction);
  const pages = readPages(
    transaction,
    sql<{ row: FileRow }>`
      select json_build_array(sequence, at, actor, action, session_id, details, activity_users.name)
        as row
      from activity left join activity_users
        on activity_users.company_id = ${companyId} and activity_users.id = activity.actor->>'id'
      where ${where} ${inOrder}
    `,
    ([sequence, at, actor, name, session_id, details, userName]) =>
      toEntry({
        ...{ sequence, at: parseInstant(at), actor, action: name, session_id, details },
        name: userName,
      }),
  );
  return { count: rows[0]?.count ?? 0, pages };
}
