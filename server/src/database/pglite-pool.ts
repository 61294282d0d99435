import { Worker } from 'node:worker_threads';

import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';

import type { WorkerMessage, WorkerRequest } from './pglite-worker.ts';

interface Waiting {
  readonly resolve: (result: PostgresQueryResult<never>) => void;
  readonly reject: (error: Error) => void;
}

export interface PGlitePool extends PostgresPool {
  /** Called for every notification of a subscribed channel. */
  onNotification(listener: (channel: string, payload: string) => void): void;
}

/**
 * PGlite in a folder, as a pool of one connection. It has a single session: one transaction has it from
 * begin to end while the others queue.
 * @throws Error when the folder cannot be opened.
 */
export async function openPGlitePool(folder: string): Promise<PGlitePool> {
  // The same ending as this module: `.ts` here, `.js` when built.
  const path = import.meta.url.replace('pglite-pool', 'pglite-worker');
  const worker = new Worker(new URL(path), { workerData: { folder } });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(channel: string, payload: string) => void>();
  let count = 0;
  let broken: Error | undefined;

  function fail(error: Error): void {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      fail(new Error('The database has been closed.'));
      resolve();
    });
  });
  worker.on('error', fail);

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'failed') reject(new Error(message.message));
      if (message.kind === 'notification') {
        for (const listener of listeners) listener(message.channel, message.payload);
      }
      if (message.kind === 'result') {
        const { command, rowCount, rows } = message;
        waiting.get(message.number)?.resolve({ command, rowCount, rows } as never);
        waiting.delete(message.number);
      }
      if (message.kind === 'error') {
        const error = Object.assign(new Error(message.message), message.fields);
        waiting.get(message.number)?.reject(error);
        waiting.delete(message.number);
      }
    });
  });

  function query(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<never>> {
    if (broken) return Promise.reject(broken);
    count += 1;
    const request: WorkerRequest = { number: count, sql, parameters };
    return new Promise((resolve, reject) => {
      waiting.set(request.number, { resolve, reject });
      worker.postMessage(request);
    });
  }

  let last: Promise<void> = Promise.resolve();

  return {
    options: {},
    async connect() {
      const before = last;
      let release = (): void => undefined;
      last = new Promise((resolve) => (release = resolve));
      await before;
      return { processID: 1, query, release } as unknown as PostgresPoolClient;
    },
    async end() {
      await last;
      worker.postMessage('close');
      await exited;
    },
    onNotification: (listener) => void listeners.add(listener),
  };
}
