import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { readActivity } from '../src/activity/log.ts';
import { inCompany, openDatabase } from '../src/database/index.ts';
import { createCompany } from '../src/store/companies.ts';

const program = join(import.meta.dirname, '../src/main.ts');

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-command-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env['PATH'], KV_DATA_FOLDER: folder, LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  test('fails with a message when it cannot run', async () => {
    const wrong: readonly [string[], RegExp][] = [
      [['nonsense'], /^Unknown command "nonsense"\. See --help\.\n$/],
      [['add-company', 'acme'], /^<name> is missing\. See --help\.\n$/],
      [['add-company', 'acme', 'Acme', 'Ltd'], /^Unexpected argument "Ltd"\./],
      [
        ['add-company', 'acme', 'Acme', '--origin', 'https://portal.example/'],
        /^"https:\/\/portal\.example\/" is not an origin, such as https:\/\/portal\.example\.\n$/,
      ],
      [['add-key', 'nobody', 'x'], /^The company "nobody" does not exist\.\n$/],
    ];
    for (const [args, message] of wrong) {
      const { code, out, err } = await run(args);
      assert.deepEqual([code, out], [1, ''], args.join(' '));
      assert.match(err, message);
    }
  });

  test('creates and revokes keys, and records both in the company’s log', async () => {
    assert.deepEqual(await run(['add-company', 'acme', 'Acme Ltd']), {
      code: 0,
      out: 'Added acme.\n',
      err: '',
    });
    const again = await run(['add-company', 'acme', 'Acme Ltd']);
    assert.deepEqual([again.code, again.err], [1, 'The company "acme" already exists.\n']);

    const { code, out } = await run(['add-key', 'acme', 'portal']);
    assert.equal(code, 0);
    const [key = '', note = ''] = out.split('\n');
    assert.match(key, /^kvk_/);
    const id = /: ([0-9a-f]{16})$/.exec(note)?.[1] ?? '';
    const mistyped = await run(['revoke-key', 'acme', `${id.slice(1)}x`]);
    assert.equal(mistyped.code, 1);
    assert.match(mistyped.err, /^The company "acme" has no key with this id\.\n$/);
    assert.equal((await run(['revoke-key', 'acme', id])).code, 0);

    const database = await openDatabase({ folder: join(folder, 'database') });
    try {
      const entries = await inCompany(database, 'acme', (transaction) =>
        readActivity(transaction, 'acme'),
      );
      assert.deepEqual(
        entries.map(({ entry }) => [entry['action'], entry['actor'], entry['details']]),
        [
          ['api-key-created', null, { apiKeyId: id }],
          ['api-key-revoked', null, { apiKeyId: id }],
        ],
      );
      // This process uses the folder: a second one would corrupt its files.
      const refused = await run(['add-key', 'acme', 'second']);
      assert.equal(refused.code, 1);
      assert.match(refused.err, new RegExp(`in use by process ${process.pid}`));
    } finally {
      await database.close();
    }
  });

  test('lists, retries and drops background jobs that were set aside, and records it', async () => {
    assert.equal((await run(['jobs'])).out, 'No job is set aside.\n');
    const at = '2026-03-01T10:00:00.000Z';
    const database = await openDatabase({ folder: join(folder, 'database') });
    await createCompany(database, { id: 'photos', name: 'Photos' });
    await inCompany(database, 'photos', (transaction) =>
      transaction
        .insertInto('object_deletions')
        .values(
          ['p-1', 'p-2'].map((photo_id) => ({
            ...{ company_id: 'photos', session_id: 'a\nb', photo_id, due_at: null },
            ...{ set_aside_at: at, error: 'EACCES', attempt_count: 8 },
          })),
        )
        .execute(),
    );
    await database.close();
    const row = (photo: string) =>
      `${at}  8         EACCES      photo-removal/photos/a%0Ab/${photo}`;
    const header = 'SET ASIDE                 ATTEMPTS  LAST ERROR  JOB';
    const listed = await run(['jobs']);
    assert.deepEqual(listed.out.split('\n'), [header, row('p-1'), row('p-2'), '']);

    const dropped = await run(['jobs', 'drop', 'photo-removal/photos/a%0Ab/p-1']);
    assert.deepEqual([dropped.code, dropped.err], [0, '']);
    assert.match(dropped.out, /^Dropped\. /);
    const retried = await run(['jobs', 'retry', 'photo-removal']);
    assert.equal(retried.code, 0);
    assert.match(retried.out, /^A running server will now retry the job\./);
    assert.equal((await run(['jobs'])).out, 'No job is set aside.\n');
    const none = await run(['jobs', 'retry', 'photo-removal/photos']);
    assert.equal(none.code, 1);
    assert.match(none.err, /^No job named "photo-removal\/photos" is set aside\.\n$/);

    const opened = await openDatabase({ folder: join(folder, 'database') });
    try {
      const entries = await inCompany(opened, 'photos', (transaction) =>
        readActivity(transaction, 'photos'),
      );
      assert.deepEqual(
        entries.map(({ entry }) => [entry['action'], entry['actor'], entry['details']]),
        [
          ['job-dropped', null, { jobKind: 'photo-removal', jobKey: ['a\nb', 'p-1'] }],
          ['job-retried', null, { jobKind: 'photo-removal', jobKey: ['a\nb', 'p-2'] }],
        ],
      );
    } finally {
      await opened.close();
    }
  });

  test('loads a watch list, and reports why it cannot load one', async () => {
    const path = join(folder, 'list.csv');
    writeFileSync(
      path,
      'id,schema,name,aliases,birth_date,dataset\nQ1,Person,Nodar Gamogonili,,1970,Example\n',
    );
    const loaded = await run(['load-list'], { KV_WATCH_LIST: path });
    assert.deepEqual([loaded.code, loaded.out, loaded.err], [0, 'Loaded 1 entries.\n', '']);
    assert.match((await run(['load-list'])).err, /^<file> is missing/);
    writeFileSync(path, 'id,schema\nQ1,Person\n');
    const refused = await run(['load-list', path]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /^The watch list lacks the columns/);
    const rows =
      'id,schema,name,aliases,birth_date,dataset\nQ1,Person,Nodar Gamogonili,,1970,A\nQ2,';
    writeFileSync(path, `${rows}Person,Jürgen Müller,,,A\n`, 'latin1');
    assert.match((await run(['load-list', path])).err, /^Line 3 of the watch list is not UTF-8/);
    writeFileSync(path, `${rows}Person,,,,A\n`);
    assert.match((await run(['load-list', path])).err, /^Of 2 entries .* in line 3/);
    const tolerant = { KV_WATCH_LIST: path, KV_WATCH_LIST_FAULTS: '0.5' };
    assert.equal(
      (await run(['load-list'], tolerant)).out,
      'Loaded 1 entries.\nFaults: 1, the first in line 3: the entry has no name.\n',
    );
  });

  test('exits when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { port } = other.address() as AddressInfo;
      const { code, err } = await run(['serve'], { PORT: String(port) });
      assert.equal(code, 1);
      assert.match(err, /EADDRINUSE/);
    } finally {
      other.close();
    }
  });
});
