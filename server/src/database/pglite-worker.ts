/** Runs PGlite in its own thread, because it works synchronously and would block every request. */
import { parentPort, workerData } from 'node:worker_threads';

import { PGlite } from '@electric-sql/pglite';

/** Messages of PostgreSQL's protocol for PGlite, or the request to close it. */
export type WorkerRequest = Uint8Array | 'close';

export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** The folder could not be opened, or PGlite itself failed. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The answer to one request. */
  | { readonly kind: 'answer'; readonly bytes: Uint8Array };

const port = parentPort;
if (!port) throw new Error('This module is a worker.');
const { folder } = workerData as { folder: string };
const send = (message: WorkerMessage): void => port.postMessage(message);
const fail = (error: unknown): void => send({ kind: 'failed', message: (error as Error).message });

const database = new PGlite(folder);

port.on('message', (request: WorkerRequest) => {
  if (request === 'close') {
    void database.close().finally(() => port.close());
    return;
  }
  // The bytes pass unread: PGlite's own reader drops U+FEFF at the beginning of every text.
  database.execProtocolRaw(request).then((bytes) => send({ kind: 'answer', bytes }), fail);
});

database.waitReady.then(() => send({ kind: 'ready' }), fail);
