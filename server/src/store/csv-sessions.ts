import type { CsvSession } from 'kv-review/export/csv';
import type { csvExport } from 'kv-review/model';
import { sql } from 'kysely';
import type * as v from 'valibot';

import {
  parseInstant,
  readPages,
  type CompanyTransaction,
  type SessionRow,
} from '../database/index.ts';
import { orderOf, sessionsInOrder } from './order.ts';
import {
  all,
  indexedConditions,
  otherConditions,
  toSelection,
  waitingConditions,
  type SelectionContext,
} from './selection.ts';

/** The columns of a session that its row in a CSV file needs. */
const columns = [
  ...['id', 'status', 'created_at', 'completed_at', 'company_name', 'first_name', 'last_name'],
  ...['document_number', 'personal_number', 'sex', 'birth_date', 'expiration_date', 'nationality'],
  ...['document_type', 'document_valid', 'liveness_passed', 'faces_compared', 'match_level'],
  ...['match_confidence', 'client_ip', 'extra', 'attempt_count', 'device'],
] as const satisfies readonly (keyof SessionRow)[];

type ValuesOf<Columns extends readonly (keyof SessionRow)[]> = {
  [Index in keyof Columns]: SessionRow[Columns[Index]];
};

/** The values of the columns, and of those that only the column Reasons needs. */
type CsvRow = readonly [
  ...ValuesOf<typeof columns>,
  decision?: SessionRow['decision'],
  failedConditions?: SessionRow['failed_conditions'],
];

const toSession = ([
  id,
  status,
  createdAt,
  completedAt,
  companyName,
  firstName,
  lastName,
  documentNumber,
  personalNumber,
  sex,
  birthDate,
  expirationDate,
  nationality,
  documentType,
  documentValid,
  livenessPassed,
  facesCompared,
  level,
  confidence,
  clientIp,
  extra,
  attemptCount,
  device,
  decision = null,
  failedConditions = [],
]: CsvRow): CsvSession => ({
  id,
  status,
  createdAt: parseInstant(createdAt),
  completedAt: completedAt === null ? null : parseInstant(completedAt),
  companyName,
  client: {
    firstName,
    lastName,
    documentNumber,
    personalNumber,
    sex,
    birthDate,
    expirationDate,
    nationality,
  },
  documentType,
  documentValid,
  livenessPassed,
  faceMatch: facesCompared ? { level, confidence } : null,
  device: device as CsvSession['device'],
  clientIp,
  extra: extra as CsvSession['extra'],
  attemptCount,
  decision: decision as CsvSession['decision'],
  failedConditions: failedConditions as CsvSession['failedConditions'],
});

/** The sessions of a CSV file. */
export interface CsvSessions {
  readonly count: number;
  /** In the order of the file. Read them before the transaction ends. */
  readonly pages: AsyncIterable<readonly CsvSession[]>;
}

/** Finds the sessions of a CSV file. Call it inside `inSnapshot`, so that the number is theirs. */
export async function findCsvSessions(
  transaction: CompanyTransaction,
  companyId: string,
  { sort, reasons, ...filter }: v.InferOutput<typeof csvExport>,
  context: SelectionContext,
): Promise<CsvSessions> {
  const selection = toSelection(companyId, filter, context);
  const where = all([
    sql<boolean>`company_id = ${companyId}`,
    ...indexedConditions(selection),
    ...otherConditions(selection),
    ...waitingConditions(selection),
  ]);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from sessions where ${where}
  `.execute(transaction);
  const forReasons = reasons ? (['decision', 'failed_conditions'] as const) : [];
  const values = [...columns, ...forReasons].map((column) => sql.ref(column));
  const pages = readPages(
    transaction,
    sql<{
      row: CsvRow;
    }>`select json_build_array(${sql.join(values)}) as row from sessions where ${where}
      order by ${sessionsInOrder(orderOf(sort))}`,
    toSession,
  );
  return { count: rows[0]?.count ?? 0, pages };
}
