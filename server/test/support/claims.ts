/** Helpers for tests of claims. */
import assert from 'node:assert/strict';

import { isReviewError } from 'kv-review/api';
import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../../src/database/index.ts';

/**
 * Ends the claims in force of a company as their time would, because nobody can set the database’s clock.
 * @param milliseconds - How long they last from now on. Default: they are over.
 */
export async function passLeases(
  database: Database,
  companyId: string,
  milliseconds = -1000,
): Promise<void> {
  await inCompany(database, companyId, (transaction) =>
    sql`
      update session_claims set until = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
      where ended_at is null
    `.execute(transaction),
  );
}

/** A row of `session_claims`, as far as tests compare it. */
export interface ClaimRow {
  readonly number: number;
  readonly user_id: string;
  readonly ending: string | null;
}

/** What the database has of a session and its claims. */
export interface ClaimTraces {
  readonly session: { readonly status: string; readonly version: number };
  readonly claims: readonly ClaimRow[];
  /** The actions of its log entries about claims and decisions, oldest first. */
  readonly log: readonly { readonly action: string; readonly claim: number | null }[];
}

const rowsOf = async <Row>(transaction: CompanyTransaction, text: string): Promise<Row[]> =>
  (await sql.raw<Row>(text).execute(transaction)).rows;

export const tracesOf = (
  database: Database,
  companyId: string,
  sessionId: string,
): Promise<ClaimTraces> =>
  inCompany(database, companyId, async (transaction) => {
    const name = `'${sessionId}'`;
    const [session] = await rowsOf<ClaimTraces['session']>(
      transaction,
      `select status, version from sessions where id = ${name}`,
    );
    assert.ok(session);
    return {
      session,
      claims: await rowsOf<ClaimRow>(
        transaction,
        `select number, user_id, ending from session_claims where session_id = ${name}
         order by number`,
      ),
      log: await rowsOf<ClaimTraces['log'][number]>(
        transaction,
        `select action, (details->>'claim')::int4 as claim from activity
         where session_id = ${name} and (action like 'claim-%' or action = 'decision')
         order by sequence`,
      ),
    };
  });

/**
 * Checks that a session has one story: its claims are numbered without a gap, only the last one is open,
 * and each that was made, taken or handed over, released or decided under has its entry in the log, and nothing else.
 */
export function checkStory({ session, claims, log }: ClaimTraces): void {
  const numbers = (action: string) =>
    log.filter((entry) => entry.action === action).map(({ claim }) => claim);
  const endedBy = (ending: string) =>
    claims.filter((claim) => claim.ending === ending).map(({ number }) => number);
  assert.deepEqual(
    claims.map(({ number }) => number),
    claims.map((_, index) => index + 1),
    'claims are numbered without a gap',
  );
  assert.ok(
    claims.slice(0, -1).every(({ ending }) => ending !== null),
    'only the last claim is open',
  );
  const made = log.filter(({ action }) =>
    /^claim-(made|given|taken-over|handed-over)$/.test(action),
  );
  assert.deepEqual(
    made.map(({ claim }) => claim),
    claims.map(({ number }) => number),
    'each claim is in the log once, in order',
  );
  assert.deepEqual(numbers('claim-released'), endedBy('released'), 'each release is in the log');
  assert.deepEqual(
    numbers('claim-taken-over'),
    endedBy('taken-over').map((number) => number + 1),
    'each takeover is in the log',
  );
  assert.deepEqual(
    numbers('claim-handed-over'),
    endedBy('handed-over').map((number) => number + 1),
    'each hand-over is in the log',
  );
  const isDecided = session.status === 'success' || session.status === 'rejected';
  assert.equal(numbers('decision').length, isDecided ? 1 : 0, 'a decision is in the log once');
  if (isDecided) {
    assert.notEqual(claims.at(-1)?.ending, null, 'a decided session has no open claim');
    assert.equal(log.at(-1)?.action, 'decision', 'nothing happens after the decision');
  } else assert.deepEqual(endedBy('decided'), [], 'no claim ended with a decision');
}

/** The answers of some requests, and the codes of those that were refused. */
export async function outcomesOf<T>(requests: readonly Promise<T>[]) {
  const answers: T[] = [];
  const codes: string[] = [];
  for (const outcome of await Promise.allSettled(requests)) {
    if (outcome.status === 'fulfilled') answers.push(outcome.value);
    else {
      const error: unknown = outcome.reason;
      assert.ok(isReviewError(error), String(error));
      codes.push(error.code);
    }
  }
  return { answers, codes, kinds: [...new Set(codes)].sort() };
}
