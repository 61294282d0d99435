import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';

/** A server that answers. */
export interface RunningServer {
  /** Without a path. */
  readonly url: string;
  /**
   * Takes no more requests, ends streams of events, finishes what else it has, and is done; what
   * lasts longer than `grace` milliseconds is cut off.
   */
  stop(grace?: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** `0` for any that is free. */
  readonly port: number;
}

/** Milliseconds in which a request must have come in whole: a slow one holds a connection. */
const requestTimeout = 60_000;

/**
 * @param fetch - Is given, in `env.stopping`, a signal that is aborted when the server stops: for
 *   streams of events, which do not end by themselves.
 * @throws Error of the system, such as `EADDRINUSE`.
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
      // A connection that was busy when the server stopped would be kept for another request.
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
