import { ReviewError } from 'kv-review/api';
import { imageTypeOf, type PhotoReference, type PhotoSize } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import type { ObjectKey, ObjectStore } from '../objects/object-store.ts';
import { isStorable } from './storable.ts';

/** Identifies a photo. */
export interface PhotoName {
  readonly companyId: string;
  readonly sessionId: string;
  readonly photoId: string;
}

/** The key of a photo's bytes in the object store. */
export const photoKey = (
  { companyId, sessionId, photoId }: PhotoName,
  size: PhotoSize,
): ObjectKey => [companyId, sessionId, photoId, size];

/** Whether the session has the photo. */
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

/** Finds out which of these photos the company has. */
export async function findPhotos(
  transaction: CompanyTransaction,
  companyId: string,
  photos: readonly PhotoReference[],
): Promise<(photo: PhotoReference) => boolean> {
  const storable = photos.filter(
    ({ sessionId, photoId }) => isStorable(sessionId) && isStorable(photoId),
  );
  if (storable.length === 0) return () => false;
  const rows = await transaction
    .selectFrom('photos')
    .select(['session_id', 'id'])
    .where('company_id', '=', companyId)
    .where((where) =>
      where.or(
        storable.map(({ sessionId, photoId }) => where.and({ session_id: sessionId, id: photoId })),
      ),
    )
    .execute();
  const names = new Set(rows.map(({ session_id, id }) => JSON.stringify([session_id, id])));
  return ({ sessionId, photoId }) => names.has(JSON.stringify([sessionId, photoId]));
}

/** The ids of a session's photos. */
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
 * Loads the bytes of a photo, with the media type that the first bytes show; `null` when none are stored.
 * @throws ReviewError `unavailable` when the file is not an image.
 */
export async function loadPhoto(
  objects: ObjectStore,
  name: PhotoName,
  size: PhotoSize,
): Promise<Blob | null> {
  const bytes = await objects.get(photoKey(name, size));
  if (!bytes) return null;
  const type = imageTypeOf(bytes);
  if (type === null) throw new ReviewError('unavailable', 'The stored file is not an image.');
  return new Blob([bytes], { type });
}
