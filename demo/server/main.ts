/**
 * A partner portal that embeds kv-review, with the reference backend behind it: `npm start`.
 * The backend stores its database in a folder, so changes survive a restart.
 */
import { resolve } from 'node:path';

import { listen } from 'kv-review-server';

import { openDatabaseBackend } from './backends.ts';
import { createPortal } from './portal.ts';

const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? 4173);

const folder = resolve(process.env['KV_DATA_FOLDER'] ?? '.cache/portal');
const sampleCount = 2000;

const backend = await openDatabaseBackend(folder, {
  count: sampleCount,
  // That of `examples/next`, which does not pass the portal's own name on.
  allowedOrigins: ['http://localhost:3000'],
});
const portal = createPortal(backend);

try {
  const server = await listen((request, env) => portal(request, env), { host, port });
  process.stdout.write(
    `Partner portal: ${server.url}/\nThe data is in ${folder}. Delete the folder to start again with the samples.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(() => backend.close()));
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason =
    code === 'EADDRINUSE'
      ? `Port ${port} is in use. Choose another: PORT=4180 npm start`
      : `The portal could not start: ${message}`;
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
  await backend.close();
}
