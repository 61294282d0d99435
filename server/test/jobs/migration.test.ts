import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sql } from 'kysely';

import { inCompany, openDatabase } from '../../src/database/index.ts';
import { deliveryJobs } from '../../src/hooks/outbox.ts';
import { findReady } from '../../src/jobs/queue.ts';
import { screeningJobs } from '../../src/screening/due.ts';
import { photoRemovals } from '../../src/store/object-deletions.ts';
import { emptyDatabases, fillFormerDatabase } from '../support/former-database.ts';

const due = '2026-03-01T10:00:00.000Z';
const leaseEnd = '2026-03-01T10:00:30.000Z';

/** Rows of version 4: a hook with one running delivery and one that waits. */
const rows = [
  `insert into companies values ('a', 'A', '{}', '{}', '{}', '${due}')`,
  `insert into object_deletions values ('a', 's-1', 'p-1', '${due}')`,
  `insert into web_hooks values ('a', 'h', 'post-verification', 'POST', 'https://x.example/', true,
     'sealed', null, null, '${due}', 'lease-1', '${leaseEnd}')`,
  ...['m-1', 'm-2'].map(
    (id, index) => `insert into web_hook_deliveries values ('a', '${id}', 'h', ${index + 1},
      'session.finished', null, '{}', 'pending', '${due}', ${index}, ${1 - index}, '${due}')`,
  ),
  `insert into web_hook_attempts values ('a', 'm-1', 1, '${due}', null, null, null)`,
];

for (const [name, spare] of emptyDatabases) {
  test(`rows from before the jobs become jobs and keep their lease (${name})`, async (context) => {
    const empty = await spare();
    context.after(empty.drop);
    await fillFormerDatabase(empty, '0004-screening', async ({ kysely }) => {
      await kysely.transaction().execute(async (transaction) => {
        await sql`select set_config('kv.company', 'a', true)`.execute(transaction);
        for (const row of rows) await sql.raw(row).execute(transaction);
      });
    });

    const database = await openDatabase(empty.location);
    try {
      const deliveries = await inCompany(database, 'a', (transaction) =>
        transaction
          .selectFrom('web_hook_deliveries')
          .select([
            'id',
            'due_at',
            'failures',
            'attempt_count',
            'lease',
            'leased_until',
            'ready_at',
          ])
          .orderBy('id')
          .execute(),
      );
      const leased = { lease: 'lease-1', leased_until: leaseEnd, ready_at: leaseEnd };
      const free = { lease: null, leased_until: null, ready_at: due };
      assert.deepEqual(deliveries, [
        { id: 'm-1', due_at: due, failures: 0, attempt_count: 1, ...leased },
        { id: 'm-2', due_at: due, failures: 1, attempt_count: 0, ...free },
      ]);
      const now = new Date(due);
      for (const [table, companyIds] of [
        [photoRemovals, ['a']],
        [deliveryJobs, ['a']],
        [screeningJobs, []],
      ] as const) {
        const found = await findReady(database, table, { after: '', limit: 10, now });
        assert.deepEqual(found.companyIds, companyIds, table.kind);
      }
    } finally {
      await database.close();
    }
  });
}
