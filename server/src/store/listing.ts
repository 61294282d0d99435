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
  allConditions,
  beginsWith,
  filteredColumns,
  onlyWord,
  statusConditions,
  toSelection,
  type Selection,
} from './selection.ts';

/** How much work a page or a count may be. */
export interface ListingLimits {
  /** The most that are counted; beyond it a count says "at least". */
  readonly count: number;
  /** Entries of a word that are looked at for a count; more, since a session may have several. */
  readonly entries: number;
  /** Sessions that are looked at for a count. */
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
  look: 100_000,
  gather: 10_000,
};

/** Where all that a selection can hold is found. */
type Source = { readonly word: string } | 'sessions';

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
  const source = await findSource(asked);
  const { rows, total: gathered } = await (source ? gather(asked, source) : walk(asked));
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
  const { words, dates } = selection;
  const statuses = statusConditions(selection);
  const bounded = [...statuses, ...(statuses.length > 0 ? [] : dates)];
  const probes: { source: Source; from: RawBuilder<unknown> }[] = words.map((word) => ({
    source: { word },
    from: sql`from session_terms where ${all([ofCompany(companyId), beginsWith(word)])}`,
  }));
  if (bounded.length > 0) {
    const from = sql`from sessions where ${all([ofCompany(companyId), ...bounded])}`;
    probes.push({ source: 'sessions', from });
  }
  if (probes.length === 0) return undefined;
  const counts = probes.map(({ from }) => capped(from, limits.gather + 1));
  const { rows } = await sql<{ counts: number[] }>`
    select array[${sql.join(counts)}]::int4[] as counts
  `.execute(transaction);
  const found = rows[0]?.counts ?? [];
  const least = Math.min(...found);
  return least <= limits.gather ? probes[found.indexOf(least)]?.source : undefined;
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
    ...allConditions(selection),
  ];
  if (source === 'sessions') {
    return sql`matched as materialized (select ${columns} from sessions where ${all(conditions)})`;
  }
  const entries = sql`
    select distinct session_id as id, created_at as key from session_terms
    where ${all([ofCompany(companyId), beginsWith(source.word)])}
  `;
  if (onlyWord(selection) !== undefined && order.column === 'created_at') {
    return sql`matched as materialized (${entries})`;
  }
  return sql`
    entries as materialized (${entries}),
    matched as materialized (
      select ${columns} from entries join sessions on sessions.id = entries.id
      where ${all(conditions)}
    )
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

/** Many candidates: the index that has the order is walked through until the page is full. */
async function walk(asked: PageAsked): Promise<Found> {
  const { transaction, companyId, selection, order, position, size } = asked;
  const conditions = [ofCompany(companyId), ...allConditions(selection)];
  const rows: SummaryRow[] = [];
  for (const stretch of stretchesAfter(order, position)) {
    if (rows.length === size) break;
    const found = await sql<SummaryRow>`
      with page as materialized (
        select id, ${sql.ref(order.column)} as key from sessions
        where ${all([...conditions, stretch])}
        order by ${sessionsInOrder(order)} limit ${size - rows.length}
      )
      select ${summary}
      from page join sessions on sessions.company_id = ${companyId} and sessions.id = page.id
      order by ${inPageOrder(order)}
    `.execute(transaction);
    rows.push(...found.rows);
  }
  return { rows, total: null };
}

/** Counts what has many candidates, as far as they may be looked at. */
async function countMany(asked: Asked): Promise<SessionCount> {
  const { limits, transaction, companyId, selection } = asked;
  const word = onlyWord(selection);
  if (word !== undefined) {
    const { rows } = await sql<{ count: number }>`
      select count(distinct session_id) as count from (
        select session_id from session_terms
        where ${all([ofCompany(companyId), beginsWith(word)])} limit ${limits.entries}
      ) as entries
    `.execute(transaction);
    return { count: Math.min(rows[0]?.count ?? 0, limits.count), exact: false };
  }
  const candidates = sql`
    select ${sql.join(filteredColumns.map((column) => sql.ref(column)))} from sessions
    where ${all([ofCompany(companyId), ...statusConditions(selection), ...selection.dates])}
    order by created_at desc, id limit ${limits.look}
  `;
  const count = await countRows(
    transaction,
    sql`from (${candidates}) as sessions where ${all(allConditions(selection))}`,
    limits.count + 1,
  );
  if (count > limits.count) return { count: limits.count, exact: false };
  const looked = await countRows(transaction, sql`from (${candidates}) as sessions`, limits.look);
  return { count, exact: looked < limits.look };
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
