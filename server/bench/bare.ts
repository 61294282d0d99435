/** The same questions as plain SQL, which a client without our code sends. */
import { searchWords, type SessionQuery } from 'kv-review/model';
import pg from 'pg';

import { orderOf } from '../src/store/order.ts';
import { summaryColumns } from '../src/store/rows.ts';
import type { Timed } from './measure.ts';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How a plain statement finds a word of a search. */
const wordConditions = {
  /** Examines one session after the other, in the order of the page. */
  examined: (word: string, add: (value: unknown) => string) =>
    `search_key like ${add(`% ${word}%`)}`,
  /** Finds all sessions with the word, and sorts them. */
  found: (word: string, add: (value: unknown) => string) =>
    `id in (select session_id from session_terms where company_id = $1
      and term >= ${add(word)} and term < ${add(`${word}\u{10ffff}`)})`,
};

type Way = keyof typeof wordConditions;
const ways = Object.keys(wordConditions) as Way[];

const columns = summaryColumns.join(', ');

function toStatement(companyId: string, query: SessionQuery, way: Way): Statement {
  const { search = '', statuses = [], spoof = [], sort = '-createdAt' } = query;
  const values: unknown[] = [companyId];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const { column, isDescending } = orderOf(sort);
  const conditions = [
    'company_id = $1',
    ...(statuses.length > 0 ? [`status = any(${add(statuses)})`] : []),
    ...(spoof.includes('low-far') ? ['match_level < 4'] : []),
    ...searchWords(search).map((word) => wordConditions[way](word, add)),
  ];
  const order = `${column} ${isDescending ? 'desc nulls first' : 'asc nulls last'}, id`;
  const where = conditions.join(' and ');
  return {
    text: `select ${columns} from sessions where ${where} order by ${order} limit 50`,
    values,
  };
}

/** Milliseconds after which a statement has lost. */
const patience = 500;

async function timeOne(client: pg.Client, statement: Statement): Promise<number> {
  const started = performance.now();
  try {
    await client.query(statement.text, [...statement.values]);
  } catch (error) {
    // 57014: the statement was cancelled, because it took too long.
    if ((error as { code?: string }).code !== '57014') throw error;
  }
  return performance.now() - started;
}

export interface BareClient {
  /** A search counts with the faster of the two ways, which is not known beforehand. */
  readonly list: Timed<SessionQuery>;
  close(): Promise<void>;
}

/** Connects as the application role, to which row-level security applies. */
export async function openBare(ownerUrl: string, companyId: string): Promise<BareClient> {
  const client = new pg.Client({ connectionString: ownerUrl, statement_timeout: patience });
  await client.connect();
  await client.query('set role kv_app');
  await client.query(`select set_config('kv.company', $1, false)`, [companyId]);
  return {
    async list(query) {
      const isSearch = searchWords(query.search ?? '').length > 0;
      const each: number[] = [];
      for (const way of isSearch ? ways : ways.slice(0, 1)) {
        each.push(await timeOne(client, toStatement(companyId, query, way)));
      }
      return Math.min(...each);
    },
    close: () => client.end(),
  };
}
