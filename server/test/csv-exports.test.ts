import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { sql } from 'kysely';
import { isReviewError, type ReviewApi, type ReviewErrorCode } from 'kv-review/api';
import { exportCsv, readSessions } from 'kv-review/export/csv';
import type { Actor, CsvChunk, CsvExport, CsvFile, Session } from 'kv-review/model';
import { edgeSessions, hostileTexts, sampleSessions } from 'kv-review/testing';

import { readActivity } from '../src/activity/log.ts';
import { inCompany, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import type { CsvExportLimits } from '../src/review/csv-exports.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { createCompany } from '../src/store/companies.ts';
import { seedSessions } from '../src/store/seed.ts';
import { onEachDatabase } from './support/databases.ts';
import { activityKeys, memoryObjects, serve, type TestServer } from './support/store.ts';

const ana: Actor = { id: 'ana', name: 'Ana Agent', role: 'agent' };

/** Texts that a careless writer, reader or database would change. */
const texts = [
  ...Object.values(hostileTexts),
  ...['', ' ', ' a ', '"', '""', ',', 'a,b', 'a\nb', 'a\r\nb', '\r', '\t', '\ufeffa', "'", "'=1"],
  ...['0123', '12E5', '1/2', '+995 555', '-1', '91234567890', '192.0.2.1', '\u3164=1', '\u115f-1'],
  ...['a;=1', 'a|@b', 'ბერიძე', '\u{1f600}', 'ＡＢ', '\\N', '\\', 'a\\b', '\u2028', '{"a":1}'],
];

function hostileSessions(): Session[] {
  const [base] = sampleSessions({ count: 1, seed: 1 });
  assert.ok(base);
  return texts.map((text, index) => {
    // An unknown value has a character at least.
    const unknown = text === '' ? null : text;
    return {
      ...base,
      id: `hostile-${index}`,
      companyName: text,
      client: {
        ...base.client,
        ...{ firstName: text, lastName: text, documentNumber: text, personalNumber: text },
        ...{ sex: unknown, nationality: text, birthDate: null, expirationDate: null },
      },
      documentType: unknown,
      device: { name: text, type: unknown, browser: text, os: text, userAgent: text },
      clientIp: text,
      extra: [
        { key: text, value: text },
        { key: '__proto__', value: text },
        { key: text, value: text },
      ],
    };
  });
}

const sessions = [
  ...sampleSessions({ count: 700, seed: 'export' }),
  ...edgeSessions(),
  ...hostileSessions(),
];

async function refused(call: Promise<unknown>, code: ReviewErrorCode): Promise<void> {
  await assert.rejects(call, (error) => isReviewError(error) && error.code === code);
}

async function textOf({ chunks }: CsvFile): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of chunks) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

/** The file that a page writes from the pages of a list. */
async function pageByPage(
  api: ReviewApi,
  { sort = '-createdAt', mode, bom, reasons, ...filter }: CsvExport,
): Promise<string> {
  const format = {
    ...(mode && { mode }),
    ...(bom !== undefined && { bom }),
    ...(reasons !== undefined && { reasons }),
  };
  let text = '';
  for await (const chunk of exportCsv(readSessions(api, filter, { sort }), format)) text += chunk;
  return text;
}

onEachDatabase('CSV exports', (open) => {
  let database: Database;
  const servers: TestServer[] = [];
  const errors: unknown[] = [];

  async function signIn(companyId = 'a', csvExports: CsvExportLimits = {}): Promise<ReviewApi> {
    const served = createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey: activityKeys.writing, followUps },
      csvExports,
    });
    const server = await serve(served, (error) => errors.push(error));
    servers.push(server);
    return server.signIn(companyId, ana);
  }

  /** Adds copies of a session, so that a file is longer than what is written ahead of a reader. */
  const addMany = (companyId: string, count: number): Promise<unknown> =>
    inCompany(database, companyId, (transaction) =>
      sql`
        insert into sessions (
          company_id, id, version, status, created_at, company_name, status_order,
          document_presented, document_finished, liveness_finished, faces_compared, device, extra,
          attempt_count, failed_conditions, screening
        )
        select ${companyId}, 'many-' || number, 1, 'awaiting', now(), repeat('x', 2000), 1, false,
          false, false, false, '{}', '[]', 1, '[]', '{}'
        from generate_series(1, ${count}::int4) as number
      `.execute(transaction),
    );

  async function isSnapshotOpen(): Promise<boolean> {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
    `.execute(database.kysely);
    return rows.length > 0;
  }

  before(async () => {
    database = await open();
    for (const id of ['a', 'b', 'long', 'empty']) await createCompany(database, { id, name: id });
    await seedSessions(database, 'a', sessions);
    await seedSessions(database, 'b', sampleSessions({ count: 3, seed: 'other' }));
    await addMany('long', 12_000);
  });

  after(() => Promise.all(servers.map((server) => server.close())));

  const requests: Readonly<Record<string, CsvExport>> = {
    'all sessions': {},
    'those of a status, with reasons': { statuses: ['rejected'], reasons: true },
    'those of several statuses': { statuses: ['awaiting', 'success'], sort: 'status' },
    'those that a search finds': { search: 'a', sort: 'lastName' },
    'those with a possible spoof': { spoof: ['low-far', 'digital-spoof'], sort: '-firstName' },
    'those of a time': { createdFrom: '2026-01-01T00:00:00+04:00', sort: 'createdAt' },
    none: { search: 'nobody has this name' },
    'every text unchanged, without a byte order mark': { mode: 'raw', bom: false },
  };
  for (const [name, request] of Object.entries(requests)) {
    test(`abuse case 6: a file of ${name} has the bytes of an export page by page`, async () => {
      const api = await signIn();
      const file = await api.exportSessions(request);
      const text = await textOf(file);
      assert.equal(text, await pageByPage(api, request));
      const { count } = await api.countSessions(filterOf(request));
      assert.equal(file.count, count);
    });
  }

  test('abuse case 10: a file contains the sessions of one company', async () => {
    const api = await signIn('b');
    assert.equal((await api.exportSessions({})).count, 3);
    assert.equal((await (await signIn('empty')).exportSessions({})).count, 0);
  });

  test('abuse case 13: a request with unknown members or values is refused', async () => {
    const api = await signIn();
    for (const request of [{ columns: 'id' }, { sort: 'id; drop' }, { limit: 1 }, { mode: '' }]) {
      await refused(api.exportSessions(request as CsvExport), 'invalid');
    }
  });

  test('the log says who exported how many sessions, before the first byte', async () => {
    const api = await signIn('b');
    const { chunks } = await api.exportSessions({ statuses: ['awaiting'], search: 'x' });
    const log = await inCompany(database, 'b', (transaction) => readActivity(transaction, 'b'));
    const { actor, action, details } = log.at(-1)?.entry ?? {};
    const { id, role } = ana;
    assert.deepEqual([actor, action], [{ id, role }, 'export-csv']);
    assert.deepEqual(details, { count: 0, searched: true, fields: ['statuses'] });
    for await (const { count } of chunks) assert.equal(count, 0);
  });

  test('an aborted export ends, and the next one begins', async () => {
    const api = await signIn('long');
    const controller = new AbortController();
    const { chunks } = await api.exportSessions({}, { signal: controller.signal });
    const reading = (async () => {
      for await (const { count } of chunks) if (count > 0) controller.abort(new TypeError('left'));
    })();
    await refused(reading, 'aborted');
    assert.ok((await textOf(await api.exportSessions({}))).length > 24_000_000);
  });

  test('a caller that leaves the file makes room for the next one', async () => {
    const api = await signIn('long');
    for (let times = 0; times < 3; times += 1) {
      for await (const chunk of (await api.exportSessions({})).chunks) if (chunk.count > 0) break;
    }
  });

  test('a file ends when nobody has read it for too long, and is incomplete', async () => {
    // In PGlite it is complete by then.
    if (database.kind === 'pglite') return;
    const adapters = createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey: activityKeys.writing, followUps },
      csvExports: { silence: 1 },
    });
    const api = adapters.as({ companyId: 'long', actor: ana });
    const file = await api.exportSessions({});
    while (await isSnapshotOpen()) continue;
    await refused(textOf(file), 'timeout');
  });

  test('a second export of a company waits, and is unavailable for a moment', async () => {
    if (database.kind === 'pglite') return;
    const api = await signIn('long', { patience: 50, silence: 600_000 });
    const first = await api.exportSessions({});
    await assert.rejects(
      api.exportSessions({}),
      (error) =>
        isReviewError(error) && error.code === 'unavailable' && error.details.retryAfter === 10_000,
    );
    // Another company has a place of its own.
    assert.ok((await textOf(await (await signIn('b')).exportSessions({}))).length > 0);
    await textOf(first);
    await textOf(await api.exportSessions({}));
  });

  test('a file shows the moment at which it began', async () => {
    const api = await signIn('long');
    const file = await api.exportSessions({});
    await inCompany(database, 'long', (transaction) =>
      sql`update sessions set company_name = 'changed' where company_id = 'long'`.execute(
        transaction,
      ),
    );
    const text = await textOf(file);
    assert.equal(text.includes('changed'), false);
    assert.equal((await textOf(await api.exportSessions({}))).includes('changed'), true);
  });

  test('a file breaks off when the database does', async () => {
    if (database.kind === 'pglite') return;
    const api = await signIn('long');
    const { chunks } = await api.exportSessions({ search: '' });
    const parts: CsvChunk[] = [];
    const reading = (async () => {
      for await (const chunk of chunks) {
        if (parts.push(chunk) > 1) continue;
        await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
        `.execute(database.kysely);
      }
    })();
    await refused(reading, 'unavailable');
    assert.ok(parts.length > 0);
  });
});

const filterOf = ({ sort: _s, mode: _m, bom: _b, reasons: _r, ...filter }: CsvExport) => filter;
