import type { SessionFilter, SessionQuery, SessionSort } from 'kv-review/model';

import { toCursor } from '../src/store/cursor.ts';
import type { Bench } from './environment.ts';

/** Requests of one kind. */
export interface Case {
  readonly name: string;
  readonly ask: 'list' | 'count';
  readonly queries: readonly SessionQuery[];
}

interface Client {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly personal_number: string | null;
  readonly document_number: string | null;
}

const columns = 'id, 1 as version, status, first_name, last_name, personal_number, document_number';

const beginning = (text: string | null, length: number): string =>
  Array.from(text ?? '')
    .slice(0, length)
    .join('');

/** The texts that an agent types to search for each of these clients. */
function typed(
  clients: readonly Client[],
  kind: 'name' | 'number',
  length: number,
): SessionQuery[] {
  return clients.flatMap((client, index) => {
    const texts =
      kind === 'name'
        ? [client.last_name, client.first_name]
        : [client.personal_number, client.document_number];
    const search = beginning(texts[index % 2] ?? null, length);
    return search === '' ? [] : [{ search }];
  });
}

const typedTwo = (clients: readonly Client[], length: number): SessionQuery[] =>
  clients.map((client) => ({
    search: `${client.first_name ?? ''} ${beginning(client.last_name, length)}`,
  }));

const orders: readonly (readonly [SessionSort, string])[] = [
  ['-createdAt', 'created_at desc, id'],
  ['lastName', 'last_name_key, id'],
  ['-lastName', 'last_name_key desc, id'],
  ['status', 'status_order, id'],
];

/** All cases. Each has `samples` requests. */
export async function drawCases(bench: Bench, samples: number): Promise<Case[]> {
  const repeat = (query: SessionQuery) => Array.from({ length: samples }, () => query);
  const list = (name: string, queries: readonly SessionQuery[]): Case => ({
    ...{ name, queries },
    ask: 'list',
  });
  const count = (name: string, filter: SessionFilter): Case => ({
    ...{ name, queries: repeat(filter) },
    ask: 'count',
  });
  /** The pages after `depth` sessions, one for each order. */
  async function pagesAfter(depth: number): Promise<Case[]> {
    const cases: Case[] = [];
    for (const [sort, order] of orders) {
      const [last] = await bench.query<Client & Record<string, unknown>>(
        `select ${columns} from sessions order by ${order} offset ${depth - 1} limit 1`,
      );
      if (!last) continue;
      const cursor = toCursor(sort, last, null);
      const name = `page after ${depth.toLocaleString('en')}, ${sort}`;
      cases.push(list(name, repeat({ sort, cursor })));
    }
    return cases;
  }

  /** The same pages by their offset. */
  const pagesAt = (offset: number): Case[] =>
    orders.map(([sort]) =>
      list(`page at ${offset.toLocaleString('en')}, ${sort}`, repeat({ sort, offset })),
    );

  const lengths = [1, 2, 3, 6];
  const lowFar: SessionFilter = { spoof: ['low-far'] };
  // Ids are random, so these clients are a random sample.
  const clients = await bench.query<Client & Record<string, unknown>>(
    `select ${columns} from sessions where first_name is not null order by id limit $1`,
    [samples],
  );
  return [
    ...lengths.map((length) => list(`${length} of a name`, typed(clients, 'name', length))),
    ...lengths.map((length) => list(`${length} of a number`, typed(clients, 'number', length))),
    list('first name and 3 of last', typedTwo(clients, 3)),
    list(
      '2 of a name, awaiting',
      typed(clients, 'name', 2).map((query) => ({ ...query, statuses: ['awaiting'] })),
    ),
    list(
      '2 of a name, by last name',
      typed(clients, 'name', 2).map((query) => ({ ...query, sort: 'lastName' })),
    ),
    list('a name that does not exist', repeat({ search: 'zzzz' })),
    list('first page', repeat({})),
    list('first page, awaiting', repeat({ statuses: ['awaiting'] })),
    list('first page, awaiting, by due date', repeat({ statuses: ['awaiting'], sort: 'dueAt' })),
    list(
      'first page, awaiting because of the zone, by due date',
      repeat({ conditions: ['mrz'], sort: 'dueAt' }),
    ),
    list('first page, overdue, by due date', repeat({ due: ['overdue'], sort: 'dueAt' })),
    list('first page, low FAR', repeat(lowFar)),
    list('first page, low FAR by last name', repeat({ ...lowFar, sort: 'lastName' })),
    ...(await pagesAfter(50)),
    ...(await pagesAfter(Math.floor(bench.count / 2))),
    ...pagesAt(9_950),
    ...pagesAt(Math.floor(bench.count / 2)),
    count('count of all', {}),
    count('count of the last year', {
      createdFrom: new Date(Date.now() - 365 * 86_400_000).toISOString(),
    }),
    count('count of awaiting', { statuses: ['awaiting'] }),
    count('count of overdue', { due: ['overdue'] }),
    count('count of low FAR', lowFar),
    count('count of spoofed but verified', { spoof: ['digital-spoof'], statuses: ['success'] }),
  ];
}
