/** Runs the adapter of docs/adapters.md as it is written there, against ACME's backend over real HTTP. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  isReviewError,
  type Capability,
  type ReviewApi,
  type ReviewErrorCode,
} from 'kv-review/api';
import { defineConformanceTests } from 'kv-review/testing';
import { root } from '../../scripts/entries.ts';
import { snippetsIn } from '../../scripts/snippets.ts';
import { startAcme } from './acme.ts';
import { listen } from './http-server.ts';

type Create = (baseUrl: string, getToken: () => Promise<string>) => ReviewApi;
interface AdapterModule {
  readonly createAcmeReader: Create;
  readonly createAcmeApi: Create;
}

// In the checkout, so that `kv-review/…` is the built package.
const folder = join(root, '.cache/documented-adapter');
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true, force: true }));

const written = snippetsIn('docs/adapters.md').find(({ name }) => name === 'acme');
assert.ok(written, 'docs/adapters.md has a snippet that begins with // acme.ts');
const file = join(folder, 'acme.ts');
writeFileSync(file, written.code);
const { createAcmeApi, createAcmeReader } = (await import(
  pathToFileURL(file).href
)) as AdapterModule;

const adapters: readonly [name: string, Create, capabilities: readonly Capability[]][] = [
  ['the least adapter of docs/adapters.md', createAcmeReader, []],
  ['the adapter of docs/adapters.md', createAcmeApi, ['decide', 'edit-client', 'add-note', 'push']],
];
for (const [name, create, capabilities] of adapters) {
  defineConformanceTests({
    describe,
    it,
    name,
    capabilities,
    open: async (fixture) => {
      const server = await startAcme(fixture);
      return {
        signIn: (actor) => create(server.url, () => server.tokenFor(actor)),
        close: () => server.stop(),
      };
    },
  });
}

async function codeOf(call: () => Promise<unknown>): Promise<ReviewErrorCode> {
  const error: unknown = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isReviewError(error), `It rejects with a ReviewError, not with ${String(error)}.`);
  return error.code;
}

describe('the adapter of docs/adapters.md', () => {
  const token = () => Promise.resolve('t');

  it('asks for no URL that a hostile id could change', async () => {
    const paths: string[] = [];
    const server = await listen((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(404).end();
    });
    try {
      const api = createAcmeApi(server.url, token);
      for (const id of ['', '.', '..', '\ud800', 'x'.repeat(129)]) {
        assert.equal(await codeOf(() => api.getSession(id)), 'not-found');
        assert.equal(await codeOf(() => api.getPhoto('s-1', id)), 'not-found');
      }
      assert.deepEqual(paths, []);
      await codeOf(() => api.getPhoto('a/b', '../c?d#e'));
      assert.deepEqual(paths, ['/sessions/a%2Fb/photos/..%2Fc%3Fd%23e?size=full']);
    } finally {
      await server.close();
    }
  });

  it('rejects as unavailable when ACME answers with a page instead of JSON', async () => {
    const server = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>');
    });
    try {
      const api = createAcmeApi(server.url, token);
      assert.equal(await codeOf(() => api.getSession('s-1')), 'unavailable');
      assert.equal(await codeOf(() => api.getWorkspace()), 'unavailable');
    } finally {
      await server.close();
    }
  });

  it('rejects as unauthenticated when no token arrives, and does not quote the reason', async () => {
    const api = createAcmeApi('http://127.0.0.1:9', () => Promise.reject(new Error('secret')));
    const error: unknown = await api.listSessions({}).catch((thrown: unknown) => thrown);
    assert.ok(isReviewError(error));
    assert.equal(error.code, 'unauthenticated');
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /secret/);
  });

  it('rejects as aborted, whatever the reason of the abort', async () => {
    const server = await listen(() => undefined);
    try {
      const api = createAcmeApi(server.url, token);
      for (const reason of [undefined, new TypeError('left'), 'left']) {
        const abort = new AbortController();
        setTimeout(() => abort.abort(reason));
        const call = () => api.getSession('s-1', { signal: abort.signal });
        assert.equal(await codeOf(call), 'aborted');
      }
    } finally {
      await server.close();
    }
  });
});
