import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import fc from 'fast-check';
import { isReviewError } from 'kv-review/api';
import { createMemoryApi, type MemoryApi } from 'kv-review/api/memory';
import {
  clientWords,
  documentType,
  defaultSettings,
  judgement,
  queueConditions,
  sessionFilter,
  sessionQuery,
  sessionSorts,
  sessionStatus,
  spoofKind,
  unreadClient,
  type DueState,
  type MatchLevel,
  type Session,
  type SessionCount,
  type SessionFilter,
  type SessionPage,
  type SessionQuery,
  type SessionSummary,
} from 'kv-review/model';
import { edgeSessions, hostileTexts, sampleSessions, sampleWorkspace } from 'kv-review/testing';
import { sql } from 'kysely';
import * as v from 'valibot';

import { inCompany, type Database } from '../src/database/index.ts';
import { countSessions, listSessions, type ListingLimits } from '../src/store/listing.ts';
import { insertSettings } from '../src/store/settings.ts';
import { insertSession, readSession, updateSession } from '../src/store/sessions.ts';
import { onEachDatabase } from './support/databases.ts';

const acceptanceLevel: MatchLevel = 4;

const now = new Date('2026-06-02T12:00:00.000Z');
const context = { acceptanceLevel, now };

/** Some conditions have no hours, and some have the same. */
const dueHours = {
  mrz: 24,
  expiry: 24,
  'face-match-level': 8760,
  'open-match': 300,
  liveness: null,
};

/** Without characters that PostgreSQL cannot store. */
const withoutNul = (session: Session): Session =>
  JSON.parse(JSON.stringify(session).replaceAll('\\u0000', '')) as Session;

/** Sessions that share a name or an instant, or have no client data. */
function alikeSessions(): Session[] {
  return sampleSessions({ count: 120, seed: 3 }).map((session, index) => ({
    ...session,
    id: `alike-${index}`,
    createdAt: `2026-06-0${1 + (index % 3)}T00:00:00.000Z`,
    client:
      [
        unreadClient,
        { ...session.client, firstName: 'Élodie Łucja', lastName: '' },
        { ...session.client, firstName: 'elodie', lastName: 'ÖZTÜRK-łucja' },
        { ...session.client, firstName: 'გიორგი', lastName: null, personalNumber: '01-001' },
        { ...session.client, firstName: 'a'.repeat(200), lastName: `${'b'.repeat(120)} c` },
      ][index % 5] ?? unreadClient,
  }));
}

const sessions = [
  ...sampleSessions({ count: 250, seed: 7 }),
  ...alikeSessions(),
  ...edgeSessions().map(withoutNul),
];

const words = [...new Set(sessions.flatMap(({ client }) => clientWords(client)))];

const part = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...words), fc.nat(6)).map(([word, end]) =>
      Array.from(word)
        .slice(0, end + 1)
        .join(''),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...words).map((word) => word.toUpperCase().slice(0, 80)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);

const instants = fc
  .tuple(fc.constantFrom(...sessions), fc.constantFrom(-1, 0, 1, 86_400_000))
  .map(([{ createdAt }, step]) => new Date(Date.parse(createdAt) + step).toISOString());
const end = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: instants },
);

const none: fc.Arbitrary<never[]> = fc.constant([]);

const filters: fc.Arbitrary<SessionFilter> = fc.record({
  search: fc.oneof(
    fc.constant(''),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ').slice(0, 200)),
  ),
  statuses: fc.subarray([...sessionStatus.options]),
  documentTypes: fc.subarray([...documentType.options]),
  spoof: fc.subarray([...spoofKind.options]),
  judged: fc.subarray([...judgement.options]),
  createdFrom: end,
  createdBefore: end,
  conditions: fc.oneof(
    { weight: 3, arbitrary: none },
    { weight: 1, arbitrary: fc.subarray([...queueConditions], { minLength: 1, maxLength: 6 }) },
  ),
  due: fc.oneof(
    { weight: 3, arbitrary: none },
    { weight: 1, arbitrary: fc.constant<DueState[]>(['overdue']) },
  ),
});

const queries: fc.Arbitrary<SessionQuery> = fc
  .tuple(filters, fc.constantFrom(...sessionSorts), fc.constantFrom(5, 7, 50, 200))
  .map(([filter, sort, limit]) => ({ ...filter, sort, limit }));

const everyOrder = [
  ...sessionSorts.map((sort): [SessionQuery] => [{ sort, limit: 7 }]),
  ...(['dueAt', '-createdAt', 'lastName'] as const).flatMap((sort): [SessionQuery][] => [
    [{ sort, limit: 7, statuses: ['awaiting'] }],
    [{ sort, limit: 7, due: ['overdue'] }],
    [{ sort, limit: 7, conditions: ['mrz', 'open-match'], search: 'a' }],
    [{ sort, limit: 7, conditions: ['other'], statuses: ['success', 'rejected'] }],
  ]),
];

/** Limits that force each way to a page: sorting the candidates, and reading in the order of an index. */
const ways: Record<string, ListingLimits> = {
  'sorting candidates': {
    count: 10_000,
    upToDay: 10_000,
    terms: 12_000,
    counted: 50_000,
    examined: 50_000,
    sorted: 5_000,
  },
  'reading in order': {
    count: 10_000,
    upToDay: 10_000,
    terms: 12_000,
    counted: 50_000,
    examined: 50_000,
    sorted: -1,
  },
  'reading in order, then sorting': {
    count: 10_000,
    upToDay: 10_000,
    terms: 12_000,
    counted: 40,
    examined: 40,
    sorted: 20,
  },
};

type List = (query: SessionQuery) => Promise<SessionPage>;

async function readPages(list: List, query: SessionQuery): Promise<SessionPage[]> {
  const pages: SessionPage[] = [];
  let cursor: string | null = null;
  do {
    const page: SessionPage = await list({ ...query, cursor });
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < 80);
  return pages;
}

const ids = ({ items }: SessionPage): string[] => items.map(({ id }) => id);

/** A count is exact or a lower bound. */
function assertCounted(counted: SessionCount | null, expected: SessionCount | null): void {
  assert.ok(counted && expected);
  if (counted.exact) assert.equal(counted.count, expected.count);
  else assert.ok(counted.count <= expected.count);
}

function refusedCursor(error: unknown): boolean {
  assert.ok(isReviewError(error));
  assert.equal(error.code, 'invalid');
  assert.equal(error.details.parts?.[0]?.pointer, 'cursor');
  return true;
}

onEachDatabase('listing', (open) => {
  let database: Database;
  let memory: MemoryApi;

  const list = (query: SessionQuery, limits?: ListingLimits, companyId = 'a') =>
    inCompany(database, companyId, (transaction) =>
      listSessions(transaction, companyId, v.parse(sessionQuery, query), context, limits),
    );
  const count = (filter: SessionFilter, limits?: ListingLimits, companyId = 'a') =>
    inCompany(database, companyId, (transaction) =>
      countSessions(transaction, companyId, v.parse(sessionFilter, filter), context, limits),
    );

  async function addCompany(id: string, held: readonly Session[]): Promise<void> {
    await inCompany(database, id, async (transaction) => {
      await sql`
        insert into companies (id, name, allowed_origins, created_at) values (${id}, ${id}, '{}', now())
      `.execute(transaction);
      const settings = { ...defaultSettings, dueHours };
      const version = { version: '1', changedAt: now.toISOString(), changedBy: null, settings };
      await insertSettings(transaction, id, version);
      for (const session of held) await insertSession(transaction, id, { session });
    });
  }

  before(async () => {
    database = await open();
    memory = createMemoryApi({
      ...{ sessions, workspace: sampleWorkspace(), now: () => now },
      settings: { dueHours },
    });
    await addCompany('a', sessions);
    await addCompany('b', alikeSessions());
  });

  for (const [way, limits] of Object.entries(ways)) {
    test(`pages and counts equal those of the memory adapter, ${way}`, async () => {
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          const expected = await readPages((page) => memory.listSessions(page), query);
          const pages = await readPages((page) => list(page, limits), query);
          assert.deepEqual(pages.map(ids), expected.map(ids));
          for (const { total } of pages) {
            assertCounted(total, expected[0]?.total ?? null);
            assert.ok(total?.exact || limits.examined < sessions.length);
          }
          const { sort: _sort, limit: _limit, ...filter } = query;
          assertCounted(await count(filter, limits), await memory.countSessions(filter));
        }),
        { numRuns: 40, seed: 1, examples: everyOrder },
      );
    });

    test(`pages at an offset equal those of the memory adapter, ${way}`, async () => {
      const depths = fc.tuple(queries, fc.constantFrom(0, 1, 30, 59, 60, 61, 2 ** 53 - 1));
      await fc.assert(
        fc.asyncProperty(depths, async ([query, offset]) => {
          const expected = await memory.listSessions({ ...query, offset });
          const page = await list({ ...query, offset }, limits);
          assert.deepEqual(ids(page), ids(expected));
          assert.equal(page.nextCursor === null, expected.nextCursor === null);
          assertCounted(page.total, expected.total);
          if (page.nextCursor === null) return;
          const next = await list({ ...query, cursor: page.nextCursor }, limits);
          const { items } = await memory.listSessions({ ...query, cursor: expected.nextCursor });
          assert.deepEqual(ids(next), ids({ ...next, items }));
        }),
        { numRuns: 60, seed: 1, examples: everyOrder.map(([query]) => [[query, 7]]) },
      );
    });
  }

  test('a row equals that of the memory adapter', async () => {
    const plain = ({ version: _version, ...row }: SessionSummary) => row;
    const query: SessionQuery = { sort: 'lastName', limit: 200 };
    const expected = await memory.listSessions(query);
    const page = await list(query);
    assert.deepEqual(page.items.map(plain), expected.items.map(plain));
  });

  test('beyond its limits, a count is a lower bound', async () => {
    const narrow = { count: 20, upToDay: 50, terms: 25, counted: 30, examined: 400, sorted: 10 };
    const all = await list({ limit: 5 }, narrow);
    assert.deepEqual(all.total, { count: 20, exact: false });
    const next = await list({ limit: 5, cursor: all.nextCursor }, narrow);
    assert.deepEqual(next.total, all.total);
    assert.deepEqual(await count({ search: 'elodie' }, narrow), { count: 20, exact: false });
    const { count: least, exact } = await count({ spoof: ['digital-spoof'] }, narrow);
    assert.ok(!exact && least <= (await count({ spoof: ['digital-spoof'] })).count);
    const found: SessionQuery = { search: 'elodie', spoof: ['far-not-measured'], limit: 5 };
    const page = await list(found, narrow);
    assert.equal(page.items.length, 5);
    assert.equal(page.total?.exact, false);
    assert.deepEqual(await count({ search: 'no-such-name' }, narrow), { count: 0, exact: true });
    const days = sessions.map(({ createdAt }) => createdAt).toSorted();
    const [fortieth, sixtieth] = [days.at(-40), days.at(-60)].map((createdFrom) => ({
      createdFrom: createdFrom ?? null,
    }));
    assert.deepEqual(
      await count(fortieth ?? {}, narrow),
      await memory.countSessions(fortieth ?? {}),
    );
    assert.deepEqual(await count(sixtieth ?? {}, narrow), { count: 50, exact: false });
  });

  test('a page continues after the previous one, even if the last session has moved', async () => {
    const company = 'moving';
    await addCompany(
      company,
      ['anna', 'anna', 'berta', 'clara', null].map((firstName, index) => ({
        ...(sampleSessions({ count: 1, seed: 5 })[0] as Session),
        id: `s${index}`,
        status: 'awaiting' as const,
        decision: null,
        client: { ...unreadClient, firstName },
      })),
    );
    const first = await list({ sort: 'firstName', limit: 2 }, undefined, company);
    assert.deepEqual(ids(first), ['s0', 's1']);
    const byStatus = await list({ sort: 'status', limit: 2 }, undefined, company);
    await inCompany(database, company, async (transaction) => {
      const stored = await readSession(transaction, company, 's1');
      assert.ok(stored);
      const { session } = stored;
      const by = { id: 'u', name: 'U' };
      const at = session.createdAt;
      await updateSession(transaction, company, stored, {
        ...session,
        status: 'success',
        decision: { verdict: 'verify', reasons: [], by, at },
        client: { ...session.client, firstName: 'zoe' },
        changes: [{ field: 'firstName', before: 'anna', after: 'zoe', by, at }],
      });
    });
    const second = await list(
      { sort: 'firstName', limit: 2, cursor: first.nextCursor },
      undefined,
      company,
    );
    assert.deepEqual(ids(second), ['s2', 's3']);
    const rest = await list(
      { sort: 'status', limit: 9, cursor: byStatus.nextCursor },
      undefined,
      company,
    );
    assert.deepEqual(ids(rest), ['s2', 's3', 's4', 's1']);
  });

  test('abuse case 13: a cursor contains no name, and is refused for another order or company', async () => {
    const { nextCursor, items } = await list({ sort: 'firstName', limit: 3 });
    const text = Buffer.from(String(nextCursor), 'base64url').toString();
    assert.ok(text.includes(items[2]?.id ?? '?'));
    assert.ok(!text.includes(items[2]?.client.firstName ?? '?'));
    await assert.rejects(list({ sort: 'lastName', cursor: nextCursor }), refusedCursor);
    const { nextCursor: cursor } = await list({ limit: 3 });
    await assert.rejects(list({ cursor }, undefined, 'b'), refusedCursor);
  });

  test('abuse case 13: an invented cursor is refused', async () => {
    const { id } = sessions[0] as Session;
    const made: unknown[] = [
      ...['', 'null', "' or true --", 7, { sort: 'status' }, ['status', id], [[], id, 1, null]],
      ['status', id, 40_000, null],
      ['status', id, null, null],
      ['status', id, -1, null],
      ['status', id, 1, -5],
      ['status', id, 1e300, null],
      ['status', `${id}' or true --`, 1, null],
      ['status', `${id}\0`, 1, null],
      ['status', '', 1, null],
      ['status; drop table sessions', id, 1, null],
    ];
    const cursors = made.map((content) =>
      Buffer.from(JSON.stringify(content)).toString('base64url'),
    );
    for (const cursor of [...cursors, "' or true --", '\0', '%00', '='.repeat(1024)]) {
      await assert.rejects(list({ sort: 'status', cursor }), refusedCursor, cursor);
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (cursor) => {
        await assert.rejects(list({ sort: 'status', cursor }), refusedCursor);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('abuse case 13: every search is treated as text', async () => {
    const texts = [
      ...Object.values(hostileTexts),
      ...["'; drop table sessions; --", "' or '1'='1", '%', '_', '\\', '"', '$1', 'a\0b', '\ud800'],
      ...['\u{10ffff}', 'ﷺ'.repeat(200), 'a b c d e f g h i j k l m n o p q r s t u v w x y z'],
    ];
    for (const search of texts.map((text) => text.slice(0, 200))) {
      for (const limits of Object.values(ways)) {
        const expected = await memory.listSessions({ search });
        const page = await list({ search }, limits);
        assert.deepEqual(ids(page), ids(expected), search);
        assertCounted(page.total, expected.total);
      }
    }
    assert.equal((await list({})).total?.count, sessions.length);
  });

  test('abuse case 13: instants at the limits of the calendar are read as in the memory adapter', async () => {
    const instants = [
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-14:00',
      '2026-06-03T04:00:00+04:00',
    ];
    for (const instant of [...instants, '2026-02-30T00:00:00Z', '2026-06-02T24:00:00Z']) {
      if (Number.isNaN(Date.parse(instant))) continue;
      for (const filter of [{ createdFrom: instant }, { createdBefore: instant }]) {
        assert.equal(
          (await count(filter)).count,
          (await memory.countSessions(filter)).count,
          instant,
        );
      }
    }
  });

  test('abuse case 10: includes neither rows nor counts of another company', async () => {
    const page = await list({ limit: 200 }, undefined, 'b');
    assert.ok(ids(page).every((id) => id.startsWith('alike-')));
    assert.equal((await count({}, undefined, 'b')).count, 120);
    assert.equal((await count({ search: 'maximiliana' }, undefined, 'b')).count, 0);
    await inCompany(database, 'b', async (transaction) => {
      const query = v.parse(sessionQuery, {});
      assert.deepEqual((await listSessions(transaction, 'a', query, context)).items, []);
    });
  });
});
