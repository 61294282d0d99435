import type { CsvSession } from 'kv-review/export/csv';
import type { csvExport, MatchLevel } from 'kv-review/model';
import { sql, type RawBuilder } from 'kysely';
import type * as v from 'valibot';

import type { CompanyTransaction, SessionRow } from '../database/index.ts';
import { orderOf, sessionsInOrder } from './order.ts';
import { clientOf, faceMatchOf } from './rows.ts';
import { all, indexedConditions, otherConditions, toSelection } from './selection.ts';

/** The columns of a session that its row in a CSV file needs. */
const columns = [
  ...['id', 'status', 'created_at', 'completed_at', 'company_name', 'first_name', 'last_name'],
  ...['document_number', 'personal_number', 'sex', 'birth_date', 'expiration_date', 'nationality'],
  ...['document_type', 'document_valid', 'liveness_passed', 'faces_compared', 'match_level'],
  ...['match_confidence', 'client_ip', 'extra', 'attempt_count'],
] as const satisfies readonly (keyof SessionRow)[];

type CsvRow = Pick<SessionRow, (typeof columns)[number]> & {
  readonly device_name: string | null;
  readonly device_type: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  /** Read only for the column Reasons. */
  readonly decision?: SessionRow['decision'];
  readonly failed_conditions?: SessionRow['failed_conditions'];
};

const selected = sql`${sql.join(columns.map((column) => sql.ref(column)))},
  device->>'name' as device_name, device->>'type' as device_type,
  device->>'browser' as browser, device->>'os' as os`;

const toSession = (row: CsvRow): CsvSession => ({
  id: row.id,
  status: row.status,
  createdAt: row.created_at,
  completedAt: row.completed_at,
  companyName: row.company_name,
  client: clientOf(row),
  documentType: row.document_type,
  documentValid: row.document_valid,
  livenessPassed: row.liveness_passed,
  faceMatch: faceMatchOf(row),
  device: {
    ...{ name: row.device_name, type: row.device_type, browser: row.browser, os: row.os },
    userAgent: null,
  },
  clientIp: row.client_ip,
  extra: row.extra as CsvSession['extra'],
  attemptCount: row.attempt_count,
  decision: (row.decision ?? null) as CsvSession['decision'],
  failedConditions: (row.failed_conditions ?? []) as CsvSession['failedConditions'],
});

/** The sessions of a CSV file. */
export interface CsvSessions {
  readonly count: number;
  /** In the order of the file. Read them before the transaction ends. */
  readonly pages: AsyncIterable<readonly CsvSession[]>;
}

/** Few enough that other requests wait a few milliseconds for a page, and that it is garbage soon. */
const pageSize = 250;

/** Reads the rows of a statement through a cursor, always one page ahead of the caller. */
async function* readPages(
  transaction: CompanyTransaction,
  statement: RawBuilder<unknown>,
): AsyncGenerator<CsvRow[], void> {
  await sql`declare exported no scroll cursor for ${statement}`.execute(transaction);
  const fetch = sql.raw<CsvRow>(`fetch ${pageSize} from exported`);
  const next = () => {
    const rows = fetch.execute(transaction);
    // The caller may leave before it asks for this page.
    rows.catch(() => undefined);
    return rows;
  };
  for (let reading = next(); ;) {
    const { rows } = await reading;
    if (rows.length === 0) return;
    reading = next();
    yield rows;
  }
}

async function* toSessions(pages: AsyncIterable<CsvRow[]>): AsyncGenerator<CsvSession[], void> {
  for await (const rows of pages) yield rows.map(toSession);
}

/** Finds the sessions of a CSV file. Call it inside `inSnapshot`, so that the number is theirs. */
export async function findCsvSessions(
  transaction: CompanyTransaction,
  companyId: string,
  { sort, reasons, ...filter }: v.InferOutput<typeof csvExport>,
  acceptanceLevel: MatchLevel,
): Promise<CsvSessions> {
  const selection = toSelection(filter, acceptanceLevel);
  const where = all([
    sql<boolean>`company_id = ${companyId}`,
    ...indexedConditions(selection),
    ...otherConditions(selection),
  ]);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from sessions where ${where}
  `.execute(transaction);
  const forReasons = reasons ? sql`, decision, failed_conditions` : sql``;
  const pages = readPages(
    transaction,
    sql`select ${selected}${forReasons} from sessions where ${where}
      order by ${sessionsInOrder(orderOf(sort))}`,
  );
  return { count: rows[0]?.count ?? 0, pages: toSessions(pages) };
}
