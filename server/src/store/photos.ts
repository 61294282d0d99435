import { ReviewError } from 'kv-review/api';
import { imageTypeOf, type PhotoSize } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import type { ObjectKey, ObjectStore } from '../objects/object-store.ts';

/** Names a photo within everything. */
export interface PhotoName {
  readonly companyId: string;
  readonly sessionId: string;
  readonly photoId: string;
}

/** Where the bytes of a photo are kept. */
export const photoKey = (
  { companyId, sessionId, photoId }: PhotoName,
  size: PhotoSize,
): ObjectKey => [companyId, sessionId, photoId, size];

/** Whether the company has this photo in this session, and in no other. */
export async function hasPhoto(
  transaction: CompanyTransaction,
  { companyId, sessionId, photoId }: PhotoName,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('photos')
    .select('id')
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .where('id', '=', photoId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The ids of all photos that a session has. */
export async function photoIdsOf(
  transaction: CompanyTransaction,
  companyId: string,
  sessionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('photos')
    .select('id')
    .where('company_id', '=', companyId)
    .where('session_id', '=', sessionId)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * The bytes of a photo with the type that they begin as, whatever they were stored as; `null` when
 * there are none.
 * @throws ReviewError `unavailable` for what is no image.
 */
export async function loadPhoto(
  objects: ObjectStore,
  name: PhotoName,
  size: PhotoSize,
): Promise<Blob | null> {
  const bytes = await objects.get(photoKey(name, size));
  if (!bytes) return null;
  const type = imageTypeOf(bytes);
  if (type === null) throw new ReviewError('unavailable', 'What is stored is no image.');
  return new Blob([bytes], { type });
}
