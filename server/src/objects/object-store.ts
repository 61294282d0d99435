import { ReviewError } from 'kv-review/api';

/**
 * The key of an object: ids from the outside in, such as company, session, photo, size. Every text is a
 * valid segment, and different keys never name the same object.
 */
export type ObjectKey = readonly [string, ...string[]];

export interface PutOptions {
  /** For stores that record it. Readers do not use it. */
  contentType?: string;
}

/** Stores bytes that only the server can read. Every method rejects with a `ReviewError` `unavailable`. */
export interface ObjectStore {
  /**
   * Stores an object, and replaces the one with this key. Once resolved, it survives a crash. Until then
   * a reader sees the old object or the new one, never a part.
   */
  put(key: ObjectKey, bytes: Uint8Array, options?: PutOptions): Promise<void>;

  /** The bytes as they were stored; `null` when the object does not exist. */
  get(key: ObjectKey): Promise<Uint8Array<ArrayBuffer> | null>;

  /** Deletes an object permanently. It need not exist. */
  delete(key: ObjectKey): Promise<void>;

  /** Resolves when objects can be stored now: the disk has room and can be written, the bucket answers. */
  checkWritable(): Promise<void>;

  /** Deletes every object whose key begins with these segments, including the one with this key. */
  deleteAll(prefix: ObjectKey): Promise<void>;
}

/** The error of a failed disk or service. The cause is for the server's log. */
export function storeFailure(cause: unknown): ReviewError {
  return new ReviewError('unavailable', 'The object store failed.', { cause });
}
