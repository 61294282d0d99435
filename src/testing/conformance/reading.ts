import { activityReport } from '../../model/activity.js';
import { imageTypeOf, maxThumbnails } from '../../model/photo.js';
import { declaredFilter } from '../../model/declared-filter.js';
import { queriesOf, undeclaredPart, type Queries } from '../../model/queries.js';
import {
  compileFilter,
  sessionCount,
  sessionSort,
  type SessionFilter,
  type SessionQuery,
} from '../../model/query.js';
import { dueKeyOf } from '../../model/queue.js';
import { isReviewError } from '../../api/errors.js';
import { sessionSummary, type SessionSummary } from '../../model/session.js';
import { workspace } from '../../api/workspace.js';
import { assert, assertEqual, assertRejects, assertValid } from './assert.js';
import {
  getPage,
  getSession,
  idsOf,
  listAll,
  newKey,
  selectIds,
  type ConformanceTest,
} from './subject.js';

const sorts = sessionSort.options;

/** Names whose order all collations agree on. */
const isPlainName = (name: string | null): name is string =>
  name !== null && /^[A-Z][a-z]+$/.test(name);

function assertOrder(
  values: readonly (string | number)[],
  descending: boolean,
  what: string,
): void {
  values.slice(1).forEach((value, index) => {
    const before = values[index] as string | number;
    const inOrder = descending ? before >= value : before <= value;
    assert(inOrder, `${what}: ${before} stands before ${value}`);
  });
}

/** True when the members stand next to each other. */
function assertTogether(flags: readonly boolean[], what: string): void {
  const first = flags.indexOf(true);
  const last = flags.lastIndexOf(true);
  assert(first === -1 || flags.slice(first, last + 1).every(Boolean), what);
}

function assertSorted(items: readonly SessionSummary[], sort: (typeof sorts)[number]): void {
  const descending = sort.startsWith('-');
  const field = (descending ? sort.slice(1) : sort) as
    'createdAt' | 'firstName' | 'lastName' | 'status' | 'dueAt';
  if (field === 'createdAt') {
    assertOrder(
      items.map((item) => Date.parse(item.createdAt)),
      descending,
      `Order ${sort}`,
    );
  } else if (field === 'dueAt') {
    assertOrder(
      items.map((item) => Date.parse(dueKeyOf(item) ?? '9999-12-31')),
      descending,
      `Order ${sort}`,
    );
  } else if (field === 'status') {
    for (const { status } of items) {
      assertTogether(
        items.map((item) => item.status === status),
        `Order ${sort} keeps ${status} together`,
      );
    }
  } else {
    const names = items.map((item) => item.client[field]);
    assertOrder(names.filter(isPlainName), descending, `Order ${sort}`);
    assertTogether(
      names.map((name) => name === null),
      `Order ${sort} keeps unread names together`,
    );
  }
}

/** Filters that the adapter declares, with values that the sessions have. */
const filters = (items: readonly SessionSummary[], queries: Queries): SessionFilter[] => {
  const times = items.map((item) => Date.parse(item.createdAt)).sort((a, b) => a - b);
  const middle = new Date(times[times.length >>> 1] ?? 0);
  const later = new Date(times[Math.floor(times.length * 0.8)] ?? 0);
  const offset = new Date(middle.getTime() + 2 * 60 * 60 * 1000)
    .toISOString()
    .replace('Z', '+02:00');
  const all: SessionFilter[] = [
    {},
    ...(['processing', 'awaiting', 'success', 'rejected'] as const).map((status) => ({
      statuses: [status],
    })),
    { statuses: ['success', 'rejected'] },
    { documentTypes: ['passport'] },
    { documentTypes: ['id-card'] },
    { documentTypes: ['passport', 'id-card'] },
    { spoof: ['digital-spoof'] },
    { spoof: ['not-full-id'] },
    { spoof: ['low-far'] },
    { spoof: ['far-not-measured'] },
    { spoof: ['digital-spoof', 'not-full-id', 'low-far'] },
    { spoof: ['low-far', 'far-not-measured'] },
    { judged: ['in-part'] },
    { judged: ['in-part'], statuses: ['success', 'rejected'], search: 'a' },
    { createdFrom: middle.toISOString() },
    { createdFrom: offset },
    { createdBefore: middle.toISOString() },
    { createdFrom: middle.toISOString(), createdBefore: later.toISOString() },
    { createdFrom: later.toISOString(), createdBefore: middle.toISOString() },
    { statuses: ['awaiting'], documentTypes: ['passport'], spoof: ['low-far'], search: 'a' },
    { conditions: ['mrz'] },
    { conditions: ['open-match', 'other'] },
    { conditions: ['open-match'], statuses: ['success', 'rejected'] },
    { conditions: ['mrz', 'open-match'], documentTypes: ['passport'], search: 'a' },
    { due: ['overdue'] },
  ];
  return all.filter(
    (filter) => Object.keys(declaredFilter(filter, queries)).length === Object.keys(filter).length,
  );
};

/** One query for each filter, order and search of the port that the adapter does not declare. */
const undeclared = (queries: Queries): SessionQuery[] => {
  // An adapter that declares nothing is never asked for newer queries, and may ignore them.
  if (queries === queriesOf(undefined)) return [];
  const all: SessionQuery[] = [
    { search: 'a' },
    { statuses: ['awaiting'] },
    { documentTypes: ['passport'] },
    { spoof: ['low-far'] },
    { judged: ['in-part'] },
    { conditions: ['mrz'] },
    { due: ['overdue'] },
    { createdFrom: '2026-01-01T00:00:00Z' },
    { createdBefore: '2026-01-01T00:00:00Z' },
    ...sorts.map((sort) => ({ sort })),
    // One that says nothing about offsets is never asked for one, and may ignore it.
    ...(queries.offset === false ? [{ offset: 0 }] : []),
  ];
  return all.filter((query) => undeclaredPart(query, queries) !== undefined);
};

const invalidQueries: readonly Record<string, unknown>[] = [
  { limit: 0 },
  { limit: -1 },
  { limit: 1.5 },
  { limit: 201 },
  { limit: '10' },
  { sort: 'id; DROP TABLE sessions' },
  { sort: 'client' },
  { statuses: ['unheard-of'] },
  { statuses: 'awaiting' },
  { documentTypes: ['visa'] },
  { spoof: ['__proto__'] },
  { judged: ['in-full'] },
  { conditions: ['unheard-of'] },
  { due: ['soon'] },
  { createdFrom: 'yesterday' },
  { createdBefore: '2026-02-30' },
  { search: 'x'.repeat(201) },
  { search: 7 },
  { offset: -1 },
  { offset: 0.5 },
  { offset: '1' },
  { offset: 2 ** 53 },
];

const foreignCursors: readonly string[] = [
  'garbage',
  '',
  '{}',
  '[]',
  'null',
  '__proto__',
  "' OR 1=1 --",
  '../../etc/passwd',
  'eyJpZCI6IngifQ==',
  '["-createdAt","no-such-session","1"]',
  'გ\u0000\u202e',
];

export const readingTests: readonly ConformanceTest[] = [
  {
    title: 'getWorkspace returns the signed-in user',
    run: async ({ signIn, actors }) => {
      for (const actor of [actors.agent, actors.colleague, actors.master]) {
        const api = await signIn(actor);
        const answer = assertValid(workspace, await api.getWorkspace(), 'The workspace');
        assertEqual(answer.actor, actor, 'The actor is the signed-in user');
      }
    },
  },
  {
    title: 'listSessions returns 50 sessions, newest first, by default',
    run: async ({ api }) => {
      const all = await listAll(api);
      const page = await getPage(api, {});
      assertEqual(page.items.length, Math.min(50, all.length), 'Length of the first page');
      assertEqual(idsOf(page.items), idsOf(all).slice(0, 50), 'The first page');
      assertSorted(all, '-createdAt');
    },
  },
  ...sorts.map((sort): ConformanceTest => ({
    title: `listSessions pages in the order ${sort} without gaps or repeats`,
    isFor: (queries) => queries.sorts.includes(sort),
    run: async ({ api }) => {
      const expected = (await selectIds(api, {})).sort();
      const whole = idsOf(await listAll(api, { sort }));
      for (const limit of [4, 7, 200]) {
        const items = await listAll(api, { sort, limit });
        assertSorted(items, sort);
        assertEqual(idsOf(items).sort(), expected, `All sessions, ${limit} at a time`);
        assertEqual(idsOf(items), whole, `The same order, ${limit} at a time`);
      }
    },
  })),
  {
    title: 'listSessions returns at most the limit, and no cursor on the last page',
    run: async ({ api }) => {
      const [one, all] = [await getPage(api, { limit: 1 }), await listAll(api)];
      assertEqual(one.items.length, Math.min(1, all.length), 'Length of a page of one');
      const exact = await getPage(api, { limit: Math.min(200, Math.max(1, all.length)) });
      if (all.length <= 200) assertEqual(exact.nextCursor, null, 'Cursor of the only page');
    },
  },
  {
    title: 'a cursor stays valid after a change between two pages',
    capabilities: ['decide'],
    sessions: { awaiting: 2 },
    run: async ({ api, id }) => {
      const expected = idsOf(await listAll(api, {}));
      const middle = Math.max(1, Math.min(199, expected.length >>> 1));
      const first = await getPage(api, { limit: middle });
      for (const index of [0, 1]) {
        const { version } = await getSession(api, id('awaiting', index));
        await api.decideSession(
          id('awaiting', index),
          { verdict: 'verify', note: null },
          { version, idempotencyKey: newKey() },
        );
      }
      const rest =
        first.nextCursor === null ? [] : await listAll(api, { limit: 5, cursor: first.nextCursor });
      assertEqual([...idsOf(first.items), ...idsOf(rest)], expected, 'The pages together');
    },
  },
  {
    title: 'listSessions refuses a cursor that it did not issue, as invalid',
    run: async ({ api }) => {
      for (const cursor of foreignCursors) {
        await assertRejects(() => api.listSessions({ cursor }), 'invalid', `Cursor ${cursor}`);
      }
    },
  },
  {
    title: 'listSessions refuses a cursor of another order, as invalid',
    isFor: (queries) => queries.sorts.includes('lastName'),
    run: async ({ api }) => {
      const { nextCursor } = await getPage(api, { limit: 1 });
      if (nextCursor === null) return;
      const query: SessionQuery = { sort: 'lastName', cursor: nextCursor };
      await assertRejects(() => api.listSessions(query), 'invalid', 'A cursor of another order');
    },
  },
  ...sorts.map((sort): ConformanceTest => ({
    title: `a page can begin at any position of the order ${sort}`,
    isFor: ({ offset, sorts }) => !!offset && sorts.includes(sort),
    run: async ({ api }) => {
      const ids = idsOf(await listAll(api, { sort }));
      const middle = ids.length >>> 1;
      for (const offset of [0, 1, middle, ids.length - 1, ids.length, 2 ** 53 - 1]) {
        if (offset < 0) continue;
        const page = await getPage(api, { sort, offset, limit: 3 });
        const expected = ids.slice(offset, offset + 3);
        assertEqual(idsOf(page.items), expected, `The page at ${offset} in the order ${sort}`);
        const hasNext = offset + 3 < ids.length;
        assert((page.nextCursor !== null) === hasNext, `Page at ${offset}: a wrong next cursor`);
      }
      const rest = idsOf(await listAll(api, { sort, offset: middle, limit: 5 }));
      assertEqual(rest, ids.slice(middle), `From ${middle} to the end of the order ${sort}`);
    },
  })),
  {
    title: 'an offset counts the sessions that the filter selects',
    isFor: ({ offset }) => !!offset,
    run: async ({ api, queries }) => {
      for (const filter of filters(await listAll(api), queries)) {
        const all = idsOf(await listAll(api, filter));
        const offset = all.length >>> 1;
        const page = await getPage(api, { ...filter, offset, limit: 200 });
        const written = JSON.stringify(filter);
        assertEqual(idsOf(page.items), all.slice(offset, offset + 200), `Half of ${written}`);
        const { total } = await getPage(api, { ...filter, limit: 1 });
        assertEqual(page.total, total, `Total of half of ${written}`);
      }
    },
  },
  {
    title: 'an offset counts the sessions as they are after a change',
    capabilities: ['decide'],
    isFor: ({ offset, sorts }) => !!offset && sorts.includes('status'),
    sessions: { awaiting: 1 },
    run: async ({ api, id }) => {
      const before = idsOf(await listAll(api, { sort: 'status' }));
      const { version } = await getSession(api, id('awaiting'));
      const first = await getPage(api, { sort: 'status', offset: 1, limit: 1 });
      await api.decideSession(
        id('awaiting'),
        { verdict: 'verify', note: null },
        { version, idempotencyKey: newKey() },
      );
      const after = idsOf(await listAll(api, { sort: 'status' }));
      assert(before.join() !== after.join(), 'The session moves');
      for (let offset = 0; offset < after.length; offset += 7) {
        const { items } = await getPage(api, { sort: 'status', offset, limit: 7 });
        assertEqual(idsOf(items), after.slice(offset, offset + 7), `The page at ${offset}`);
      }
      assertEqual(idsOf(first.items), before.slice(1, 2), 'The page before the change');
      const [item] = first.items;
      if (first.nextCursor === null || !item || item.id === id('awaiting')) return;
      const { items } = await getPage(api, { sort: 'status', cursor: first.nextCursor, limit: 1 });
      const next = after[after.indexOf(item.id) + 1];
      assertEqual(idsOf(items), next === undefined ? [] : [next], 'Read on by cursor');
    },
  },
  {
    title: 'listSessions refuses an offset beside a cursor, as invalid',
    isFor: ({ offset }) => !!offset,
    run: async ({ api }) => {
      const { nextCursor } = await getPage(api, { limit: 1 });
      if (nextCursor === null) return;
      const call = () => api.listSessions({ cursor: nextCursor, offset: 1 });
      await assertRejects(call, 'invalid', 'Two places to begin');
    },
  },
  {
    title: 'listSessions refuses unknown and malformed members of a query, as invalid',
    run: async ({ api }) => {
      for (const query of invalidQueries) {
        const call = () => api.listSessions(query);
        await assertRejects(call, 'invalid', `Query ${JSON.stringify(query).slice(0, 60)}`);
      }
    },
  },
  {
    title: 'listSessions refuses a query that is not declared, as unsupported',
    isFor: (queries) => undeclared(queries).length > 0,
    run: async ({ api, queries }) => {
      for (const query of undeclared(queries)) {
        const call = () => api.listSessions(query);
        await assertRejects(call, 'unsupported', `Query ${JSON.stringify(query)}`);
      }
    },
  },
  {
    title: 'countSessions refuses a filter that is not declared, as unsupported',
    isFor: (queries) => !queries.count || undeclared(queries).length > 0,
    run: async ({ api, queries }) => {
      const filters = undeclared(queries).filter(
        ({ sort, offset }) => sort === undefined && offset === undefined,
      );
      for (const filter of queries.count ? filters : [{}, ...filters]) {
        const call = () => api.countSessions(filter);
        await assertRejects(call, 'unsupported', `Filter ${JSON.stringify(filter)}`);
      }
    },
  },
  {
    title: 'a member that selects all is not a query, whatever is declared',
    run: async ({ api }) => {
      const all = idsOf(await listAll(api));
      const none = { search: '', statuses: [], documentTypes: [], spoof: [] };
      const query = { ...none, createdFrom: null, createdBefore: null };
      assertEqual(idsOf(await listAll(api, query)), all, 'Selected by nothing');
    },
  },
  {
    title: 'filters select the matching sessions, in lists and in counts',
    run: async ({ api, queries }) => {
      const all = await listAll(api);
      const { acceptanceLevel } = await api.getWorkspace();
      for (const filter of filters(all, queries)) {
        const written = JSON.stringify(filter);
        const expected = idsOf(all.filter(compileFilter(filter, acceptanceLevel))).sort();
        assertEqual(await selectIds(api, filter), expected, `Selected by ${written}`);
        const { total } = await getPage(api, { ...filter, limit: 1 });
        if (total?.exact) assertEqual(total.count, expected.length, `Total of ${written}`);
        else assert((total?.count ?? 0) <= expected.length, `Total of ${written}`);
      }
    },
  },
  {
    title: 'countSessions counts the sessions that the filter selects, or is unsupported',
    isFor: ({ count }) => count,
    run: async ({ api, queries }) => {
      const all = await listAll(api);
      const { acceptanceLevel, queries: declared } = await api.getWorkspace();
      for (const filter of filters(all, queries)) {
        let answer: unknown;
        try {
          answer = await api.countSessions(filter);
        } catch (error) {
          assert(
            isReviewError(error) && error.code === 'unsupported' && !declared,
            `Count refused: ${String(error)}`,
          );
          return;
        }
        const { count, exact } = assertValid(sessionCount, answer, 'A count');
        const expected = all.filter(compileFilter(filter, acceptanceLevel)).length;
        const right = exact ? count === expected : count <= expected;
        assert(right, `Count of ${JSON.stringify(filter)}: expected ${expected}, got ${count}`);
      }
    },
  },
  {
    title: 'getSession returns the same values as the list',
    run: async ({ api }) => {
      const items = await listAll(api);
      for (const item of items.slice(0, 20)) {
        const whole = await getSession(api, item.id);
        assertEqual(assertValid(sessionSummary, whole, 'A session'), item, `Session ${item.id}`);
        assertEqual(
          whole.attempts.map(({ number }) => number),
          whole.attempts.map((_, index) => index + 1),
          'Attempts count from 1',
        );
      }
    },
  },
  {
    title: 'getPhoto returns JPEG, PNG or WebP in both sizes',
    run: async ({ api }) => {
      const items = await listAll(api);
      const withSelfie = items.find((item) => item.selfie !== null);
      if (!withSelfie) return;
      const { attempts } = await getSession(api, withSelfie.id);
      const photos = [withSelfie.selfie, ...attempts.flatMap((attempt) => attempt.photos)];
      for (const photo of photos) {
        if (!photo) continue;
        for (const options of [{}, { size: 'thumbnail' as const }, { size: 'full' as const }]) {
          const blob = await api.getPhoto(withSelfie.id, photo.id, options);
          assert(blob instanceof Blob, 'A photo is a Blob');
          const type = imageTypeOf(new Uint8Array(await blob.arrayBuffer()));
          assert(type !== null, `Photo ${photo.id} does not begin like a JPEG, PNG or WebP`);
          assertEqual(blob.type, type, `Declared type of photo ${photo.id}`);
        }
      }
    },
  },
  {
    title: 'getPhoto finds no photo under another session',
    run: async ({ api }) => {
      const items = await listAll(api);
      const owner = items.find((item) => item.selfie !== null);
      const other = items.find((item) => item.selfie?.id !== owner?.selfie?.id);
      const photo = owner?.selfie;
      if (!photo || !other) return;
      await assertRejects(
        () => api.getPhoto(other.id, photo.id),
        'not-found',
        "Another session's photo",
      );
    },
  },
  {
    title:
      'listThumbnails returns the thumbnails in the requested order, and null for missing ones',
    capabilities: ['thumbnails'],
    run: async ({ api }) => {
      const items = await listAll(api);
      const own = items.flatMap(({ id, selfie }) =>
        selfie ? [{ sessionId: id, photoId: selfie.id }] : [],
      );
      const [first, second] = own;
      if (!first || !second) return;
      const missing = [
        { sessionId: 'no-such-session', photoId: first.photoId },
        { sessionId: first.sessionId, photoId: 'no-such-photo' },
        { sessionId: second.sessionId, photoId: `${first.photoId}-other` },
        { sessionId: '\ud800', photoId: '\u0000' },
      ];
      const photos = [first, ...missing, second, first];
      const thumbnails = await api.listThumbnails({ photos });
      assertEqual(
        thumbnails.map((thumbnail) => thumbnail !== null),
        [true, ...missing.map(() => false), true, true],
        'Which thumbnails there are',
      );
      for (const [index, { sessionId, photoId }] of [first, second].entries()) {
        const thumbnail = thumbnails.at(index === 0 ? 0 : -2);
        assert(thumbnail instanceof Blob, 'A thumbnail is a Blob');
        const single = await api.getPhoto(sessionId, photoId, { size: 'thumbnail' });
        assertEqual(thumbnail.type, single.type, 'The type of a thumbnail');
        assertEqual(
          [...new Uint8Array(await thumbnail.arrayBuffer())],
          [...new Uint8Array(await single.arrayBuffer())],
          'The bytes of a thumbnail',
        );
      }
      assertEqual(await api.listThumbnails({ photos: [] }), [], 'Nothing asked for');
    },
  },
  {
    title: 'listThumbnails refuses a request that is too large or malformed',
    capabilities: ['thumbnails'],
    run: async ({ api }) => {
      const photo = { sessionId: 's', photoId: 'p' };
      for (const photos of [
        Array<typeof photo>(maxThumbnails + 1).fill(photo),
        [{ ...photo, photoId: '' }],
        [{ ...photo, sessionId: 'x'.repeat(10_000) }],
        null as unknown as (typeof photo)[],
      ]) {
        await assertRejects(() => api.listThumbnails({ photos }), 'invalid', 'A malformed query');
      }
    },
  },
  {
    title: 'recordActivity accepts a report, and refuses anything else',
    capabilities: ['record-activity'],
    run: async ({ api }) => {
      const report = assertValid(activityReport, { action: 'export-csv', count: 3 }, 'A report');
      await api.recordActivity(report);
      const forged = { action: 'sign-in' } as unknown as typeof report;
      await assertRejects(() => api.recordActivity(forged), 'invalid', 'An unknown action');
    },
  },
];
