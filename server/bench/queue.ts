/**
 * The queue over HTTP, beside plain statements for the same pages: by due date, filtered by condition,
 * by delay and by claim, and the next session while many are claimed. Every statement is also explained,
 * because a table that is read as a whole may still be fast on a quiet machine.
 */
import assert from 'node:assert/strict';

import { defaultAcceptanceLevel, sessionQuery } from 'kv-review/model';
import type { NextClaim, SessionPage, SessionQuery } from 'kv-review/model';
import pg from 'pg';
import * as v from 'valibot';

import { inCompany } from '../src/database/index.ts';
import { lockNextSession } from '../src/store/claims.ts';
import { listSessions } from '../src/store/listing.ts';
import { summaryColumns } from '../src/store/rows.ts';
import type { Bench } from './environment.ts';
import { openExplained } from './explained.ts';
import { percentile, time, timed, timeInTurns, type Timed } from './measure.ts';

/** Users who have the first sessions of the queue, each one. */
const colleagues = 1_000;
/** Claims of the user who asks. */
const own = 3;

const userId = 'bench';

/** Claims outlast the measurement. In a server, each would be renewed until then. */
const insertClaims = `
insert into session_claims
  (company_id, session_id, number, user_id, user_name, since, until)
select $1, session_id, 1, case when place <= $3 then $4 else 'colleague-' || place end, 'A user',
  now(), now() + interval '1 day'
from (
  select session_id, row_number() over (order by due_key, session_id) as place
  from awaiting_sessions where company_id = $1
) as queued where place <= $2
`;

const claimed = `exists (
  select from session_claims
  where company_id = $1 and session_id = queued.session_id and ended_at is null and until > now()`;

const columns = summaryColumns.map((column) => `sessions.${column}`).join(', ');

/** The first page of the queue: the least that a client without our code reads. */
const plainPage = (...conditions: readonly string[]): string => `
select ${columns}, queued.since, queued.due_at, queued.open_matches
from awaiting_sessions as queued
join sessions on sessions.company_id = queued.company_id and sessions.id = queued.session_id
where ${['queued.company_id = $1', ...conditions].join(' and ')}
order by queued.due_key, queued.session_id limit 50`;

const plainNext = `
select session_id from awaiting_sessions as queued
where company_id = $1 and not ${claimed})
order by due_key, session_id limit 1`;

interface QueueCase {
  readonly name: string;
  readonly query: SessionQuery;
  /** The plain statement for the page, if it is the first one. */
  readonly plain?: string;
}

const byDue = { sort: 'dueAt' } as const satisfies SessionQuery;
const awaiting = { statuses: ['awaiting'] } satisfies SessionQuery;

const cases = (count: number, waiting: number): readonly QueueCase[] => [
  {
    name: 'first page of all sessions',
    query: {},
    plain: `select ${columns} from sessions where company_id = $1 order by created_at desc, id limit 50`,
  },
  { name: 'by due date', query: { ...awaiting, ...byDue }, plain: plainPage() },
  {
    name: `by due date, at ${Math.floor(waiting / 2).toLocaleString('en')}`,
    query: { ...awaiting, ...byDue, offset: Math.floor(waiting / 2) },
  },
  {
    name: 'with an error in the zone, by due date',
    query: { conditions: ['mrz'], ...byDue },
    plain: plainPage(`queued.conditions && '{mrz}'`),
  },
  {
    name: 'with a condition that no session has, by due date',
    query: { conditions: ['open-match'], ...byDue },
    plain: plainPage(`queued.conditions && '{open-match}'`),
  },
  {
    name: 'with an error in the zone, newest first',
    query: { conditions: ['mrz'] },
  },
  {
    name: 'overdue, by due date',
    query: { due: ['overdue'], ...byDue },
    plain: plainPage('queued.due_key <= now()'),
  },
  {
    name: 'unclaimed, by due date',
    query: { claims: ['unclaimed'], ...byDue },
    plain: plainPage(`not ${claimed})`),
  },
  {
    name: 'mine, by due date',
    query: { claims: ['mine'], ...byDue },
    plain: plainPage(`${claimed} and user_id = '${userId}')`),
  },
  {
    name: 'unclaimed and overdue, with an error in the zone',
    query: { claims: ['unclaimed'], due: ['overdue'], conditions: ['mrz'], ...byDue },
    plain: plainPage(`queued.conditions && '{mrz}'`, 'queued.due_key <= now()', `not ${claimed})`),
  },
  { name: 'oldest first', query: { ...awaiting, sort: 'createdAt' } },
  { name: 'all sessions by due date', query: byDue },
  {
    name: `all sessions by due date, at ${Math.floor(count / 2).toLocaleString('en')}`,
    query: { ...byDue, offset: Math.floor(count / 2) },
  },
];

type Line = Record<string, string>;

const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

function toLine(times: ReadonlyMap<string, readonly number[]>): Line {
  const line: Line = {};
  for (const [way, each] of times) {
    for (const share of [0.5, 0.99]) {
      line[`${way} p${share * 100}`] = inMilliseconds(percentile(each, share));
    }
  }
  return line;
}

/** Connects as the application role, to which row-level security applies. */
async function openPlain({ ownerUrl, companyId }: Bench) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('set role kv_app');
  await client.query(`select set_config('kv.company', $1, false)`, [companyId]);
  return {
    ask:
      (text: string): Timed<unknown> =>
      (): Promise<number> =>
        timed(() => client.query(text, [companyId]))(undefined),
    close: () => client.end(),
  };
}

/**
 * @returns a table of durations, and one of what the statements read.
 * @throws AssertionError when a statement reads all sessions, or all claims that there ever were.
 */
export async function compareQueue(
  bench: Bench,
  samples: number,
): Promise<readonly Record<string, Line>[]> {
  const { companyId, database } = bench;
  await bench.query(insertClaims, [companyId, colleagues + own, own, userId]);
  await bench.query('vacuum analyze session_claims');
  const [counted] = await bench.query<{ waiting: number }>(
    'select count(*)::int4 as waiting from awaiting_sessions',
  );
  const plain = await openPlain(bench);
  const explained = await openExplained(bench);
  const durations: Record<string, Line> = {};
  const reads: Record<string, Line> = {};

  async function compare(
    name: string,
    http: () => Promise<unknown>,
    within: (transaction: Parameters<Parameters<typeof inCompany>[2]>[0]) => Promise<unknown>,
    statement: string | undefined,
  ): Promise<void> {
    const turns = Array.from({ length: samples });
    await time(turns.slice(0, 10), http);
    const sql = () => inCompany(database, companyId, within);
    const times = await timeInTurns(turns, {
      HTTP: timed(http),
      'without HTTP': timed(sql),
      ...(statement !== undefined && { 'plain SQL': plain.ask(statement) }),
    });
    durations[name] = toLine(times);
    reads[name] = await explained.reads(sql);
  }

  for (const { name, query, plain: statement } of cases(bench.count, counted?.waiting ?? 0)) {
    const parsed = v.parse(sessionQuery, query);
    await compare(
      name,
      () => bench.post<SessionPage>('/v1/session-query', query),
      (transaction) =>
        listSessions(transaction, companyId, parsed, {
          ...{ acceptanceLevel: defaultAcceptanceLevel, now: new Date(), userId },
        }),
      statement,
    );
  }
  // Last, because each request makes a claim.
  await compare(
    `the next session, ${colleagues.toLocaleString('en')} before it are claimed`,
    async () => {
      const { next } = await bench.post<NextClaim>('/v1/claims/next', {});
      assert.ok(next, 'a session is left');
    },
    (transaction) => lockNextSession(transaction, companyId, [], false),
    plainNext,
  );
  await explained.close();
  await plain.close();
  return [durations, reads];
}
