import type { SessionCount, sessionFilter, SessionPage, sessionQuery } from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';
import type * as v from 'valibot';

import type { CompanyTransaction } from '../database/index.ts';
import { readCursor, toCursor } from './cursor.ts';
import { inOrder, isByDue, orderOf, sessionsInOrder, rangesAfter } from './order.ts';
import type { Order, Position } from './order.ts';
import { summaryColumns, toSummary, type SummaryRow } from './rows.ts';
import {
  all,
  beginsWith,
  dueKey,
  hasNoDueKey,
  indexedConditions,
  isWordsAlone,
  examinedColumns,
  onlyWord,
  otherConditions,
  toSelection,
  type Selection,
  type SelectionContext,
} from './selection.ts';

/** Limits the work for one page or count. */
export interface ListingLimits {
  /** The highest exact count; a higher one is reported as "at least". */
  readonly count: number;
  /**
   * The highest exact count up to a day or from a day on, and the most sessions that are examined for it.
   * It is the place of that day in a list, which a user may ask for.
   */
  readonly upToDay: number;
  /** The most terms that are read for a count: more than `count`, because a session has several. */
  readonly terms: number;
  /** The most sessions that are examined for a count: few enough that it takes as long as a page. */
  readonly counted: number;
  /** The most sessions that are examined for a page of a search. */
  readonly examined: number;
  /**
   * The most candidates that are sorted for a page. When there are more, reading them in the order of
   * an index fills the page soon.
   */
  readonly sorted: number;
}

const defaultLimits: ListingLimits = {
  count: 10_000,
  upToDay: 1_000_000,
  terms: 12_000,
  counted: 20_000,
  examined: 50_000,
  sorted: 5_000,
};

/** The most words that are looked up by index. Further words filter the result. */
const maxLookedUp = 4;

/** Where the candidates of a selection come from: the terms with these words, or all sessions. */
type Source = readonly string[] | 'sessions';

interface Query {
  readonly limits: ListingLimits;
  readonly transaction: CompanyTransaction;
  readonly companyId: string;
  readonly selection: Selection;
}

interface PageQuery extends Query {
  readonly order: Order;
  readonly position: Position | null;
  /** How many sessions from there on are left out. */
  readonly offset: number;
  /** The number of rows: one more than the page has, to find out whether there is a next page. */
  readonly size: number;
}

interface Found {
  readonly rows: readonly SummaryRow[];
  readonly total: SessionCount | null;
}

/**
 * Reads a page of a company's sessions, at the same cost at any depth. Call it inside `inCompany`.
 * @throws ReviewError `invalid` when the cursor does not belong to this list.
 */
export async function listSessions(
  transaction: CompanyTransaction,
  companyId: string,
  { sort, limit, cursor, offset, ...filter }: v.InferOutput<typeof sessionQuery>,
  context: SelectionContext,
  limits = defaultLimits,
): Promise<SessionPage> {
  const start = cursor === null ? null : await readCursor(transaction, companyId, sort, cursor);
  const query: PageQuery = {
    limits,
    transaction,
    companyId,
    selection: toSelection(companyId, filter, context),
    order: orderOf(sort),
    position: start?.position ?? null,
    offset: offset ?? 0,
    size: limit + 1,
  };
  const { rows, total: counted } = await find(query);
  const total = counted ?? known(start?.atLeast ?? null) ?? (await countMany(query));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSummary),
    nextCursor:
      last && rows.length > limit ? toCursor(sort, last, total.exact ? null : total.count) : null,
    total,
  };
}

async function find(query: PageQuery): Promise<Found> {
  if (isOfWaiting(query)) return findWaiting(query);
  const source = await findSource(query);
  if (source) return sortCandidates(query, source);
  const rows = isByDue(query.order) ? await readByDue(query) : await readInOrder(query);
  if (rows) return { rows, total: null };
  // Each word is frequent, but few sessions have all of them, at least in this part of the order.
  const longest = query.selection.words.toSorted((a, b) => b.length - a.length);
  return sortCandidates(query, longest.slice(0, maxLookedUp));
}

const known = (atLeast: number | null): SessionCount | null =>
  atLeast === null ? null : { count: atLeast, exact: false };

/**
 * Counts the sessions of a company that a filter selects. The count is exact up to ten thousand, or a
 * million if the filter has a day, unless too many sessions would have to be examined. Call it inside
 * `inCompany`.
 */
export async function countSessions(
  transaction: CompanyTransaction,
  companyId: string,
  filter: v.InferOutput<typeof sessionFilter>,
  context: SelectionContext,
  limits = defaultLimits,
): Promise<SessionCount> {
  const query = {
    limits,
    transaction,
    companyId,
    selection: toSelection(companyId, filter, context),
  };
  if (query.selection.waiting.length > 0) return countWaiting(query);
  const source = await findSource(query);
  if (!source) {
    const { upToDay } = limits;
    const hasDay = filter.createdFrom !== null || filter.createdBefore !== null;
    const dayLimits = { ...limits, count: upToDay, counted: upToDay };
    return countMany(hasDay ? { ...query, limits: dayLimits } : query);
  }
  const { rows } = await sql<{ count: number }>`
    with ${matched(query, source, orderOf('-createdAt'))} select count(*) as count from matched
  `.execute(transaction);
  return { count: rows[0]?.count ?? 0, exact: true };
}

/** The number of rows, at most `limit`. */
const capped = (from: RawBuilder<unknown>, limit: number) =>
  sql`(select count(*) from (select ${from} limit ${limit}) as counted)`;

const ofCompany = (companyId: string) => sql<boolean>`company_id = ${companyId}`;

/** The source with the fewest candidates; `undefined` when even those are too many to sort. */
async function findSource({
  limits,
  transaction,
  companyId,
  selection,
}: Query): Promise<Source | undefined> {
  const { words } = selection;
  const company = ofCompany(companyId);
  const indexed = indexedConditions(selection);
  const probes = words.map(
    (word) => sql`from session_terms where ${all([company, beginsWith(word)])}`,
  );
  if (indexed.length > 0) probes.push(sql`from sessions where ${all([company, ...indexed])}`);
  if (probes.length === 0) return undefined;
  const counts = probes.map((from) => capped(from, limits.sorted + 1));
  const { rows } = await sql<{ counts: number[] }>`
    select array[${sql.join(counts)}]::int4[] as counts
  `.execute(transaction);
  const found = rows[0]?.counts ?? [];
  const least = Math.min(...found);
  if (least > limits.sorted) return undefined;
  if (indexed.length > 0 && found.at(-1) === least) return 'sessions';
  const rare = words.filter((_, index) => (found[index] ?? Infinity) <= limits.sorted);
  return rare.slice(0, maxLookedUp);
}

/** A table expression `matched` of the selected sessions, with the columns `id` and `key`. */
function matched(
  { companyId, selection }: Query,
  source: Source,
  order: Order,
): RawBuilder<unknown> {
  const key = isByDue(order) ? dueKey : sql`sessions.${sql.ref(order.column)}`;
  const columns = sql`sessions.id, ${key} as key`;
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

/** The sessions that have all the words. The planner cannot estimate the size of a join, so it has none. */
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

const summary = sql.join([
  ...summaryColumns.map((column) => sql.ref(`sessions.${column}`)),
  sql`queued.since as awaiting_since, queued.due_at, queued.due_key, queued.open_matches`,
]);

/**
 * The rows of a page, whose sessions are in `page`. The limit keeps the planner from reading the whole queue
 * for a join with them.
 */
const pageRows = (companyId: string) => sql`
  page join sessions on sessions.company_id = ${companyId} and sessions.id = page.id
  left join lateral (
    select since, due_at, due_key, open_matches from awaiting_sessions
    where company_id = ${companyId} and session_id = page.id limit 1
  ) as queued on true`;

/** For few candidates: examines and sorts all of them. */
async function sortCandidates(query: PageQuery, source: Source): Promise<Found> {
  const { transaction, companyId, order, position, offset, size } = query;
  const ranges = rangesAfter(order, position, 'key');
  const { rows } = await sql<{ total: number } & (SummaryRow | { id: null })>`
    with ${matched(query, source, order)},
    page as materialized (
      select id, key from matched where ${sql.join(ranges, sql` or `)}
      order by ${inOrder(order)} limit ${size} offset ${offset}
    )
    select total, ${summary}
    from (select count(*) as total from matched) as counted
    left join (${pageRows(companyId)}) on true
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
 * For many candidates: reads the index of the order until the page is full.
 * @returns `undefined` when a search examines too many sessions.
 */
async function readInOrder(query: PageQuery): Promise<SummaryRow[] | undefined> {
  const { limits, transaction, companyId, selection, order, position, offset, size } = query;
  const isLimited = selection.words.length > 0;
  const others = all(otherConditions(selection));
  const rows: SummaryRow[] = [];
  for (const range of rangesAfter(order, position)) {
    const missing = size - rows.length;
    const where = all([ofCompany(companyId), ...indexedConditions(selection), range]);
    const candidates = firstCandidates(where, order, limits.examined);
    const found = await sql<SummaryRow>`
      with page as materialized (
        select id, ${sql.ref(order.column)} as key
        from ${isLimited ? sql`${candidates} where` : sql`sessions where ${where} and`} ${others}
        order by ${sessionsInOrder(order)} limit ${missing} offset ${offset}
      )
      select ${summary}
      from ${pageRows(companyId)}
      order by ${inPageOrder(order)}
    `.execute(transaction);
    rows.push(...found.rows);
    if (found.rows.length === missing) break;
    if (!isLimited) continue;
    const examined = await countRows(transaction, sql`from ${candidates}`, limits.examined);
    if (examined === limits.examined) return undefined;
  }
  return rows;
}

/** Whether only sessions that await action are selected, and read from their own table. */
const isOfWaiting = ({ selection: { waiting, statuses }, order }: PageQuery): boolean =>
  waiting.length > 0 || (isByDue(order) && statuses.length === 1 && statuses[0] === 'awaiting');

/**
 * A `from` item: the selected sessions that await action, with `id` and `key`. It reads their sessions only
 * if a condition or the order needs them.
 */
function waitingIn({ companyId, selection }: Query, order: Order): RawBuilder<unknown> {
  const { statuses, indexed, waiting } = selection;
  const canAwait = statuses.length === 0 || statuses.includes('awaiting');
  const others = [...indexed, ...otherConditions(selection)];
  const rows = sql`(
    select session_id, due_key from awaiting_sessions
    where ${all([ofCompany(companyId), ...waiting, ...(canAwait ? [] : [sql<boolean>`false`])])}
  ) as queued`;
  const sessions =
    others.length > 0 || !isByDue(order)
      ? sql`join sessions on ${all([
          sql`sessions.company_id = ${companyId}`,
          sql`sessions.id = queued.session_id`,
          ...others,
        ])}`
      : sql``;
  const key = isByDue(order) ? sql`queued.due_key` : sql`sessions.${sql.ref(order.column)}`;
  return sql`(select queued.session_id as id, ${key} as key from ${rows} ${sessions}) as found`;
}

/** A condition for the rows of `waitingIn` after a position. For an index, it is one of the whole key. */
function waitingAfter(order: Order, position: Position | null): RawBuilder<boolean> {
  if (!isByDue(order)) return sql`(${sql.join(rangesAfter(order, position, 'key'), sql` or `)})`;
  if (!position) return sql`true`;
  return position.key === null ? sql`false` : sql`(key, id) > (${position.key}, ${position.id})`;
}

/** Reads a page of the sessions that await action, and counts all of them. */
async function findWaiting(query: PageQuery): Promise<Found> {
  const { transaction, companyId, order, position, offset, size } = query;
  const { rows } = await sql<SummaryRow>`
    with page as materialized (
      select id, key from ${waitingIn(query, order)} where ${waitingAfter(order, position)}
      order by ${inOrder(order)} limit ${size} offset ${offset}
    )
    select ${summary} from ${pageRows(companyId)} order by ${inPageOrder(order)}
  `.execute(transaction);
  return { rows, total: await countWaiting(query) };
}

async function countWaiting(query: Query): Promise<SessionCount> {
  const { transaction, limits } = query;
  const from = sql`from ${waitingIn(query, orderOf('dueAt'))}`;
  const count = await countRows(transaction, from, limits.count + 1);
  return { count: Math.min(count, limits.count), exact: count <= limits.count };
}

/**
 * For many candidates by due date: those that await action, then the others by id.
 * @returns `undefined` for a search, which could examine every session.
 */
async function readByDue(query: PageQuery): Promise<SummaryRow[] | undefined> {
  const { transaction, companyId, selection, order, position, size } = query;
  if (selection.words.length > 0) return undefined;
  let { offset } = query;
  const rows: SummaryRow[] = [];
  if (position?.key !== null) {
    const first = await findWaiting(query);
    rows.push(...first.rows);
    if (rows.length === size) return rows;
    offset = rows.length > 0 ? 0 : Math.max(0, offset - (await countAllWaiting(query)));
  }
  const where = all([
    ofCompany(companyId),
    ...indexedConditions(selection),
    ...otherConditions(selection),
    hasNoDueKey,
    ...(position?.key === null ? [sql<boolean>`id > ${position.id}`] : []),
  ]);
  const found = await sql<SummaryRow>`
    with page as materialized (
      select id, null::timestamptz as key from sessions where ${where}
      order by id limit ${size - rows.length} offset ${offset}
    )
    select ${summary} from ${pageRows(companyId)} order by ${inPageOrder(order)}
  `.execute(transaction);
  return [...rows, ...found.rows];
}

/** How many rows come before those that do not await action. */
async function countAllWaiting(query: Query): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${waitingIn(query, orderOf('dueAt'))}
  `.execute(query.transaction);
  return rows[0]?.count ?? 0;
}

/** A `from` item: the first sessions in the order, with the columns of `otherConditions`. */
function firstCandidates(where: RawBuilder<boolean>, order: Order, limit: number) {
  const columns = [...examinedColumns, order.column].map((column) => sql.ref(column));
  return sql`(
    select ${sql.join(columns)} from sessions where ${where}
    order by ${sessionsInOrder(order)} limit ${limit}
  ) as sessions`;
}

/** Counts many candidates, as far as the limits allow. */
async function countMany(query: Query): Promise<SessionCount> {
  const { limits, transaction, companyId, selection } = query;
  const word = onlyWord(selection);
  if (word !== undefined) {
    const { rows } = await sql<{ count: number; entries: number }>`
      select count(*) as count, coalesce(sum(entries), 0)::int8 as entries from (
        select count(*) as entries from (
          select session_id from session_terms
          where ${all([ofCompany(companyId), beginsWith(word)])} limit ${limits.terms}
        ) as entries group by session_id
      ) as found
    `.execute(transaction);
    const { count, entries } = rows[0] ?? { count: 0, entries: 0 };
    return count > limits.count
      ? { count: limits.count, exact: false }
      : { count, exact: entries < limits.terms };
  }
  const where = all([ofCompany(companyId), ...indexedConditions(selection)]);
  const others = otherConditions(selection);
  const order = orderOf('-createdAt');
  if (others.length === 0) {
    const from = sql`from sessions where ${where} order by ${sessionsInOrder(order)}`;
    const count = await countRows(transaction, from, limits.count + 1);
    return { count: Math.min(count, limits.count), exact: count <= limits.count };
  }
  const { rows } = await sql<{ count: number; examined: number }>`
    select count(*) filter (where ${all(others)}) as count, count(*) as examined
    from ${firstCandidates(where, order, limits.counted)}
  `.execute(transaction);
  const { count, examined } = rows[0] ?? { count: 0, examined: 0 };
  return count > limits.count
    ? { count: limits.count, exact: false }
    : { count, exact: examined < limits.counted };
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
