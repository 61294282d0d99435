import type { Attempt, Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import { insertJudgement } from '../store/judgements.ts';
import { attemptRow } from '../store/rows.ts';
import { updateSessionRow, writeTerms, type StoredSession } from '../store/sessions.ts';

/** The format and size of a stored photo. */
export interface PhotoFile {
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Writes the last attempt with its judgement, and then the row of the session. `files`, if given, replace
 * the photos of the attempt; an empty map removes them.
 */
export async function saveProgress(
  transaction: CompanyTransaction,
  companyId: string,
  before: StoredSession,
  after: Session,
  files?: ReadonlyMap<string, PhotoFile>,
): Promise<void> {
  if (after.client !== before.session.client) await writeTerms(transaction, companyId, after);
  const attempt = after.attempts.at(-1);
  if (attempt) await saveAttempt(transaction, companyId, after.id, attempt, files);
  const { id: sessionId, judgement } = after;
  if (attempt && judgement && judgement !== before.session.judgement) {
    await insertJudgement(
      transaction,
      { companyId, sessionId, attempt: attempt.number },
      judgement,
    );
  }
  await updateSessionRow(transaction, companyId, before, after);
}

async function saveAttempt(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
  attempt: Attempt,
  files: ReadonlyMap<string, PhotoFile> | undefined,
): Promise<void> {
  const ofSession = { company_id: companyId, session_id: sessionId };
  const row = attemptRow(companyId, sessionId, attempt);
  await transaction
    .insertInto('attempts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'session_id', 'number'])
        .doUpdateSet({ finished_at: row.finished_at, evidence: row.evidence }),
    )
    .execute();
  if (!files) return;
  await transaction
    .deleteFrom('photos')
    .where((where) => where.and({ ...ofSession, attempt: attempt.number }))
    .execute();
  const photos = attempt.photos.flatMap(({ id, kind }, index) => {
    const file = files.get(id);
    if (!file) return [];
    const { mediaType: media_type, width, height } = file;
    const place = { attempt: attempt.number, position: index + 1 };
    return [{ ...ofSession, ...place, id, kind, media_type, width, height }];
  });
  if (photos.length > 0) await transaction.insertInto('photos').values(photos).execute();
}
