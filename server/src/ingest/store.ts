import type { Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import { attemptRow, sessionColumns } from '../store/rows.ts';
import { writeTerms, type StoredSession } from '../store/sessions.ts';

/** A photo's pixels, as it was stored. */
export interface PhotoFile {
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Keeps what the client's side changed: the session's row, the attempt that changed, and where files
 * are given, none included, its photos in the place of the former.
 */
export async function saveProgress(
  transaction: CompanyTransaction,
  companyId: string,
  before: StoredSession,
  after: Session,
  files?: ReadonlyMap<string, PhotoFile>,
): Promise<void> {
  const ofSession = { company_id: companyId, session_id: after.id };
  await transaction
    .updateTable('sessions')
    .set({ version: before.version + 1, ...sessionColumns(after) })
    .where('company_id', '=', companyId)
    .where('id', '=', after.id)
    .execute();
  if (after.client !== before.session.client) await writeTerms(transaction, companyId, after);
  const attempt = after.attempts.at(-1);
  if (!attempt) return;
  const row = attemptRow(companyId, after.id, attempt);
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
