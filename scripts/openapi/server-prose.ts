/** The texts of the server's OpenAPI document that do not belong to an operation. */
import type { Problems } from './parts.ts';

export const info = {
  title: 'kv-review-server',
  summary: 'The routes of the reference backend besides those of the review elements.',
  description:
    'Generated from the operations in `server/src/http/operations`, from which the routes of the ' +
    'server derive too. The `openapi.json` of `kv-review` describes the requests of the elements, which ' +
    'the server also answers. A company’s own server calls with an API key. Settings, web hooks and ' +
    'the activity log are for master users. A version `vN` may add members to answers, so a client ' +
    'ignores unknown members. The server refuses requests with unknown members.',
  license: { name: 'MIT', identifier: 'MIT' },
};

const tags: Readonly<Record<string, string>> = { ingest: 'Sessions in', 'web-hooks': 'Web hooks' };

/** The title of each facet, by the name of its file. */
export const tagOf = (facet: string): string =>
  tags[facet] ?? `${facet.charAt(0).toUpperCase()}${facet.slice(1)}`;

export const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key of the company (`kv-review-server add-key`). It stays on the company’s own server, so ' +
      'a request with an `Origin`, such as one from a page, is refused.',
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An access token of a master user, from `POST /v1/tokens` or from an identity provider.',
  },
};

export const pathParameters: Readonly<
  Record<string, { readonly description: string; readonly schema?: Record<string, unknown> }>
> = {
  sessionId: { description: 'The id of a session.' },
  attempt: {
    description: 'The number of an attempt, from 1.',
    schema: { type: 'integer', minimum: 1, maximum: 999_999_999 },
  },
  hookId: { description: 'The id of a web hook.' },
  deliveryId: { description: 'The id of a delivery: `webhook-id` of its attempts.' },
};

export const queryParameters: Readonly<Record<string, string>> = {
  after: 'The `sequence` of the last entry of the previous page; 0 for the first page.',
  before: 'The `next` of the previous page; none for the first page.',
  limit: 'The largest number of items on one page.',
};

export const idempotencyKey = {
  name: 'Idempotency-Key',
  description:
    'Names the intent: a structured string (RFC 9651, 3.3.3) of 1–128 visible ASCII characters. ' +
    'For a day, the same request under the same key gets the first answer.',
};

export const ifMatch = {
  name: 'If-Match',
  description:
    'The `ETag` of the settings that are replaced (RFC 9110, 13.1.1). `*` is not accepted.',
};

export const etag = { description: 'A strong entity tag (RFC 9110, 8.8.3).' };

export const location = {
  description: 'The path of the new resource (RFC 9110, 10.2.2).',
  schema: { type: 'string', format: 'uri-reference' },
};

export const fieldNames = { etag: 'ETag', location: 'Location' };

const photo = { contentType: 'image/jpeg, image/png, image/webp' };

/** The media types of the parts of an upload (OpenAPI 3.1, Encoding Object). */
export const formEncoding = {
  evidence: { contentType: 'application/json' },
  selfie: photo,
  'document-front': photo,
  'document-back': photo,
};

export const notReady = 'The server cannot answer requests now.';

export const problems: Problems = {
  400: ['Malformed', 'The body or a header field is malformed. Code `invalid`.'],
  401: ['Unauthenticated', 'The request has no valid credentials. Code `unauthenticated`.'],
  403: [
    'Forbidden',
    'The caller is an agent, or a page whose origin the company did not list. Code `forbidden`.',
  ],
  404: [
    'NotFound',
    'Does not exist, or belongs to another company; the body is the same for both. Code `not-found`.',
  ],
  409: [
    'Conflict',
    'The id is taken, the session has ended or expired, or a limit is reached. Code `conflict`.',
  ],
  412: ['Stale', 'The settings have changed since they were read. Code `conflict`.'],
  413: ['TooLarge', 'The body is too large. Code `invalid`.'],
  415: ['UnsupportedType', 'The body has another media type, or is compressed. Code `invalid`.'],
  422: [
    'Invalid',
    'Parts of the request are not valid, with `parts`. Or the idempotency key was used for another ' +
      'request. Code `invalid`.',
  ],
  428: ['PreconditionRequired', 'The change has no `If-Match`. Code `invalid`.'],
  429: ['RateLimited', 'There were too many requests. Nothing was done. Code `rate-limited`.'],
  500: ['Failed', 'The server failed. A change may have been made. Code `unavailable`.'],
  503: [
    'Unavailable',
    'The server is not available. A change may have been made. Code `unavailable`.',
  ],
};
