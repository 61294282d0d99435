import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { defaultSettings, type Actor, type Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { sql } from 'kysely';

import { createActivityKeys } from '../src/activity/keys.ts';
import { inCompany, openDatabase, type Database } from '../src/database/index.ts';
import { followUps } from '../src/follow-ups.ts';
import { asWorker } from '../src/jobs/queue.ts';
import { startJobs } from '../src/jobs/runner.ts';
import { createUserAdapters } from '../src/review/review-api.ts';
import { createCompany } from '../src/store/companies.ts';
import { eraseSession } from '../src/store/erase.ts';
import { createLikenessFills } from '../src/store/likeness-fills.ts';
import { likenessRows, writeLikenesses } from '../src/store/likenesses.ts';
import { seedSessions } from '../src/store/seed.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases, endings, onEachDatabase } from './support/databases.ts';
import { addFormerCompany, emptyDatabases, fillFormerDatabase } from './support/former-database.ts';
import { goodEvidence } from './support/finished-session.ts';
import { activityKeys, memoryObjects } from './support/store.ts';

const now = new Date('2026-03-01T10:00:00.000Z');
const { writing: activityKey } = activityKeys;
const agent: Actor = { id: 'ana', name: 'Ana', role: 'agent' };
const extraFields = [
  { key: 'phone', label: { en: 'Phone' }, type: 'phone', inList: true },
  { key: 'mail', label: { en: 'E-mail' }, type: 'email', inList: true },
] as const;
const settings = { ...defaultSettings, extraFields: [...extraFields] };

const awaiting = sampleSessions({ count: 400, seed: 11, now }).filter(
  ({ status }) => status === 'awaiting',
);

/** Sessions that have nothing in common. */
const apart = (id: string, client: Partial<Session['client']> = {}): Session => {
  const [sample] = awaiting;
  assert.ok(sample);
  const { device } = sample;
  const client_ = { ...sample.client, documentNumber: null, personalNumber: null, ...client };
  return {
    ...sample,
    ...{ id, client: client_, attempts: [], attemptCount: 0, selfie: null, extra: [], notes: [] },
    ...{ device: { ...device, userAgent: null }, clientIp: null, changes: [], decision: null },
    status: 'awaiting',
    screening: { status: 'clear', checkedAt: now.toISOString(), lists: ['List'] },
  };
};

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const rowsIn = (database: Database, company: string, sessionId?: string) =>
  inCompany(database, company, (transaction) =>
    transaction
      .selectFrom('session_likenesses')
      .selectAll()
      .where('company_id', '=', company)
      .$if(sessionId !== undefined, (query) => query.where('session_id', '=', sessionId ?? ''))
      .orderBy('kind')
      .orderBy('digest')
      .orderBy('session_id')
      .execute(),
  );

onEachDatabase('related sessions', (open) => {
  let database: Database;
  const as = (company: string, keys = activityKeys) =>
    createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey: keys.writing, activityKeys: keys },
      ...{ followUps, now: () => now },
    }).as({ companyId: company, actor: agent });
  const relatedIn = async (company: string, id: string) =>
    (await as(company).listRelatedSessions(id)).sessions.map(({ id: other, same }) => [
      other,
      ...same,
    ]);

  before(async () => {
    database = await open();
    for (const id of ['a', 'b', 'c', 'fill', 'many']) {
      await createCompany(database, { id, name: id, settings }, now);
    }
  });

  test('abuse case 31: sessions of two companies are never related, whatever they share', async () => {
    const shared = { documentNumber: '12AB34567', personalNumber: '01001012345' };
    const extra = [
      { key: 'phone', value: '+995 599 123456' },
      { key: 'mail', value: 'ana@example.com' },
    ];
    const sessions = ['same-1', 'same-2'].map((id) => ({ ...apart(id, shared), extra }));
    // The ids are the same, too.
    for (const company of ['a', 'b'])
      await seedSessions(database, company, sessions, { activityKey });
    const [first] = sessions;
    assert.ok(first);
    await seedSessions(database, 'b', [{ ...first, id: 'only-b' }], { activityKey });
    const same = ['document-number', 'personal-number', 'phone', 'email'];
    assert.deepEqual(await relatedIn('a', 'same-1'), [['same-2', ...same]]);
    assert.equal((await relatedIn('b', 'same-1')).length, 2);
    const digests = await Promise.all(
      ['a', 'b'].map(async (company) =>
        (await rowsIn(database, company)).map(({ digest }) => digest),
      ),
    );
    const [ofA, ofB] = digests;
    assert.ok(ofA?.length === 8 && ofB?.length === 12);
    assert.deepEqual(
      ofA.filter((digest) => ofB.includes(digest)),
      [],
      'the digests of two companies cannot be compared',
    );
    const all = await inCompany(database, '', (transaction) =>
      transaction.selectFrom('session_likenesses').selectAll().execute(),
    );
    assert.deepEqual(all, [], 'without a company, a request sees no row');
    await assert.rejects(
      inCompany(database, 'a', (transaction) =>
        sql`insert into session_likenesses values ('b', 'phone', 'x', now(), 'same-1')`.execute(
          transaction,
        ),
      ),
      /row-level security/,
    );
  });

  test('no digest and no value is in an answer, or in the log', async () => {
    await seedSessions(
      database,
      'c',
      ['x', 'y'].map((id) => apart(id, { documentNumber: 'SECRET77' })),
      {
        activityKey,
      },
    );
    const answer = await as('c').listRelatedSessions('x');
    const [row] = await rowsIn(database, 'c');
    assert.ok(row);
    const log = await inCompany(database, 'c', (transaction) =>
      transaction.selectFrom('activity').select(['action', 'session_id', 'details']).execute(),
    );
    assert.deepEqual(log.at(-1), {
      action: 'sessions-listed',
      session_id: 'x',
      details: { count: 1, view: 'related' },
    });
    for (const text of [JSON.stringify(answer), JSON.stringify(log)]) {
      assert.ok(!text.includes(row.digest) && !/secret77/i.test(text));
    }
    assert.ok(!JSON.stringify(row).toLowerCase().includes('secret77'));
  });

  test('an edit changes what is related, in its transaction; a refused one does not', async () => {
    await seedSessions(
      database,
      'c',
      [
        apart('edited', { documentNumber: 'FIRST111' }),
        apart('other', { documentNumber: 'OTHER222' }),
      ],
      { activityKey },
    );
    const before = await rowsIn(database, 'c', 'edited');
    const api = as('c');
    const edit = (documentNumber: string, version: string) =>
      api.editClient(
        'edited',
        { documentNumber },
        { version, idempotencyKey: `k-${documentNumber}` },
      );
    await assert.rejects(edit('other-222', '7'), { code: 'conflict' });
    assert.deepEqual(await rowsIn(database, 'c', 'edited'), before);
    const { version } = await edit('other-222', '1');
    assert.deepEqual(await relatedIn('c', 'edited'), [['other', 'document-number']]);
    assert.deepEqual(await relatedIn('c', 'other'), [['edited', 'document-number']]);
    await edit('FIRST111', version);
    assert.deepEqual(await rowsIn(database, 'c', 'edited'), before);
  });

  test('after fifty edits at once, the digests are those of the session', async () => {
    await seedSessions(database, 'c', [apart('raced', { documentNumber: 'RACE0000' })], {
      activityKey,
    });
    const api = as('c');
    const edits = range(50).map((index) =>
      api.editClient(
        'raced',
        { documentNumber: `RACE1${index}` },
        { version: '1', idempotencyKey: `r-${index}` },
      ),
    );
    const results = await Promise.allSettled([
      ...edits,
      ...range(10).map(() => api.listRelatedSessions('raced')),
    ]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 11);
    const session = await api.getSession('raced');
    const rules = { companyId: 'c', extraFields, key: activityKey };
    const digests = (rows: readonly { digest: string }[]) =>
      rows.map(({ digest }) => digest).sort();
    assert.deepEqual(
      digests(await rowsIn(database, 'c', 'raced')),
      digests(likenessRows(rules, session)),
    );
  });

  test('an erased session leaves no digest', async () => {
    await seedSessions(
      database,
      'c',
      ['gone', 'left'].map((id) => apart(id, { personalNumber: 'ERASE99' })),
      {
        activityKey,
      },
    );
    assert.equal((await relatedIn('c', 'left')).length, 1);
    const objects = memoryObjects();
    assert.ok(await eraseSession({ database, objects, activityKey, followUps }, 'c', 'gone'));
    assert.deepEqual(await relatedIn('c', 'left'), []);
    assert.deepEqual(await rowsIn(database, 'c', 'gone'), []);
  });

  test('a new key finds what an earlier one has digested, as long as the server has both', async () => {
    const [old, next] = [
      { id: 'old', secret: 'o'.repeat(32) },
      { id: 'new', secret: 'n'.repeat(32) },
    ];
    const before = createActivityKeys([old]);
    const both = createActivityKeys([next, old]);
    const seed = (id: string, key: typeof activityKey) =>
      seedSessions(database, 'c', [apart(id, { documentNumber: 'ROTATED5' })], {
        activityKey: key,
      });
    await seed('by-old', before.writing);
    await seed('by-new', both.writing);
    const related = async (id: string, keys: typeof both) =>
      (await as('c', keys).listRelatedSessions(id)).sessions.map((session) => session.id);
    assert.deepEqual(await related('by-new', both), ['by-old']);
    assert.deepEqual(await related('by-old', both), ['by-new']);
    assert.deepEqual(await related('by-new', createActivityKeys([next])), []);
  });

  test('sessions that were stored without the key are digested in the background', async () => {
    const numbered = range(600).map((index) =>
      apart(`f-${String(index).padStart(4, '0')}`, {
        documentNumber: `FILL${Math.floor(index / 2)}X`,
      }),
    );
    await seedSessions(database, 'fill', numbered);
    assert.deepEqual(await relatedIn('fill', 'f-0000'), []);
    const onError = (error: unknown) => assert.fail(String(error));
    const kinds = [createLikenessFills({ database, key: activityKey })];
    const clock = () => new Date(Date.now() + 60_000);
    const jobs = await startJobs({ database, now: clock, kinds, onError });
    try {
      // An edit in the meantime comes before or after the fill of its session, never in between.
      const options = { version: '1', idempotencyKey: 'while-filling' };
      await as('fill').editClient('f-0599', { documentNumber: 'FILL0X' }, options);
      await jobs.settled();
    } finally {
      await jobs.stop();
    }
    assert.deepEqual(await relatedIn('fill', 'f-0000'), [
      ['f-0599', 'document-number'],
      ['f-0001', 'document-number'],
    ]);
    assert.deepEqual(await relatedIn('fill', 'f-0598'), []);
    const left = await inCompany(database, 'fill', (transaction) =>
      transaction.selectFrom('likeness_fills').selectAll().execute(),
    );
    assert.deepEqual(left, [], 'the job is done');
  });

  test('the worker sees which companies have a fill, and nothing else', async () => {
    const read = (columns: string) =>
      asWorker(database, (transaction) =>
        sql.raw(`select ${columns} from likeness_fills`).execute(transaction),
      );
    await read('company_id, ready_at');
    await assert.rejects(read('after'), /permission denied/);
    await assert.rejects(
      asWorker(database, (transaction) =>
        sql`select digest from session_likenesses`.execute(transaction),
      ),
      /permission denied/,
    );
  });

  test('related sessions are found by an index, under row-level security', async () => {
    await inCompany(database, 'many', async (transaction) => {
      // Triggers run for each of the rows, which takes long on a busy machine.
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`
        insert into sessions (company_id, id, version, status, created_at, company_name, status_order,
          document_presented, document_finished, liveness_finished, faces_compared, device, extra,
          attempt_count, failed_conditions, screening)
        select 'many', 's-' || n, 1, 'awaiting', ${now.toISOString()}::timestamptz - n * interval '1 minute',
          'many', 1, false, false, false, false, '{}', '[]', 0, '[]', '{}'
        from generate_series(1, 20000) as n
      `.execute(transaction);
      await sql`
        insert into session_likenesses
        select company_id, kind, md5(id || kind), created_at, id
        from sessions, unnest(array['document-number', 'phone', 'address']) as kind
      `.execute(transaction);
    });
    await sql`analyze session_likenesses`.execute(database.kysely);
    const plan = await inCompany(database, 'many', async (transaction) => {
      const { rows } = await sql<Record<string, string>>`
        explain select wanted.value, found.session_id
        from unnest(${[0, 1]}::int4[], ${['phone', 'address']}::text[], ${['x', 'y']}::text[])
          as wanted (value, kind, digest)
        cross join lateral (
          select session_id, created_at from session_likenesses
          where company_id = 'many' and kind = wanted.kind and digest = wanted.digest
            and session_id <> 's-1' and created_at >= '-infinity'
          order by created_at desc, session_id desc limit 21
        ) as found
      `.execute(transaction);
      return rows.map((row) => Object.values(row)[0]).join('\n');
    });
    assert.match(plan, /Index Only Scan Backward using session_likenesses_pkey/);
    assert.doesNotMatch(plan, /Seq Scan|Sort/);
  });

  test('writing the same values again writes nothing', async () => {
    const session = apart('unchanged', { documentNumber: 'SAME1234' });
    await seedSessions(database, 'c', [session], { activityKey });
    const rules = { companyId: 'c', extraFields, key: activityKey };
    const xmin = () =>
      inCompany(database, 'c', async (transaction) => {
        const { rows } = await sql<{ xmin: string }>`
          select xmin::text from session_likenesses where session_id = 'unchanged'
        `.execute(transaction);
        return rows;
      });
    const before = await xmin();
    await inCompany(database, 'c', (transaction) =>
      writeLikenesses(transaction, rules, session, { ...session, attempts: [] }),
    );
    assert.deepEqual(await xmin(), before);
    assert.equal(before.length, 1);
  });
});

for (const [name, spare] of databases) {
  describe(`related sessions of a capture (${name})`, () => {
    let server: TestBackend;
    let key: string;
    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      key = await server.addCompany({ id: 'a', name: 'A', settings });
    });
    after(() => server.close());

    async function capture(extra: Session['extra'], clientIp: string): Promise<string> {
      const post = async (path: string, body: object = {}) => {
        const response = await server.send(path, key, {
          method: 'POST',
          body: JSON.stringify(body),
        });
        assert.ok(response.ok, await response.clone().text());
        return (await response.json()) as { id: string };
      };
      const { id } = await post('/v1/sessions', { extra });
      const device = { name: null, type: null, browser: null, os: null, userAgent: 'Phone/1' };
      await post(`/v1/sessions/${id}/attempts`, { clientIp, device });
      const body = new FormData();
      body.set('evidence', JSON.stringify(goodEvidence(now)));
      const path = `/v1/sessions/${id}/attempts/1`;
      const put = await server.send(`${path}/evidence`, key, { method: 'PUT', body });
      assert.equal(put.status, 200, await put.text());
      await post(`${path}/finish`);
      return id;
    }

    test('what a capture sends is compared at once', async () => {
      const first = await capture(
        [
          { key: 'phone', value: '+995 599 12 34 56' },
          { key: 'mail', value: 'Ana@Example.com' },
        ],
        '2001:db8:1:2::1',
      );
      const second = await capture(
        [
          { key: 'phone', value: '00995599123456' },
          { key: 'mail', value: 'ana@example.com ' },
        ],
        '2001:db8:1:2:ffff::9',
      );
      const { body } = await server
        .send(`/v1/sessions/${first}/related`, await server.token(key))
        .then(async (response) => ({ body: (await response.json()) as { sessions: object[] } }));
      const { client, createdAt, status, decision } = await server
        .api(await server.token(key))
        .getSession(second);
      const { firstName, lastName } = client;
      assert.deepEqual(body, {
        sessions: [
          {
            ...{ id: second, createdAt, status, decision, client: { firstName, lastName } },
            same: ['document-number', 'personal-number', 'phone', 'email', 'device', 'address'],
          },
        ],
        hasMore: false,
      });
    });
  });
}

for (const [name, spare] of emptyDatabases) {
  test(`sessions from before related sessions are digested when the server starts (${name})`, async (context) => {
    const atEnd = endings(context);
    const empty = await spare();
    atEnd(empty.drop);
    await fillFormerDatabase(empty, '0013-entry-countries', async (former) => {
      await addFormerCompany(former, 'a');
      const sessions = ['one', 'two'].map((id) => apart(id, { documentNumber: 'FORMER12' }));
      await seedSessions(
        former,
        'a',
        sessions.map(({ judgement: _, ...session }) => session),
      );
    });
    const database = await openDatabase(empty.location);
    atEnd(() => database.close());
    const kinds = [createLikenessFills({ database, key: activityKey })];
    const onError = (error: unknown) => assert.fail(String(error));
    const clock = () => new Date(Date.now() + 60_000);
    const jobs = await startJobs({ database, now: clock, kinds, onError });
    await jobs.settled();
    await jobs.stop();
    const api = createUserAdapters({
      ...{ database, objects: memoryObjects(), activityKey, followUps, now: () => now },
    }).as({ companyId: 'a', actor: agent });
    const { sessions } = await api.listRelatedSessions('one');
    assert.deepEqual(
      sessions.map(({ id }) => id),
      ['two'],
    );
  });
}
