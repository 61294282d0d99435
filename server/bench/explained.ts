/** What the statements of some work read, by their plans. */
import pg from 'pg';

import type { Bench } from './environment.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How many rows of its table or index a node has looked at, selected or not. */
const readBy = (node: PlanNode): number =>
  node['Actual Loops'] *
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0));

/** Collects the statements that the server's pool sends meanwhile. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const found: Statement[] = [];
  const own = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query');
  if (!own) throw new Error('The driver has no method for a statement.');
  const query = own.value as (this: pg.Client, ...input: unknown[]) => unknown;
  const value = function (this: pg.Client, ...input: unknown[]): unknown {
    const [text, values] = input;
    if (typeof text === 'string' && Array.isArray(values)) found.push({ text, values });
    return Reflect.apply(query, this, input);
  };
  Object.defineProperty(pg.Client.prototype, 'query', { ...own, value });
  try {
    await work();
  } finally {
    Object.defineProperty(pg.Client.prototype, 'query', own);
  }
  return found.filter(({ text }) => /^\s*(select|with)\b/.test(text) && /\bfrom\b/.test(text));
}

const large = ['sessions', 'session_claims', 'session_terms'];

export interface Explained {
  /**
   * Explains the statements of some work.
   * @returns the rows read from each table, and the indexes and tables they were found in.
   * @throws Error when a statement reads one of the tables that grow with the years as a whole.
   */
  reads(work: () => Promise<unknown>): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** Connects as the application role, to which row-level security applies. */
export async function openExplained({ ownerUrl, companyId }: Bench): Promise<Explained> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('set role kv_app');
  await client.query(
    `select set_config('kv.company', $1, false), set_config('jit', 'off', false)`,
    [companyId],
  );
  const explain = async ({ text, values }: Statement): Promise<PlanNode> => {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `explain (analyze, timing off, format json) ${text}`,
      values,
    );
    const [row] = rows;
    if (!row) throw new Error('PostgreSQL returned no plan.');
    return row['QUERY PLAN'][0].Plan;
  };
  return {
    async reads(work) {
      const rows = new Map<string, number>();
      const ways = new Set<string>();
      for (const statement of await statementsOf(work)) {
        for (const node of nodesOf(await explain(statement))) {
          const { 'Relation Name': table, 'Index Name': index, 'Node Type': type } = node;
          if (table === undefined) continue;
          if (type === 'Seq Scan' && large.includes(table)) {
            throw new Error(`A statement reads all of ${table}: ${statement.text}`);
          }
          rows.set(table, (rows.get(table) ?? 0) + readBy(node));
          ways.add(index ?? (type === 'Seq Scan' ? `all of ${table}` : `${type} of ${table}`));
        }
      }
      return {
        ...Object.fromEntries(
          ['awaiting_sessions', 'sessions', 'session_claims'].map((table) => [
            `rows of ${table}`,
            Math.round(rows.get(table) ?? 0).toLocaleString('en'),
          ]),
        ),
        'found by': [...ways].sort().join(', '),
      };
    },
    close: () => client.end(),
  };
}
