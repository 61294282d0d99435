import { startOfChain } from '../activity/chain.ts';
import type { ActivityAction } from '../activity/entry.ts';
import { readChainEnd } from '../activity/log.ts';
import type { CompanyTransaction } from '../database/index.ts';

/**
 * An entry of a company's activity log: whatever changes a session writes one in the same
 * transaction. Entries are numbered under a lock that is held until that transaction ends, so that
 * whoever sees an entry sees all before it, and none comes between later.
 */
export interface LogPlace {
  readonly sequence: number;
  /** The beginning of the entry's hash: tells this log from one that was restored, or another's. */
  readonly mark: string;
}

export interface LoggedChange {
  readonly sequence: number;
  readonly sessionId: string;
}

/** Of a session, without changing it. What is not known here is told: once too often, not never. */
const reads: readonly ActivityAction[] = [
  'session-read',
  'photo-read',
  'export-csv',
  'download-pdf',
  'forbidden',
];

/** The most entries that are looked through. */
const maxDistance = 10_000;

const markOf = (hash: string): string => hash.slice(0, 16);

/** The same on every process of the server. */
export const writePlace = ({ sequence, mark }: LogPlace): string => `${sequence}.${mark}`;

/** `undefined` for what `writePlace` cannot have written. */
export function readPlace(text: string): LogPlace | undefined {
  const [, sequence, mark] = /^(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(text) ?? [];
  return mark === undefined ? undefined : { sequence: Number(sequence), mark };
}

/** The last entry that is kept. Inside `inCompany`. */
export async function lastPlace(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<LogPlace> {
  const { sequence, hash } = await readChainEnd(transaction, companyId);
  return { sequence, mark: markOf(hash) };
}

/**
 * The changes after one place up to another, oldest first; `many` when the first is not of this
 * log, or too far back. Inside `inCompany`.
 */
export async function changesBetween(
  transaction: CompanyTransaction,
  companyId: string,
  from: LogPlace,
  to: LogPlace,
): Promise<readonly LoggedChange[] | 'many'> {
  if (to.sequence - from.sequence > maxDistance) return 'many';
  if (!(await isPlace(transaction, companyId, from))) return 'many';
  const rows = await transaction
    .selectFrom('activity')
    .select(['sequence', 'session_id'])
    .where('company_id', '=', companyId)
    .where('sequence', '>', from.sequence)
    .where('sequence', '<=', to.sequence)
    .where('session_id', 'is not', null)
    .where('action', 'not in', reads)
    .orderBy('sequence')
    .execute();
  return rows.flatMap(({ sequence, session_id: sessionId }) =>
    sessionId === null ? [] : [{ sequence, sessionId }],
  );
}

async function isPlace(
  transaction: CompanyTransaction,
  companyId: string,
  { sequence, mark }: LogPlace,
): Promise<boolean> {
  if (sequence === 0) return mark === markOf(startOfChain(companyId).hash);
  const entry = await transaction
    .selectFrom('activity')
    .select('hash')
    .where('company_id', '=', companyId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return entry !== undefined && markOf(entry.hash) === mark;
}
