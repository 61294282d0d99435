import { createHash, randomBytes } from 'node:crypto';

import { sql } from 'kysely';

import type { CompanyTransaction } from '../database/index.ts';

/** A place in the sequence of a company's changes: after the change with this number. */
export interface ChangePlace {
  /** 0 before the first change. */
  readonly sequence: number;
  /** Random for each change. A place of another company, or of a restored backup, has another mark. */
  readonly mark: string;
}

export interface RecordedChange {
  readonly sequence: number;
  readonly sessionId: string;
}

/** The `LISTEN` channel on which every change of a session is announced. */
export const sessionChannel = 'kv_sessions';

/** The notification. It contains only ids, because the listeners of all companies receive it. */
export interface SessionNotice {
  readonly companyId: string;
  readonly sessionId: string;
}

/** The number of recent changes that are stored for each company, for watches that resume. */
export const keptChanges = 10_000;

/** The number of changes after which older ones are deleted. */
const pruneInterval = 1_000;

const markLength = 16;

const createMark = (): string => randomBytes(markLength / 2).toString('hex');

function startOfChanges(companyId: string): ChangePlace {
  const digest = createHash('sha256').update(`kv-review changes ${companyId}`).digest('hex');
  return { sequence: 0, mark: digest.slice(0, markLength) };
}

/** Writes a place as text, which every process of the server can read. */
export const writePlace = ({ sequence, mark }: ChangePlace): string => `${sequence}.${mark}`;

/** Reads the text of `writePlace`; `undefined` for any other text. */
export function readPlace(text: string): ChangePlace | undefined {
  const [, sequence, mark] = /^(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(text) ?? [];
  return mark === undefined ? undefined : { sequence: Number(sequence), mark };
}

/**
 * Numbers a change in its own transaction, and announces it once that transaction is committed. Call
 * it after the entry in the activity log. The counting row stays locked until the transaction ends: a
 * reader that sees a change also sees all changes before it.
 */
export async function recordChange(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
): Promise<void> {
  const notice: SessionNotice = { companyId, sessionId };
  const { rows } = await sql<{ sequence: number }>`
    with head as (
      insert into session_change_heads as head (company_id, sequence, mark)
      values (${companyId}, 1, ${createMark()})
      on conflict (company_id) do update set sequence = head.sequence + 1, mark = excluded.mark
      returning sequence, mark
    ), change as (
      insert into session_changes (company_id, sequence, mark, session_id)
      select ${companyId}, sequence, mark, ${sessionId} from head
      returning sequence
    )
    select sequence, pg_notify(${sessionChannel}, ${JSON.stringify(notice)}) from change
  `.execute(transaction);
  const sequence = rows[0]?.sequence ?? 0;
  if (sequence % pruneInterval > 0) return;
  await transaction
    .deleteFrom('session_changes')
    .where('company_id', '=', companyId)
    .where('sequence', '<=', sequence - keptChanges)
    .execute();
}

/** The place after the last committed change. Call it inside `inCompany`. */
export async function lastPlace(
  transaction: CompanyTransaction,
  companyId: string,
): Promise<ChangePlace> {
  const head = await transaction
    .selectFrom('session_change_heads')
    .select(['sequence', 'mark'])
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  return head ?? startOfChanges(companyId);
}

/**
 * The changes after one place up to another, oldest first; `many` when the first place is unknown or
 * too far back. Call it inside `inCompany`.
 */
export async function changesBetween(
  transaction: CompanyTransaction,
  companyId: string,
  from: ChangePlace,
  to: ChangePlace,
): Promise<readonly RecordedChange[] | 'many'> {
  // One statement, so that no change is deleted between the check of the place and the read.
  const rows = await transaction
    .selectFrom('session_changes')
    .select(['sequence', 'mark', 'session_id'])
    .where('company_id', '=', companyId)
    .where('sequence', '>=', from.sequence)
    .where('sequence', '<=', to.sequence)
    .orderBy('sequence')
    .execute();
  const changes = rows.map(({ sequence, session_id: sessionId }) => ({ sequence, sessionId }));
  if (from.sequence > 0) return rows[0]?.mark === from.mark ? changes.slice(1) : 'many';
  const isWhole = to.sequence === 0 || rows[0]?.sequence === 1;
  return isWhole && from.mark === startOfChanges(companyId).mark ? changes : 'many';
}
