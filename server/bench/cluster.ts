/** A PostgreSQL cluster with one database, which the server connects to as its owner. */
import pg from 'pg';

import { startCluster, type Cluster } from '../../scripts/postgres.ts';

const owner = 'kv_bench_owner';
const name = 'bench';

export interface BenchCluster {
  /** The URL of the database for the role of the server. */
  readonly ownerUrl: string;
  /** The URL of the database for a superuser, to whom no policy applies. */
  readonly superuserUrl: string;
  readonly stop: Cluster['stop'];
}

/** @param settings - Lines of `postgresql.conf`. */
export async function startBenchCluster(settings: readonly string[] = []): Promise<BenchCluster> {
  const cluster = await startCluster(settings);
  const urlOf = (user: string): string => {
    const url = new URL(cluster.url);
    url.username = user;
    url.pathname = name;
    return url.href;
  };
  await runStatement(cluster.url, `create role ${owner} login createrole`);
  await runStatement(cluster.url, `create database ${name} owner ${owner}`);
  return { ownerUrl: urlOf(owner), superuserUrl: urlOf('postgres'), stop: () => cluster.stop() };
}

/** Runs a statement on a new connection. @returns its rows. */
export async function runStatement<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
