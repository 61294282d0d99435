import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';

import pg from 'pg';

import { poolTypes } from './value-types.ts';
import type { WorkerMessage, WorkerRequest } from './pglite-worker.ts';

export interface PGliteConnections {
  /** One connection: PGlite has a single session, so each transaction waits for the one before. */
  readonly pool: pg.Pool;
  /** Closes PGlite itself, after the pool has ended. */
  close(): Promise<void>;
}

/**
 * PGlite in a folder, used through the driver of PostgreSQL, so that both databases read and write
 * values in the same way.
 * @throws Error when the folder cannot be opened.
 */
export async function openPGlite(folder: string): Promise<PGliteConnections> {
  const thread = await startThread(folder);
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    types: poolTypes,
    stream: () => new PGliteSocket(thread),
  });
  // Without a listener, an error of an idle connection would end the process.
  pool.on('error', () => undefined);
  // So would the error of one that breaks between two statements. The next statement reports it.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return { pool, close: () => thread.close() };
}

interface PGliteThread {
  /** @throws Error when PGlite fails, and ever after. */
  ask(messages: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

async function startThread(folder: string): Promise<PGliteThread> {
  // The same ending as this module: `.ts` here, `.js` when built.
  const path = import.meta.url.replace('pglite-pool', 'pglite-worker');
  const worker = new Worker(new URL(path), { workerData: { folder } });
  const ready = Promise.withResolvers<undefined>();
  const exited = Promise.withResolvers<undefined>();
  const waiting: PromiseWithResolvers<Uint8Array>[] = [];
  let broken: Error | undefined;

  function fail(error: Error): void {
    broken ??= error;
    ready.reject(error);
    for (const { reject } of waiting.splice(0)) reject(error);
  }

  worker.on('error', fail);
  worker.once('exit', () => {
    fail(new Error('The database has been closed.'));
    exited.resolve(undefined);
  });
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') ready.resolve(undefined);
    if (message.kind === 'failed') fail(new Error(message.message));
    if (message.kind === 'answer') waiting.shift()?.resolve(message.bytes);
  });
  const post = (request: WorkerRequest): void => worker.postMessage(request);

  try {
    await ready.promise;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    ask(messages) {
      if (broken) return Promise.reject(broken);
      const answer = Promise.withResolvers<Uint8Array>();
      waiting.push(answer);
      post(messages);
      return answer.promise;
    },
    async close() {
      post('close');
      await exited.promise;
    },
  };
}

/** `Terminate` (PostgreSQL, "Message Formats"): it would end PGlite, not only the connection. */
const terminate = 'X'.charCodeAt(0);

interface Chunk {
  readonly chunk: Buffer;
}

/** What the driver takes for its socket: it carries the messages to PGlite, and the answers back. */
class PGliteSocket extends Duplex {
  readonly #thread: PGliteThread;

  constructor(thread: PGliteThread) {
    super();
    this.#thread = thread;
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _writev(chunks: Chunk[], callback: (error?: Error | null) => void): void {
    const messages = Buffer.concat(chunks.map(({ chunk }) => chunk));
    if (messages[0] === terminate) {
      this.push(null);
      callback();
      return;
    }
    this.#thread.ask(messages).then((bytes) => {
      this.push(bytes);
      callback();
    }, callback);
  }
}
