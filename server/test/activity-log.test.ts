import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { isReviewError, type ReviewApi } from 'kv-review/api';
import type { ActivityChain, ActivityQuery } from 'kv-review/model';
import { sql } from 'kysely';

import type { CompanyTransaction } from '../src/database/index.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { databases } from './support/databases.ts';

const start = Date.UTC(2026, 10, 29, 12);
/** PGlite has one role, which sees the rows of every company. */
const ours = sql`company_id = current_setting('kv.company')`;
const minute = 60_000;

async function codeOf(answer: Promise<unknown>): Promise<string | undefined> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isReviewError(error) ? error.code : undefined;
}

for (const [name, spare] of databases) {
  describe(`the activity log over HTTP (${name})`, () => {
    let server: TestBackend;
    let time = start;

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => new Date(time) });
    });
    after(() => server.close());

    let companies = 0;

    /** A new company, its API key, and a master user of it. */
    async function newCompany() {
      companies += 1;
      const id = `company-${companies}`;
      const key = await server.addCompany({ id, name: id });
      const token = await server.token(key, 'master');
      return { id, key, token, api: server.api(token) };
    }

    const signIn = (key: string, report: object) =>
      server.send('/v1/sign-ins', key, { method: 'POST', body: JSON.stringify(report) });

    /** Writes as somebody does who has the password of the database. */
    const tamper = (
      companyId: string,
      work: (transaction: CompanyTransaction) => Promise<unknown>,
    ): Promise<unknown> =>
      server.backend.database.kysely.transaction().execute(async (transaction) => {
        await sql`select set_config('kv.company', ${companyId}, true)`.execute(transaction);
        return work(transaction);
      });

    const addEntries = async (api: ReviewApi, count: number): Promise<void> => {
      for (let number = 1; number <= count; number += 1) {
        await api.recordActivity({ action: 'export-csv', count: number });
      }
    };

    async function checked(api: ReviewApi): Promise<ActivityChain> {
      await api.checkActivityChain();
      await server.backend.jobs.settled();
      return api.getActivityChain();
    }

    const faults: readonly [
      what: string,
      kind: string,
      sequence: number,
      work: (transaction: CompanyTransaction) => Promise<unknown>,
    ][] = [
      [
        'edited',
        'edited',
        4,
        (transaction) =>
          sql`update activity set details = '{"count":99}' where ${ours} and sequence = 4`.execute(
            transaction,
          ),
      ],
      [
        'edited in its user',
        'edited',
        3,
        (transaction) =>
          sql`update activity set actor = '{"id":"u-9","role":"agent"}' where ${ours} and sequence = 3`.execute(
            transaction,
          ),
      ],
      [
        'deleted',
        'missing',
        5,
        (transaction) =>
          sql`delete from activity where ${ours} and sequence = 5`.execute(transaction),
      ],
      [
        'reordered',
        'reordered',
        3,
        async (transaction) => {
          for (const [from, to] of [
            [3, 1003],
            [4, 3],
            [1003, 4],
          ]) {
            await sql`update activity set sequence = ${to} where ${ours} and sequence = ${from}`.execute(
              transaction,
            );
          }
        },
      ],
      [
        'cut off at the end, and the end with it',
        'cut-off',
        6,
        async (transaction) => {
          await sql`delete from activity where ${ours} and sequence > 5`.execute(transaction);
          await sql`update activity_heads
            set sequence = 5, hash = (
              select hash from activity where ${ours} and sequence = 5
            ) where ${ours}`.execute(transaction);
        },
      ],
    ];

    for (const [what, kind, sequence, work] of faults) {
      test(`abuse case 25: getActivityChain names an entry that is ${what}`, async () => {
        const { id, api } = await newCompany();
        await addEntries(api, 8);
        const intact = await checked(api);
        assert.equal(intact.fault, null);
        assert.equal(intact.verified?.sequence, intact.last);
        assert.equal(intact.checkedInFullAt, new Date(time).toISOString());
        await tamper(id, work);
        if (kind === 'cut-off') {
          // Found at once, because a signed checkpoint has more entries than the log.
          const { fault } = await api.getActivityChain();
          assert.deepEqual([fault?.kind, fault?.sequence], ['cut-off', sequence]);
        }
        const { fault } = await checked(api);
        if (kind === 'cut-off') assert.ok(fault?.kind === 'head-mismatch' || fault?.kind === kind);
        else assert.deepEqual(fault, { sequence, kind, at: new Date(time).toISOString() });
      });
    }

    test('new entries are checked in the background, from the last checkpoint on', async () => {
      const { api } = await newCompany();
      await checked(api);
      await addEntries(api, 3);
      await server.backend.jobs.settled();
      const before = await api.getActivityChain();
      assert.ok((before.verified?.sequence ?? 0) < before.last);
      time += 2 * minute;
      await server.backend.jobs.settled();
      const after = await api.getActivityChain();
      assert.equal(after.verified?.sequence, after.last);
      assert.equal(after.verified.at, new Date(time).toISOString());
      assert.notEqual(after.checkedInFullAt, after.verified.at);
    });

    test('once a day, all entries are checked again', async () => {
      const { id, key, api } = await newCompany();
      await addEntries(api, 5);
      await checked(api);
      await tamper(id, (transaction) =>
        sql`update activity set details = '{}' where ${ours} and sequence = 2`.execute(transaction),
      );
      await addEntries(api, 1);
      time += 25 * 60 * minute;
      await server.backend.jobs.settled();
      const master = server.api(await server.token(key, 'master'));
      assert.equal((await master.getActivityChain()).fault?.sequence, 2);
    });

    test('a changed checkpoint counts for nothing', async () => {
      const { id, api } = await newCompany();
      await checked(api);
      await tamper(id, (transaction) =>
        sql`update activity_states set checkpoint = replace(checkpoint, '.', 'x.')
          where ${ours}`.execute(transaction),
      );
      assert.equal((await api.getActivityChain()).verified, null);
    });

    test('names of users are in no entry, and are those of today', async () => {
      const { key, api } = await newCompany();
      const report = { action: 'sign-in', userId: 'u-1', role: 'agent' };
      assert.equal((await signIn(key, { ...report, name: 'Before' })).status, 204);
      assert.equal((await signIn(key, { ...report, name: 'After' })).status, 204);
      const { items } = await api.listActivity({ users: ['u-1'], actions: ['sign-in'] });
      const actor = { id: 'u-1', name: 'After', role: 'agent' };
      assert.deepEqual(
        items.map((entry) => entry.actor),
        [actor, actor],
      );
      const response = await server.send(
        '/v1/activity-chain/entries?limit=1000',
        await server.token(key, 'master'),
      );
      assert.doesNotMatch(await response.text(), /Before|After|"name"/);
    });

    test('a failed sign-in names the user if there is one, and nothing that was typed', async () => {
      const { key, api } = await newCompany();
      const failed = { action: 'sign-in-failed' };
      for (const userId of ['master-1', 'correct horse battery staple', null]) {
        assert.equal((await signIn(key, { ...failed, userId })).status, 204);
      }
      const { items } = await api.listActivity({ actions: ['sign-in-failed'] });
      assert.deepEqual(
        items.map(({ details }) => details.userId),
        [undefined, undefined, 'master-1'],
      );
      assert.ok(items.every(({ details }) => typeof details.apiKeyId === 'string'));
      const byUser = await api.listActivity({ users: ['master-1'], actions: ['sign-in-failed'] });
      assert.equal(byUser.items.length, 1);
    });

    test('no page can report a sign-in', async () => {
      const { key, token, api } = await newCompany();
      const report = { action: 'sign-in', userId: 'u-1', name: 'U', role: 'master' };
      assert.equal((await signIn(token, report)).status, 401);
      const headers = { origin: 'https://portal.example', 'content-type': 'application/json' };
      const response = await server.send('/v1/sign-ins', key, {
        ...{ method: 'POST', headers, body: JSON.stringify(report) },
      });
      assert.equal(response.status, 403);
      assert.equal((await api.listActivity({ actions: ['sign-in'] })).items.length, 0);
    });

    test('a cursor is for one user and one filter', async () => {
      const { key, api } = await newCompany();
      await addEntries(api, 5);
      const other = server.api(await server.token(key, 'master', 'master-2'));
      const filter: ActivityQuery = { actions: ['export-csv'], limit: 2 };
      const { nextCursor, latest } = await api.listActivity(filter);
      assert.ok(nextCursor);
      assert.equal((await api.listActivity({ ...filter, cursor: nextCursor })).items.length, 2);
      const wrong: [ReviewApi, ActivityQuery][] = [
        [other, { ...filter, cursor: nextCursor }],
        [api, { limit: 2, cursor: nextCursor }],
        [api, { ...filter, after: nextCursor }],
        [other, { ...filter, after: latest }],
        [api, { ...filter, cursor: `${nextCursor}x` }],
      ];
      for (const [reader, query] of wrong) {
        assert.equal(await codeOf(reader.listActivity(query)), 'invalid', JSON.stringify(query));
      }
    });

    test('a log that stays open is read again after an hour', async () => {
      const { key, api } = await newCompany();
      const countReads = async (reader: ReviewApi) =>
        (await reader.listActivity({ actions: ['activity-read'] })).items.length;
      const { latest } = await api.listActivity({});
      await api.listActivity({ after: latest });
      assert.equal(await countReads(api), 2);
      time += 61 * minute;
      const later = server.api(await server.token(key, 'master'));
      const { latest: next } = await later.listActivity({ after: latest });
      await later.listActivity({ after: next });
      assert.equal(await countReads(later), 4);
    });

    test('abuse case 10: no filter, cursor, file or name shows anything of another company', async () => {
      const ours = await newCompany();
      await addEntries(ours.api, 3);
      await ours.api.recordActivity({ action: 'download-pdf', sessionIds: ['their-session'] });
      await signIn(ours.key, { action: 'sign-in', userId: 'ana', name: 'Ana', role: 'agent' });
      const theirs = await newCompany();
      const { nextCursor } = await ours.api.listActivity({ limit: 1 });
      const hidden: ActivityQuery[] = [{ users: ['ana'] }, { sessionId: 'their-session' }];
      for (const query of hidden) {
        assert.equal((await ours.api.listActivity(query)).items.length, 1);
        const { items, total } = await theirs.api.listActivity(query);
        assert.deepEqual([items, total], [[], { count: 0, exact: true }]);
      }
      assert.equal(await codeOf(theirs.api.listActivity({ cursor: nextCursor })), 'invalid');
      const { items } = await theirs.api.listActivityUsers();
      assert.deepEqual(
        items.map(({ id }) => id),
        ['master-1'],
      );
      const file = await theirs.api.exportActivity({ bom: false });
      let text = '';
      for await (const { bytes } of file.chunks) text += new TextDecoder().decode(bytes);
      assert.doesNotMatch(text, /ana|their-session/);
      assert.equal(text.split('\r\n').length, file.count + 2);
    });

    test('abuse case 6: a file guards the formula in a name', async () => {
      const { key, api } = await newCompany();
      await signIn(key, { action: 'sign-in', userId: '=1+1', name: '@SUM(A1)', role: 'agent' });
      const filter = { actions: ['sign-in' as const], bom: false };
      const read = async (mode: 'safe' | 'raw'): Promise<string> => {
        let text = '';
        for await (const { bytes } of (await api.exportActivity({ ...filter, mode })).chunks) {
          text += new TextDecoder().decode(bytes);
        }
        return text;
      };
      assert.match(await read('safe'), /,'=1\+1,'@SUM\(A1\),agent,sign-in,,/);
      assert.match(await read('raw'), /,=1\+1,@SUM\(A1\),agent,sign-in,,/);
    });
  });
}
