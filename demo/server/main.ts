/**
 * A partner portal that embeds kv-review over real HTTP: `npm start`.
 * Everything is kept in memory; a restart begins anew.
 */
import { createServer } from 'node:http';

import { getRequestListener } from '@hono/node-server';

import { createPortal } from './portal.ts';

const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? 4173);

const portal = createPortal();
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
  process.stdout.write(`Partner portal: http://${host}:${open}/\n`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
