import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';

/** A server that is listening. */
export interface RunningServer {
  /** Without a path. */
  readonly url: string;
  /**
   * Accepts no more requests, ends event streams, and finishes the other requests. Connections that
   * last longer than `grace` milliseconds are closed.
   */
  stop(grace?: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** `0` for any free port. */
  readonly port: number;
}

/** Milliseconds within which a request must arrive, because a slow one occupies a connection. */
const requestTimeout = 60_000;

/**
 * @param fetch - Receives in `env.stopping` a signal that aborts when the server stops, for event
 *   streams, which do not end by themselves.
 * @throws a system error, such as `EADDRINUSE`.
 */
export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { host, port }: ListenOptions,
): Promise<RunningServer> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const answer = getRequestListener((request, env) => fetch(request, { ...env, stopping: signal }));
  const server = createServer(
    { requestTimeout, headersTimeout: 20_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    (request, response) => {
      // A connection that was busy when the server stopped would stay open for another request.
      response.once('close', () => {
        if (signal.aborted) server.closeIdleConnections();
      });
      void answer(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    stop: (grace = 30_000) => {
      stopping.abort();
      return stop(server, grace);
    },
  };
}

function stop(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
