import type { Operation } from 'kv-review/api';
import type * as v from 'valibot';

/** What a successful answer is made of. */
export interface OperationAnswer {
  readonly status: 200 | 201 | 202 | 204;
  /** None for 204. */
  readonly content?: {
    readonly type: 'application/json' | 'text/plain';
    readonly schema: v.GenericSchema;
  };
  /** Header fields that it always has. */
  readonly fields?: readonly ('etag' | 'location')[];
}

/**
 * One operation of this server beside those of the port, in the same form: its route, its checks,
 * what a wrong method is answered and the OpenAPI document (`server/openapi.json`) follow from the
 * entry. Its doc comment is the documentation: `@summary` and `@returns` are for OpenAPI.
 */
export interface ServerOperation extends Pick<Operation, 'method' | 'errors'> {
  /**
   * Whose credentials it takes: nobody's, an API key of the company's own server, or the access
   * token of a master user.
   */
  readonly caller: 'anyone' | 'company' | 'master';
  /** A `read` changes nothing (RFC 9110, 9.2.1) but the log, which says who has read. */
  readonly effect: 'read' | 'write';
  /** URI template (RFC 6570, level 1). */
  readonly path: `/${string}`;
  readonly query?: v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;
  /** `If-Match` is required where it is named, `Idempotency-Key` may be left out. */
  readonly fields?: readonly ('if-match' | 'idempotency-key')[];
  /** The body of `multipart/form-data` is read by the operation itself, part by part. */
  readonly input?: {
    readonly type: 'application/json' | 'multipart/form-data';
    readonly schema: v.GenericSchema;
  };
  readonly answer: OperationAnswer;
  /** The status beside the usual one under which the same content is answered. */
  readonly otherStatus?: 503;
}

/** Operations that belong together. */
export type ServerFacet = Readonly<Record<string, ServerOperation>>;
