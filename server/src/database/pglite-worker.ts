/** Runs PGlite in its own thread, because it works synchronously and would block every request. */
import { parentPort, workerData } from 'node:worker_threads';

import { PGlite, types } from '@electric-sql/pglite';

import { parseInstant, parseWholeNumber } from './value-types.ts';

/** One statement; the answer carries the same number. */
export interface WorkerRequest {
  readonly number: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'result';
      readonly number: number;
      readonly command: string;
      readonly rowCount: number;
      readonly rows: readonly unknown[];
    }
  | {
      readonly kind: 'error';
      readonly number: number;
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'notification'; readonly channel: string; readonly payload: string };

const port = parentPort;
if (!port) throw new Error('This module is a worker.');
const { folder } = workerData as { folder: string };
const send = (message: WorkerMessage): void => port.postMessage(message);

const asText = (value: unknown): string => String(value);

const database = new PGlite(folder, {
  parsers: {
    [types.INT8]: parseWholeNumber,
    [types.DATE]: (text: string) => text,
    [types.TIMESTAMPTZ]: parseInstant,
  },
  // Like node-postgres: PostgreSQL itself parses numbers and instants from text.
  serializers: {
    [types.TEXT]: asText,
    [types.INT2]: asText,
    [types.INT4]: asText,
    [types.INT8]: asText,
    [types.FLOAT8]: asText,
    [types.DATE]: asText,
    [types.TIMESTAMPTZ]: asText,
  },
});

/** The fields of PostgreSQL's errors that programs read. */
const errorFields = [
  'code',
  'constraint',
  'table',
  'column',
  'severity',
  'detail',
  'hint',
] as const;

async function run({ number, sql, parameters }: WorkerRequest): Promise<void> {
  try {
    const result = await database.query(sql, [...parameters]);
    const { rows, affectedRows = 0, command = '' } = result;
    const rowCount = rows.length > 0 ? rows.length : affectedRows;
    send({ kind: 'result', number, command, rowCount, rows });
  } catch (error) {
    const fields = Object.fromEntries(
      errorFields.map((name) => [name, (error as Record<string, unknown>)[name]]),
    );
    send({ kind: 'error', number, message: (error as Error).message, fields });
  }
}

port.on('message', (message: WorkerRequest | 'close') => {
  if (message !== 'close') {
    void run(message);
    return;
  }
  void database.close().finally(() => port.close());
});

database.onNotification((channel, payload) => send({ kind: 'notification', channel, payload }));
database.waitReady.then(
  () => send({ kind: 'ready' }),
  (error: unknown) => send({ kind: 'failed', message: (error as Error).message }),
);
