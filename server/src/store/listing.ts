import type {
  MatchLevel,
  SessionCount,
  sessionFilter,
  SessionPage,
  sessionQuery,
} from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';
import type * as v from 'valibot';

import type { CompanyTransaction } from '../database/index.ts';
import { readCursor, toCursor } from './cursor.ts';
import { inOrder, orderOf, sessionsInOrder, stretchesAfter } from './order.ts';
import type { Order, Position } from './order.ts';
import { summaryColumns, toSummary, type SummaryRow } from './rows.ts';
import {
  all,
  beginsWith,
  indexedConditions,
  isWordsAlone,
  lookedAt,
  onlyWord,
  otherConditions,
  toSelection,
  type Selection,
} from './selection.ts';

/** How much work a page or a count may be. */
export interface ListingLimits {
  /** The most that are counted; beyond it a count says "at least". */
  readonly count: number;
  /** Entries of a word that are looked at for a count; more, since a session may have several. */
  readonly entries: number;
  /** Sessions that are looked at for a count, or for a page where something is searched for. */
  readonly look: number;
  /**
   * The most candidates that are gathered and sorted for a page. Of more, enough are met soon by
   * walking through an index that has the order.
   */
  readonly gather: number;
}

const defaultLimits: ListingLimits = {
  count: 10_000,
  entries: 12_000,
  look: 50_000,
  gather: 5_000,
};

/** The most words that are looked up; others are looked for in what is found. */
const maxLookedUp = 4;

/** Where all that a selection can hold is found: under each of the words, or among all sessions. */
type Source = readonly string[] | 'sessions';

interface Asked {
  readonly limits: ListingLimits;
  readonly transaction: CompanyTransaction;
  readonly companyId: string;
  readonly selection: Selection;
}

interface PageAsked extends Asked {
  readonly order: Order;
  readonly position: Position | null;
  /** How many rows: one more than are shown tells whether there is a next page. */
  readonly size: number;
}

interface Found {
  readonly rows: readonly SummaryRow[];
  readonly total: SessionCount | null;
}

/**
 * One page of a company's sessions, at the same cost at any depth. Inside `inCompany`.
 * @throws ReviewError `invalid` when the cursor is none of this list.
 */
export async function listSessions(
  transaction: CompanyTransaction,
  companyId: string,
  { sort, limit, cursor, ...filter }: v.InferOutput<typeof sessionQuery>,
  acceptanceLevel: MatchLevel,
  limits = defaultLimits,
): Promise<SessionPage> {
  const start = cursor === null ? null : await readCursor(transaction, companyId, sort, cursor);
  const asked: PageAsked = {
    limits,
    transaction,
    companyId,
    selection: toSelection(filter, acceptanceLevel),
    order: orderOf(sort),
    position: start?.position ?? null,
    size: limit + 1,
  };
  const { rows, total: gathered } = await find(asked);
  const total = gathered ?? known(start?.atLeast ?? null) ?? (await countMany(asked));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    nextCursor:
      last && rows.length > limit ? toCursor(sort, last, total.exact ? null : total.count) : null,
    total,
  };
}

async function find(asked: PageAsked): Promise<Found> {
  const source = await findSource(asked);
  if (source) return gather(asked, source);
  const rows = await walk(asked);
  if (rows) return { rows, total: null };
  // Each word is frequent, but not with the others, or not here.
  const longest = asked.selection.words.toSorted((a, b) => b.length - a.length);
  return gather(asked, longest.slice(0, maxLookedUp));
}

const known = (atLeast: number | null): SessionCount | null =>
  atLeast === null ? null : { count: atLeast, exact: false };

/**
 * How many of a company's sessions a filter selects: exact up to ten thousand, unless too many
 * would have to be looked at. Inside `inCompany`.
 */
export async function countSessions(
  transaction: CompanyTransaction,
  companyId: string,
  filter: v.InferOutput<typeof sessionFilter>,
  acceptanceLevel: MatchLevel,
  limits = defaultLimits,
): Promise<SessionCount> {
  const asked = { limits, transaction, companyId, selection: toSelection(filter, acceptanceLevel) };
  const source = await findSource(asked);
  if (!source) return countMany(asked);
  const { rows } = await sql<{ count: number }>`
    with ${matched(asked, source, orderOf('-createdAt'))} select count(*) as count from matched
  `.execute(transaction);
  return { count: rows[0]?.count ?? 0, exact: true };
}

/** The number of rows, at most `limit`. */
const capped = (from: RawBuilder<unknown>, limit: number) =>
  sql`(select count(*) from (select ${from} limit ${limit}) as counted)`;

const ofCompany = (companyId: string) => sql<boolean>`company_id = ${companyId}`;

/** The source with the fewest candidates, when they are few enough to be gathered. */
async function findSource({
  limits,
  transaction,
  companyId,
  selection,
}: Asked): Promise<Source | undefined> {
  const { words } = selection;
  const company = ofCompany(companyId);
  const indexed = indexedConditions(selection);
  const probes = words.map(
    (word) => sql`from session_terms where ${all([company, beginsWith(word)])}`,
  );
  if (indexed.length > 0) probes.push(sql`from sessions where ${all([company, ...indexed])}`);
  if (probes.length === 0) return undefined;
  const counts = probes.map((from) => capped(from, limits.gather + 1));
  const { rows } = await sql<{ counts: number[] }>`
    select array[${sql.join(counts)}]::int4[] as counts
  `.execute(transaction);
  const found = rows[0]?.counts ?? [];
  const least = Math.min(...found);
  if (least > limits.gather) return undefined;
  if (indexed.length > 0 && found.at(-1) === least) return 'sessions';
  const rare = words.filter((_, index) => (found[index] ?? Infinity) <= limits.gather);
  return rare.slice(0, maxLookedUp);
}

/** All that is selected, as the rows `id` and `key` of the table expression `matched`. */
function matched(
  { companyId, selection }: Asked,
  source: Source,
  order: Order,
): RawBuilder<unknown> {
  const columns = sql`sessions.id, sessions.${sql.ref(order.column)} as key`;
  const conditions = [
    sql<boolean>`sessions.company_id = ${companyId}`,
    ...indexedConditions(selection),
    ...otherConditions(selection),
  ];
  if (source === 'sessions') {
    return sql`matched as materialized (select ${columns} from sessions where ${all(conditions)})`;
  }
  const isAll = isWordsAlone(selection) && selection.words.length === source.length;
  const sessions = sessionsUnder(companyId, source);
  if (isAll && order.column === 'created_at') return sql`matched as materialized (${sessions})`;
  return sql`
    found as materialized (${sessions}),
    matched as materialized (
      select ${columns} from found join sessions on sessions.id = found.id
      where ${all(conditions)}
    )
  `;
}

/** The sessions with each of the words; without a join, whose size no planner can tell. */
function sessionsUnder(companyId: string, words: readonly string[]): RawBuilder<unknown> {
  const entries = words.map(
    (word, index) => sql`
      select session_id, created_at, ${2 ** index}::int4 as word from session_terms
      where ${all([ofCompany(companyId), beginsWith(word)])}`,
  );
  return sql`
    select session_id as id, min(created_at) as key
    from (${sql.join(entries, sql` union all `)}) as entries
    group by session_id having bit_or(word) = ${2 ** words.length - 1}
  `;
}

const summary = sql.join(summaryColumns.map((column) => sql.ref(`sessions.${column}`)));

/** Few candidates: all of them are looked at and sorted. */
async function gather(asked: PageAsked, source: Source): Promise<Found> {
  const { transaction, companyId, order, position, size } = asked;
  const stretches = stretchesAfter(order, position, 'key');
  const { rows } = await sql<{ total: number } & (SummaryRow | { id: null })>`
    with ${matched(asked, source, order)},
    page as materialized (
      select id, key from matched where ${sql.join(stretches, sql` or `)}
      order by ${inOrder(order)} limit ${size}
    )
    select total, ${summary}
    from (select count(*) as total from matched) as counted left join (
      page join sessions on sessions.company_id = ${companyId} and sessions.id = page.id
    ) on true
    order by ${inPageOrder(order)}
  `.execute(transaction);
  return {
    rows: rows.filter((row) => row.id !== null),
    total: { count: rows[0]?.total ?? 0, exact: true },
  };
}

const inPageOrder = ({ isDescending }: Order) =>
  isDescending ? sql`page.key desc, page.id` : sql`page.key, page.id`;

/**
 * Many candidates: the index that has the order is walked through until the page is full.
 * `undefined` when a search takes too long for that.
 */
async function walk(asked: PageAsked): Promise<SummaryRow[] | undefined> {
  const { limits, transaction, companyId, selection, order, position, size } = asked;
  const isLimited = selection.words.length > 0;
  const others = all(otherConditions(selection));
  const rows: SummaryRow[] = [];
  for (const stretch of stretchesAfter(order, position)) {
    const wanted = size - rows.length;
    const where = all([ofCompany(companyId), ...indexedConditions(selection), stretch]);
    const candidates = firstCandidates(where, order, limits.look);
    const found = await sql<SummaryRow>`
      with page as materialized (
        select id, ${sql.ref(order.column)} as key
        from ${isLimited ? sql`${candidates} where` : sql`sessions where ${where} and`} ${others}
        order by ${sessionsInOrder(order)} limit ${wanted}
      )
      select ${summary}
      from page join sessions on sessions.company_id = ${companyId} and sessions.id = page.id
      order by ${inPageOrder(order)}
    `.execute(transaction);
    rows.push(...found.rows);
    if (found.rows.length === wanted) break;
    if (!isLimited) continue;
    const looked = await countRows(transaction, sql`from ${candidates}`, limits.look);
    if (looked === limits.look) return undefined;
  }
  return rows;
}

/** So many in the order, for a `from`, with what `otherConditions` looks at. */
function firstCandidates(where: RawBuilder<boolean>, order: Order, limit: number) {
  const columns = [...lookedAt, order.column].map((column) => sql.ref(column));
  return sql`(
    select ${sql.join(columns)} from sessions where ${where}
    order by ${sessionsInOrder(order)} limit ${limit}
  ) as sessions`;
}

/** Counts what has many candidates, as far as they may be looked at. */
async function countMany(asked: Asked): Promise<SessionCount> {
  const { limits, transaction, companyId, selection } = asked;
  const word = onlyWord(selection);
  if (word !== undefined) {
    const { rows } = await sql<{ count: number; entries: number }>`
      select count(*) as count, coalesce(sum(entries), 0)::int8 as entries from (
        select count(*) as entries from (
          select session_id from session_terms
          where ${all([ofCompany(companyId), beginsWith(word)])} limit ${limits.entries}
        ) as entries group by session_id
      ) as found
    `.execute(transaction);
    const { count, entries } = rows[0] ?? { count: 0, entries: 0 };
    return count > limits.count
      ? { count: limits.count, exact: false }
      : { count, exact: entries < limits.entries };
  }
  const where = all([ofCompany(companyId), ...indexedConditions(selection)]);
  const others = otherConditions(selection);
  const order = orderOf('-createdAt');
  if (others.length === 0) {
    const from = sql`from sessions where ${where} order by ${sessionsInOrder(order)}`;
    const count = await countRows(transaction, from, limits.count + 1);
    return { count: Math.min(count, limits.count), exact: count <= limits.count };
  }
  const { rows } = await sql<{ count: number; looked: number }>`
    select count(*) filter (where ${all(others)}) as count, count(*) as looked
    from ${firstCandidates(where, order, limits.look)}
  `.execute(transaction);
  const { count, looked } = rows[0] ?? { count: 0, looked: 0 };
  return count > limits.count
    ? { count: limits.count, exact: false }
    : { count, exact: looked < limits.look };
}

async function countRows(
  transaction: CompanyTransaction,
  from: RawBuilder<unknown>,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${capped(from, limit)} as count`.execute(
    transaction,
  );
  return rows[0]?.count ?? 0;
}
