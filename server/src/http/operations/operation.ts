import type { Operation } from 'kv-review/api';
import type * as v from 'valibot';

/** A successful answer. */
export interface OperationAnswer {
  readonly status: 200 | 201 | 202 | 204;
  /** Absent for 204. */
  readonly content?: {
    readonly type: 'application/json' | 'text/plain';
    readonly schema: v.GenericSchema;
  };
  /** The header fields that it always has. */
  readonly fields?: readonly 'location'[];
}

/**
 * An operation of this server that the port does not have, in the same form. The route, the checks, 405
 * with `Allow` and the OpenAPI document (`server/openapi.json`) derive from the entry. Its doc comment is
 * the documentation: `@summary` and `@returns` are for OpenAPI.
 */
export interface ServerOperation extends Pick<Operation, 'method' | 'errors'> {
  /**
   * The credentials that it requires: none, an API key of the company's own server, or the access token of
   * a master user.
   */
  readonly caller: 'anyone' | 'company' | 'master';
  /** URI template (RFC 6570, level 1). */
  readonly path: `/${string}`;
  readonly query?: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;
  /** Request header fields, which are optional. */
  readonly fields?: readonly 'idempotency-key'[];
  /** The operation itself reads a body of `multipart/form-data`. */
  readonly input?: {
    readonly type: 'application/json' | 'multipart/form-data';
    readonly schema: v.GenericSchema;
  };
  readonly answer: OperationAnswer;
  /** A second status with the same content. */
  readonly otherStatus?: 503;
}

/** Operations that belong together. */
export type ServerFacet = Readonly<Record<string, ServerOperation>>;
