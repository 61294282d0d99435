import { ReviewError } from 'kv-review/api';

/**
 * Where an object is: ids from the outside in, such as company, session, photo, size. Every text
 * is a valid segment and two different keys never meet, whatever they hold.
 */
export type ObjectKey = readonly [string, ...string[]];

export interface PutOptions {
  /** For stores that keep it beside the bytes; no reader relies on it. */
  contentType?: string;
}

/** Keeps bytes, private to the server. Every method rejects with a `ReviewError` `unavailable`. */
export interface ObjectStore {
  /**
   * Stores an object in place of the one that has this key. Once resolved it outlives a crash;
   * until then a reader sees the old object or the new one, never a part.
   */
  put(key: ObjectKey, bytes: Uint8Array, options?: PutOptions): Promise<void>;

  /** The bytes as they were put; `null` when there is no such object. */
  get(key: ObjectKey): Promise<Uint8Array<ArrayBuffer> | null>;

  /** Forgets an object for good; it need not exist. */
  delete(key: ObjectKey): Promise<void>;

  /** Forgets every object whose key begins with these segments, the one of this very key included. */
  deleteAll(prefix: ObjectKey): Promise<void>;
}

/** What a store throws when its disk or its service fails; the cause is for the server's own log. */
export function storeFailure(cause: unknown): ReviewError {
  return new ReviewError('unavailable', 'The object store failed.', { cause });
}
