/** The texts of the server's OpenAPI document that do not stand with an operation. */
import type { Problems } from './parts.ts';

export const info = {
  title: 'kv-review-server',
  summary: 'What the reference backend answers beside the review elements.',
  description:
    'Generated from the operations in `server/src/http/operations`, from which the routes of the ' +
    'server are made. What the elements themselves ask for is in the `openapi.json` of `kv-review`; ' +
    'the server answers both. A company’s own server calls with an API key; settings, web hooks and ' +
    'the activity log are for master users. Members may be added to answers within a version `vN`, ' +
    'so a client ignores members that it does not know. Requests with unknown members are refused.',
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
      'An API key of the company (`kv-review-server add-key`). It stays on the company’s own server: ' +
      'a request that names an `Origin`, as one of a page does, is refused.',
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
  after: 'The `sequence` of the last entry of the page before; 0 for the first page.',
  before: '`next` of the page before; left out for the first page.',
  limit: 'The most that one page holds.',
};

export const idempotencyKey = {
  name: 'Idempotency-Key',
  description:
    'Names the intent: a structured string (RFC 9651, 3.3.3) of 1–128 visible ASCII characters. ' +
    'The same request under the same key has the first answer for a day.',
};

export const ifMatch = {
  name: 'If-Match',
  description: 'The `ETag` of what is replaced (RFC 9110, 13.1.1). `*` is not accepted.',
};

export const etag = { description: 'A strong entity tag (RFC 9110, 8.8.3).' };

export const location = {
  description: 'The path of what was added (RFC 9110, 10.2.2).',
  schema: { type: 'string', format: 'uri-reference' },
};

export const fieldNames = { etag: 'ETag', location: 'Location' };

const photo = { contentType: 'image/jpeg, image/png, image/webp' };

/** How the parts of an upload are written (OpenAPI 3.1, Encoding Object). */
export const formEncoding = {
  evidence: { contentType: 'application/json' },
  selfie: photo,
  'document-front': photo,
  'document-back': photo,
};

export const notReady = 'Requests cannot be served now.';

export const problems: Problems = {
  400: ['Malformed', 'The body or a header field is malformed. Code `invalid`.'],
  401: ['Unauthenticated', 'No valid credentials. Code `unauthenticated`.'],
  403: [
    'Forbidden',
    'An agent, or a page whose origin the company did not list. Code `forbidden`.',
  ],
  404: [
    'NotFound',
    'Not there, or another company’s: the body is the same for both. Code `not-found`.',
  ],
  409: [
    'Conflict',
    'The id is taken, the session has ended or expired, or there are too many. Code `conflict`.',
  ],
  412: ['Stale', 'The settings were changed since they were read. Code `conflict`.'],
  413: ['TooLarge', 'The body is too large. Code `invalid`.'],
  415: ['UnsupportedType', 'The body is of another media type, or compressed. Code `invalid`.'],
  422: [
    'Invalid',
    'Parts of the request are refused, with `parts`; or the same idempotency key came with another ' +
      'body. Code `invalid`.',
  ],
  428: ['PreconditionRequired', 'A change without `If-Match`. Code `invalid`.'],
  429: ['RateLimited', 'Too many requests; nothing was done. Code `rate-limited`.'],
  500: ['Failed', 'The server failed; a change may have been made. Code `unavailable`.'],
  503: ['Unavailable', 'Not now; a change may have been made. Code `unavailable`.'],
};
