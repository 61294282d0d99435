import assert from 'node:assert/strict';
import { renameSync, writeFileSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

interface Entry {
  readonly action: string;
  readonly actor: { readonly id: string } | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Problem {
  readonly detail: string;
  readonly parts?: readonly { readonly pointer: string; readonly message: string }[];
}

const portal = 'https://portal.example';

for (const [name, spare] of databases) {
  describe(`requests at the limits (${name})`, () => {
    let server: TestBackend;
    let key: string;
    let agent: string;
    let master: string;

    before(async () => {
      server = await openTestBackend(await spare());
      key = await server.addCompany({ id: 'a', name: 'A', allowedOrigins: [portal] });
      agent = await server.token(key);
      master = await server.token(key, 'master');
    });
    after(() => server.close());

    const post = (path: string, credentials: string, body: string, headers = {}) =>
      server.send(path, credentials, { method: 'POST', body, headers });
    const problemOf = async (response: Response) => (await response.json()) as Problem;

    async function log(): Promise<Entry[]> {
      const response = await server.send('/v1/activity-chain/entries?limit=1000', master);
      const { entries } = (await response.json()) as { entries: { entry: Entry }[] };
      return entries.map(({ entry }) => entry);
    }

    describe('a number beyond 2^53 − 1', () => {
      const numbers = ['9007199254740992', '1e300', '1e400', '9007199254740991.5'];

      test('is refused in a report for the log', async () => {
        for (const number of numbers) {
          const body = `{"action":"export-csv","count":${number}}`;
          const response = await post('/v1/activity', agent, body);
          assert.equal(response.status, 422, number);
          assert.equal((await problemOf(response)).parts?.[0]?.pointer, '/count');
        }
        const largest = '{"action":"export-csv","count":9007199254740991}';
        assert.equal((await post('/v1/activity', agent, largest)).status, 204);
      });

      test('is refused in the lifetime of a token', async () => {
        for (const number of numbers) {
          const body = `{"userId":"u","name":"U","role":"agent","lifetimeSeconds":${number}}`;
          const response = await post('/v1/tokens', key, body);
          assert.equal(response.status, 422, number);
          assert.equal((await problemOf(response)).parts?.[0]?.pointer, '/lifetimeSeconds');
        }
      });

      test('is refused in the settings', async () => {
        const current = await server.send('/v1/settings', master);
        const headers = { 'if-match': current.headers.get('etag') ?? '' };
        for (const number of numbers) {
          const body = `{"section":"session","values":{"maxAttempts":${number}}}`;
          const response = await server.send('/v1/settings', master, {
            method: 'PATCH',
            body,
            headers,
          });
          assert.equal(response.status, 422, number);
          assert.equal((await problemOf(response)).parts?.[0]?.pointer, '/values/maxAttempts');
        }
      });

      test('is refused in a query, a path and an event id', async () => {
        for (const path of [
          '/v1/activity-chain/entries?after=9007199254740992',
          '/v1/activity-chain/entries?limit=1e400',
        ]) {
          assert.equal((await server.send(path, master)).status, 422, path);
        }
        const path = '/v1/sessions/s/attempts/9007199254740992/finish';
        assert.equal((await post(path, key, '{}')).status, 404);
        const list = await post('/v1/session-query', agent, '{"limit":9007199254740992}');
        assert.equal(list.status, 422);
      });
    });

    test('forty web hooks at the same time leave a company with twenty', async () => {
      const body = '{"event":"post-verification","url":"https://receiver.example/hook"}';
      const all = await Promise.all(
        Array.from({ length: 40 }, () => post('/v1/web-hooks', master, body)),
      );
      const statuses = all.map(({ status }) => status);
      assert.equal(statuses.filter((status) => status === 200).length, 20);
      assert.equal(statuses.filter((status) => status === 409).length, 20);
      const { hooks } = (await (await server.send('/v1/web-hooks', master)).json()) as {
        hooks: unknown[];
      };
      assert.equal(hooks.length, 20);
    });

    test('a page of a foreign origin reads the reason of its refusal, which is in the log', async () => {
      const foreign = ['https://portal.example.evil', 'http://portal.example', 'null'];
      for (const origin of [...foreign, 'https://portal.example:8443']) {
        for (const [path, credentials] of [
          ['/v1/workspace', agent],
          ['/v1/settings', master],
        ] as const) {
          const known = (await log()).length;
          const response = await server.send(path, credentials, { headers: { origin } });
          assert.equal(response.status, 403, origin);
          assert.equal(response.headers.get('access-control-allow-origin'), origin);
          assert.match((await problemOf(response)).detail, /does not allow pages of this origin/);
          const refused = (await log()).slice(known).filter(({ action }) => action === 'forbidden');
          assert.equal(refused.length, 1, origin);
          const [entry] = refused;
          assert.equal(entry?.actor?.id, credentials === agent ? 'agent-1' : 'master-1');
          assert.deepEqual(entry.details, { outcome: 'foreign-origin' });
        }
      }
    });

    test('a page with an API key reads the reason of its refusal, which is in the log', async () => {
      const response = await post('/v1/sessions', key, '{}', { origin: portal });
      assert.equal(response.status, 403);
      assert.match((await problemOf(response)).detail, /No web page may use an API key/);
      const entry = (await log()).findLast(({ action }) => action === 'forbidden');
      assert.equal(entry?.actor, null);
      assert.equal(entry.details['outcome'], 'foreign-origin');
      assert.equal(typeof entry.details['apiKeyId'], 'string');
    });

    describe('a form that takes the parser seconds', () => {
      const part = '--a\r\ncontent-disposition: form-data; name="x"\r\n';
      const bodies: readonly (readonly [string, string, RegExp])[] = [
        ['a million empty parts', `${part}\r\n\r\n`.repeat(1_000_000), /more than 10 parts/],
        ['a million lines of header', `${part}${'x: y\r\n'.repeat(1_000_000)}\r\n\r\n`, /header/],
        [
          'a name of megabytes',
          `--a\r\ncontent-disposition: form-data; name="${'x%22'.repeat(2_000_000)}"\r\n\r\n\r\n`,
          /header/,
        ],
      ];
      for (const [what, body, message] of bodies) {
        test(`is refused before it is parsed: ${what}`, async () => {
          const { id } = (await (await post('/v1/sessions', key, '{}')).json()) as { id: string };
          await post(`/v1/sessions/${id}/attempts`, key, '{}');
          const response = await server.send(`/v1/sessions/${id}/attempts/1/evidence`, key, {
            method: 'PUT',
            body: `${body}--a--\r\n`,
            headers: { 'content-type': 'multipart/form-data; boundary=a' },
          });
          assert.equal(response.status, 422);
          assert.match((await problemOf(response)).parts?.[0]?.message ?? '', message);
        });
      }

      test('is refused when its boundary is missing, named twice or not valid', async () => {
        for (const parameters of [
          '',
          '; boundary=',
          '; boundary=a; boundary=b',
          '; boundary="a b\\"',
        ]) {
          const response = await server.send('/v1/sessions/s/attempts/1/evidence', key, {
            method: 'PUT',
            body: `${part}\r\n\r\n--a--\r\n`,
            headers: { 'content-type': `multipart/form-data${parameters}` },
          });
          assert.equal(response.status, 400, parameters);
        }
      });
    });

    test('the server is not ready while photos cannot be stored, and is again afterwards', async () => {
      const isReady = async () => (await server.send('/health/ready', undefined)).status;
      const untilIt = async (status: number) => {
        for (let tries = 0; (await isReady()) !== status; tries += 1) {
          assert.ok(tries < 200, `the status did not become ${status}`);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      const { objectsFolder } = server.config;
      assert.ok(objectsFolder);
      await untilIt(200);
      renameSync(objectsFolder, `${objectsFolder}-away`);
      writeFileSync(objectsFolder, '');
      await untilIt(503);
      rmSync(objectsFolder);
      renameSync(`${objectsFolder}-away`, objectsFolder);
      await untilIt(200);
    });
  });
}
