/** The last sessions of a company as a preview of the policy judges them again. */
import { sql } from 'kysely';

import { inCompany, type CompanyTransaction, type Database } from '../database/index.ts';

/**
 * A session whose JSON columns are text. The thread that judges it parses them, because a text is passed
 * to another thread much faster than an object.
 */
export interface PastSessionRow {
  readonly id: string;
  readonly status: string;
  readonly created_at: string;
  readonly completed_at: string | null;
  readonly screening: string;
  /** Of the last attempt; `null` when it has none. */
  readonly evidence: string | null;
  readonly finished_at: string | null;
  /** Of the judgement; `null` when it was not kept. */
  readonly judged_at: string | null;
  readonly ip_country: string | null;
  readonly judged_screening: string | null;
}

/** How many sessions are read at once. */
const pageSize = 250;

/** How many of the last `limit` sessions there are. */
export async function countPastSessions(
  transaction: CompanyTransaction,
  companyId: string,
  limit: number,
): Promise<number> {
  const { count } = await transaction
    .selectFrom((sessions) =>
      sessions
        .selectFrom('sessions')
        .select('id')
        .where('company_id', '=', companyId)
        .where('status', '<>', 'processing')
        .limit(limit)
        .as('last'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The page is cut first: otherwise PostgreSQL may join the parts of all sessions before it sorts them. */
const readPage = (
  companyId: string,
  last: PastSessionRow | undefined,
  limit: number,
) => sql<PastSessionRow>`
  with page as materialized (
    select id, status, created_at, completed_at, screening from sessions
    where company_id = ${companyId} and status <> 'processing'
      ${
        last
          ? sql`and created_at <= ${last.created_at}
              and (created_at < ${last.created_at} or id > ${last.id})`
          : sql``
      }
    order by created_at desc, id
    limit ${limit}
  )
  select page.id, page.status, page.created_at, page.completed_at,
    page.screening::text as screening, last.evidence::text as evidence, last.finished_at,
    judgements.at as judged_at, judgements.ip_country::text as ip_country,
    judgements.screening::text as judged_screening
  from page
  left join lateral (
    select number, evidence, finished_at from attempts
    where attempts.company_id = ${companyId} and attempts.session_id = page.id
    order by number desc limit 1
  ) as last on true
  left join judgements on judgements.company_id = ${companyId}
    and judgements.session_id = page.id and judgements.attempt = last.number
  order by page.created_at desc, page.id
`;

/** Reads the last sessions that are not processing, the newest first, each page in a transaction. */
export async function* readPastSessions(
  database: Database,
  companyId: string,
  limit: number,
): AsyncGenerator<readonly PastSessionRow[], void, undefined> {
  let last: PastSessionRow | undefined;
  for (let left = limit; left > 0; left -= pageSize) {
    const size = Math.min(left, pageSize);
    const { rows } = await inCompany(database, companyId, (transaction) =>
      readPage(companyId, last, size).execute(transaction),
    );
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1);
  }
}
