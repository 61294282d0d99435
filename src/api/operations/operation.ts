import type { Role } from '../../model/workspace.js';
import type { ReviewErrorCode } from '../errors.js';

/**
 * One operation of the port, without its schemas: a few bytes that every page may have. The schemas
 * stand under the same name in the `.schemas.ts` file of the facet and load with its first call.
 *
 * The port's method, the HTTP client, the handler, the check of answers, the refusals of an adapter
 * that lacks the operation, the capabilities, the faults of the memory adapter and the OpenAPI
 * document follow from the entry. Its doc comment is the documentation of all of them: `@summary`
 * and `@returns` are for OpenAPI.
 */
export interface Operation {
  /** Every adapter has it. */
  readonly required?: true;
  /** What an adapter declares when it has the operation. */
  readonly capability?: string;
  /** The least role that may call it; a master user may do all that an agent may. */
  readonly role: Role;
  /**
   * - `read` changes nothing (RFC 9110, 9.2.1), whatever the method: it may be repeated unasked
   * - `write` changes something
   * - `change` changes what the caller has seen: it carries the version that was seen and an
   *   idempotency key
   */
  readonly effect: 'read' | 'write' | 'change';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** URI template (RFC 6570, level 1). Its ids are the first arguments of the method. */
  readonly path: `/v1/${string}`;
  /** The media type of the request body, which is the argument after the ids. */
  readonly input?: 'application/json' | 'application/merge-patch+json';
  /** Members of the method's options that are query parameters. */
  readonly query?: readonly string[];
  /**
   * - `json` has a schema, and an `ETag` where it has a `version`
   * - `image` is a JPEG, PNG or WebP
   * - `images` is a list of them with `null` for each one that is missing. Over HTTP it is
   *   `multipart/form-data` (RFC 7578), which browsers and servers read without a parser of their
   *   own: one part `image` for each, in order, empty for a missing one
   * - `events` is a stream of events (HTML Standard, 9.2): `event` and `id` of each are the `type`
   *   and the `id` of its data, which is JSON; the request may carry `Last-Event-ID`
   */
  readonly answer: 'json' | 'image' | 'images' | 'events' | 'empty';
  /** Codes that do not follow from the rest; see `errorsOf`. */
  readonly errors?: readonly ReviewErrorCode[];
}

/** Operations that belong together, and whose schemas load together. */
export type Facet = Readonly<Record<string, Operation>>;

/** The names in a URI template, in order. */
export const idsIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** All codes that an operation may reject with by itself, beside those that every one may. */
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
    ...(input || query || effect === 'change' ? (['invalid'] as const) : []),
    ...(required ? [] : (['unsupported'] as const)),
    ...errors,
  ];
}
