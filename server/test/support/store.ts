/** Helpers for tests of the store: an adapter, a server over HTTP, and an object store. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getRequestListener } from '@hono/node-server';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import { createHandler } from 'kv-review/api/handler';
import { createHttpApi } from 'kv-review/api/http';
import type { Actor } from 'kv-review/model';

import { createActivityKeys } from '../../src/activity/keys.ts';
import type { ObjectStore } from '../../src/objects/object-store.ts';

export const activityKeys = createActivityKeys([{ id: 'k1', secret: 'x'.repeat(32) }]);

/** Objects in memory. */
export function memoryObjects(): ObjectStore {
  const objects = new Map<string, Uint8Array<ArrayBuffer>>();
  const nameOf = (key: readonly string[]) => key.map((part) => JSON.stringify(part)).join('/');
  return {
    put: (key, bytes) => Promise.resolve(void objects.set(nameOf(key), Uint8Array.from(bytes))),
    get: (key) => Promise.resolve(objects.get(nameOf(key)) ?? null),
    delete: (key) => Promise.resolve(void objects.delete(nameOf(key))),
    checkWritable: () => Promise.resolve(),
    deleteAll: (prefix) => {
      const name = nameOf(prefix);
      for (const key of objects.keys()) {
        if (key === name || key.startsWith(`${name}/`)) objects.delete(key);
      }
      return Promise.resolve();
    },
  };
}

export interface TestServer {
  /** The HTTP adapter of a user, over a real connection. */
  signIn(companyId: string, actor: Actor): ReviewApi;
  /** Sends a request as `signIn` would, for requests that the adapter never sends. */
  fetch(companyId: string, actor: Actor, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** `UserAdapters`, or another backend for many users. */
interface Served {
  as(caller: { companyId: string; actor: Actor }): ReviewApi;
}

/** Serves a store with the kit's handler. A token is the caller's name. */
export async function serve(api: Served, onError?: (error: unknown) => void): Promise<TestServer> {
  const handler = createHandler(
    (request) => {
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      if (token === undefined) throw new ReviewError('unauthenticated', 'Not signed in.');
      return api.as(JSON.parse(atob(token)) as { companyId: string; actor: Actor });
    },
    onError ? { onError } : {},
  );
  const listener = getRequestListener(handler);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokenOf = (companyId: string, actor: Actor) => btoa(JSON.stringify({ companyId, actor }));
  return {
    signIn: (companyId, actor) =>
      createHttpApi({ baseUrl, getToken: () => tokenOf(companyId, actor) }),
    fetch: (companyId, actor, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${tokenOf(companyId, actor)}`);
      return fetch(baseUrl + path, { ...init, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
