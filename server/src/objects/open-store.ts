import { openFolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3StoreOptions } from './s3-store.ts';

/** Where the bytes of photos are stored: in a bucket, or in a folder if none is given. */
export interface ObjectsLocation {
  readonly objectsFolder: string;
  readonly objectsBucket?: S3StoreOptions;
}

/** @throws ReviewError `unavailable` when the folder or the bucket cannot be reached. */
export async function openObjectStore(location: ObjectsLocation): Promise<ObjectStore> {
  const { objectsFolder, objectsBucket } = location;
  if (!objectsBucket) return openFolderStore(objectsFolder);
  // Loaded on demand, because a folder does not need the SDK.
  const { openS3Store } = await import('./s3-store.ts');
  return openS3Store(objectsBucket);
}
