import * as v from 'valibot';

import { activityReport } from '../../model/activity.js';
import { clientEdit } from '../../model/client.js';
import { decisionInput, noteInput } from '../../model/decision.js';
import { photoSize } from '../../model/photo.js';
import { identifier } from '../../model/primitives.js';
import { sessionCount, sessionFilter, sessionPage, sessionQuery } from '../../model/query.js';
import { falsePositiveInput } from '../../model/screening.js';
import { session } from '../../model/session.js';
import { sessionEvent } from '../../model/session-event.js';
import { workspace, type Capability } from '../../model/workspace.js';
import type { ReviewErrorCode } from '../errors.js';
import type { ReviewApi } from '../review-api.js';

type ObjectSchema = v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;

/** What a successful answer is made of. */
export type RouteAnswer =
  | {
      readonly status: 200;
      readonly kind: 'json';
      readonly schema: v.GenericSchema;
      /** Whether `ETag` carries the answer's `version`. */
      readonly entityTag?: true;
    }
  | { readonly status: 200; readonly kind: 'image' }
  /**
   * A stream of events (HTML Standard, 9.2): `event` and `id` of each are the `type` and the `id` of
   * its data, which is JSON. The request may carry `Last-Event-ID`.
   */
  | { readonly status: 200; readonly kind: 'events'; readonly schema: v.GenericSchema }
  | { readonly status: 204; readonly kind: 'empty' };

/** One operation of the port, as HTTP carries it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** URI template (RFC 6570, level 1). */
  readonly path: string;
  /** Changes nothing (RFC 9110, 9.2.1), whatever its method: a client may send it again by itself. */
  readonly safe: boolean;
  readonly query?: ObjectSchema;
  /** Required request headers, by lower-case name. */
  readonly headers?: typeof changeHeaders;
  readonly body?: { readonly type: string; readonly schema: ObjectSchema };
  readonly answer: RouteAnswer;
  /** Codes of its own; `commonErrors` come on top. */
  readonly errors: readonly ReviewErrorCode[];
}

/** What a change must carry: the version that was seen, and the key of the intent. */
export const changeHeaders = {
  /** One strong entity tag (RFC 9110, 13.1.1). */
  'if-match': v.pipe(v.string(), v.regex(/^"[\x21\x23-\x7e]{1,128}"$/)),
  /** A string of RFC 9651, 3.3.3 (draft-ietf-httpapi-idempotency-key-header), without spaces. */
  'idempotency-key': v.pipe(v.string(), v.regex(/^"(?:[\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,128}"$/)),
} as const;

const json = 'application/json';
const sessionAnswer = { status: 200, kind: 'json', schema: session, entityTag: true } as const;
const changeErrors = [
  'not-found',
  'conflict',
  'already-decided',
  'invalid',
  'unsupported',
] as const;

/** Capabilities that have a route here, or need none; a backend's others do not pass. */
const carriedCapabilities: ReadonlySet<string> = new Set<Capability>([
  'decide',
  'edit-client',
  'add-note',
  'record-activity',
  'screening',
  'recheck-screening',
  'mark-false-positive',
  'push',
  'export',
]);

const carriedWorkspace = v.pipe(
  workspace,
  v.transform((of) => ({
    ...of,
    capabilities: of.capabilities.filter((name) => carriedCapabilities.has(name)),
  })),
);

/**
 * The HTTP contract: one route for each method of the port. Client, handler and OpenAPI document
 * are made from this table. Request bodies refuse unknown keys, so that a misspelt filter cannot
 * select everything; answers may hold more than is known here, which is dropped.
 */
export const routes = {
  getWorkspace: {
    method: 'GET',
    path: '/v1/workspace',
    safe: true,
    answer: { status: 200, kind: 'json', schema: carriedWorkspace },
    errors: [],
  },
  // POST, since a search is personal data, which must not be in a URL, and few proxies pass QUERY.
  // Not below /sessions, where every name may be a session's id.
  listSessions: {
    method: 'POST',
    path: '/v1/session-query',
    safe: true,
    body: { type: json, schema: v.strictObject(sessionQuery.entries) },
    answer: { status: 200, kind: 'json', schema: sessionPage },
    errors: ['invalid'],
  },
  countSessions: {
    method: 'POST',
    path: '/v1/session-count',
    safe: true,
    body: { type: json, schema: v.strictObject(sessionFilter.entries) },
    answer: { status: 200, kind: 'json', schema: sessionCount },
    errors: ['invalid', 'unsupported'],
  },
  getSession: {
    method: 'GET',
    path: '/v1/sessions/{sessionId}',
    safe: true,
    answer: sessionAnswer,
    errors: ['not-found'],
  },
  getPhoto: {
    method: 'GET',
    path: '/v1/sessions/{sessionId}/photos/{photoId}',
    safe: true,
    query: v.strictObject({ size: v.exactOptional(photoSize) }),
    answer: { status: 200, kind: 'image' },
    errors: ['not-found', 'invalid'],
  },
  decideSession: {
    method: 'POST',
    path: '/v1/sessions/{sessionId}/decision',
    safe: false,
    headers: changeHeaders,
    body: { type: json, schema: decisionInput },
    answer: sessionAnswer,
    errors: changeErrors,
  },
  // A merge patch (RFC 7396): a member left out stays, and its null, "no value", is that of the model.
  editClient: {
    method: 'PATCH',
    path: '/v1/sessions/{sessionId}/client',
    safe: false,
    headers: changeHeaders,
    body: { type: 'application/merge-patch+json', schema: clientEdit },
    answer: sessionAnswer,
    errors: changeErrors,
  },
  addNote: {
    method: 'POST',
    path: '/v1/sessions/{sessionId}/notes',
    safe: false,
    headers: changeHeaders,
    body: { type: json, schema: noteInput },
    answer: sessionAnswer,
    errors: changeErrors,
  },
  recheckScreening: {
    method: 'POST',
    path: '/v1/sessions/{sessionId}/screening',
    safe: false,
    headers: changeHeaders,
    answer: sessionAnswer,
    errors: changeErrors,
  },
  // The id of an entry says of whom the session is: it must not be in a URL.
  markFalsePositive: {
    method: 'POST',
    path: '/v1/sessions/{sessionId}/screening/false-positive',
    safe: false,
    headers: changeHeaders,
    body: { type: json, schema: falsePositiveInput },
    answer: sessionAnswer,
    errors: changeErrors,
  },
  recordActivity: {
    method: 'POST',
    path: '/v1/activity',
    safe: false,
    body: { type: json, schema: activityReport },
    answer: { status: 204, kind: 'empty' },
    errors: ['invalid', 'unsupported'],
  },
  watchSessions: {
    method: 'GET',
    path: '/v1/events',
    safe: true,
    answer: { status: 200, kind: 'events', schema: sessionEvent },
    errors: ['unsupported'],
  },
} as const satisfies Record<keyof ReviewApi, Route>;

/** The method of the port that a route carries; `operationId` in the OpenAPI document. */
export type OperationId = keyof typeof routes;
type RouteOf<Op extends OperationId> = (typeof routes)[Op];

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

/** The ids in an operation's path, decoded. */
export type PathParameters<Op extends OperationId> = {
  readonly [Name in ParameterOf<RouteOf<Op>['path']>]: string;
};

/** An operation's query parameters. */
export type QueryOf<Op extends OperationId> =
  RouteOf<Op> extends { readonly query: infer Schema extends v.GenericSchema }
    ? v.InferOutput<Schema>
    : undefined;

type BodySchema<Op extends OperationId> =
  RouteOf<Op> extends { readonly body: { readonly schema: infer Schema extends v.GenericSchema } }
    ? Schema
    : v.UndefinedSchema<undefined>;

/** A body as a caller writes it. */
export type BodyInput<Op extends OperationId> = v.InferInput<BodySchema<Op>>;
/** A body with its defaults filled in. */
export type BodyOutput<Op extends OperationId> = v.InferOutput<BodySchema<Op>>;

/** What an operation answers. */
export type AnswerOf<Op extends OperationId> = RouteOf<Op>['answer'] extends {
  readonly kind: 'json';
  readonly schema: infer Schema extends v.GenericSchema;
}
  ? v.InferOutput<Schema>
  : RouteOf<Op>['answer'] extends { readonly kind: 'image' }
    ? Blob
    : RouteOf<Op>['answer'] extends { readonly kind: 'events' }
      ? ReadableStream<Uint8Array>
      : undefined;

/** Whether a text can name one thing in a path: a URL parser eats `.` and `..`, half a pair is no text. */
export function isPathIdentifier(text: unknown): text is string {
  return v.is(identifier, text) && text !== '.' && text !== '..' && !/\p{Cs}/u.test(text);
}
