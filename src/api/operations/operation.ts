import type { Role } from '../../model/workspace.js';
import type { ReviewErrorCode } from '../errors.js';

/**
 * One operation of the port, without its schemas. Its schemas have the same name in the facet's
 * `.schemas.ts` file, and load with the facet's first call. The entries of `page-operations` are loaded
 * by every page, the others with their first call.
 *
 * Derived from the entry are the port's method, the HTTP client, the handler, the check of answers,
 * the refusals of an adapter that lacks the operation, the capabilities, the memory adapter's faults
 * and the OpenAPI document. The entry's doc comment documents them all; `@summary` and `@returns` are
 * for OpenAPI.
 */
export interface Operation {
  /** Whether every adapter must have it. */
  readonly required?: true;
  /** The capability that an adapter with this operation declares. */
  readonly capability?: string;
  /** The role that may call it. A master user may do everything that an agent may. */
  readonly role: Role;
  /**
   * - `read` changes nothing (RFC 9110, 9.2.1), even with POST, so a client may repeat it
   * - `write` changes something
   * - `change` changes a session: it carries the version that the user saw, and an idempotency key
   * - `save` changes what master users manage: it carries the version that the user saw, so a request that
   *   is sent again changes nothing
   */
  readonly effect: 'read' | 'write' | 'change' | 'save';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** URI template (RFC 6570, level 1). Its ids are the first arguments of the method. */
  readonly path: `/v1/${string}`;
  /**
   * The media type of the request body, which is the argument after the ids. `image` is the bytes of a
   * JPEG, PNG or WebP.
   */
  readonly input?: 'application/json' | 'application/merge-patch+json' | 'image';
  /** Members of the method's options that are query parameters. */
  readonly query?: readonly string[];
  /**
   * - `json` has a schema, and an `ETag` where it has a `version`
   * - `image` is a JPEG, PNG or WebP
   * - `images` is a list of images, with `null` for a missing one. Over HTTP it is
   *   `multipart/form-data` (RFC 7578), which browsers can parse: one part `image` for each, in
   *   order, empty for a missing one
   * - `csv` is a CSV file (RFC 4180) with a header. Over HTTP, the field `Row-Count` states how
   *   many rows follow it
   * - `events` is a stream of events (HTML Standard, 9.2). The fields `event` and `id` repeat the
   *   `type` and `id` of the data, which is JSON. The request may carry `Last-Event-ID`
   * - `progress` has a schema, and arrives after a time in which the caller learns how far the work has
   *   got. Over HTTP it is lines of JSON, because nothing can be resumed, unlike events
   */
  readonly answer: 'json' | 'image' | 'images' | 'csv' | 'events' | 'progress' | 'empty';
  /** Codes that `errorsOf` cannot derive. */
  readonly errors?: readonly ReviewErrorCode[];
}

/** Operations that belong together, and whose schemas load together. */
export type Facet = Readonly<Record<string, Operation>>;

/** The names in a URI template, in order. */
export const idsIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The codes of an operation, besides those that every operation may reject with. */
export function errorsOf({
  required,
  effect,
  path,
  input,
  query,
  errors = [],
}: Operation): ReviewErrorCode[] {
  return [
    ...(idsIn(path).length > 0 ? (['not-found'] as const) : []),
    ...(input || query || effect === 'change' || effect === 'save' ? (['invalid'] as const) : []),
    ...(required ? [] : (['unsupported'] as const)),
    ...errors,
  ];
}
