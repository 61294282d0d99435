/**
 * A partner portal that embeds kv-review, with the reference backend behind it: `npm start`.
 * The backend keeps its database in a folder, so that a restart goes on where the last one ended.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';

import { getRequestListener } from '@hono/node-server';

import { openDatabaseBackend } from './backends.ts';
import { createPortal } from './portal.ts';

const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? 4173);

const folder = resolve(process.env['KV_DATA_FOLDER'] ?? '.cache/portal');
const sampleCount = 2000;

const backend = await openDatabaseBackend(folder, { count: sampleCount });
const portal = createPortal(backend);
const listener = getRequestListener(portal);
const server = createServer((request, response) => void listener(request, response));

server.on('error', (error: NodeJS.ErrnoException) => {
  const reason =
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Choose another: PORT=4180 npm start`
      : `The portal could not start: ${error.message}`;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
});

server.listen(port, host, () => {
  const address = server.address();
  const open = typeof address === 'object' && address ? address.port : port;
  process.stdout.write(
    `Partner portal: http://${host}:${open}/\nIts data are kept in ${folder}; remove the folder to begin anew.\n`,
  );
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => void backend.close());
    server.closeIdleConnections();
  });
}
