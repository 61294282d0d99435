/** The texts of the server's OpenAPI document that do not belong to an operation. */
import { commonProblems, titleOf, type Problems } from './parts.ts';

export const info = {
  title: 'kv-review-server',
  summary: 'The routes of the reference backend that the review elements do not use.',
  description:
    'Generated from the operations in `server/src/http/operations`, from which the server’s routes ' +
    'derive too. The requests of the elements are in the `openapi.json` of `kv-review`; the server ' +
    'answers both. A company’s own server sends an API key; the activity log is for master ' +
    'users. Members may be added to answers within a version `vN`, so a client ' +
    'ignores unknown members. The server refuses requests with unknown members.',
};

export const server = 'The address of the server.';

const tags: Readonly<Record<string, string>> = { ingest: 'Sessions in' };

export const tagOf = (facet: string): string => tags[facet] ?? titleOf(facet);

export const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key of the company (`kv-review-server add-key`). It stays on the company’s own server: ' +
      'the backend refuses a request with an `Origin`, because a page sent it.',
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
};

export const queryParameters: Readonly<Record<string, string>> = {
  after: 'The `sequence` of the last entry of the previous page; 0 for the first page.',
  limit: 'The most items on one page.',
};

export const idempotencyKey = {
  name: 'Idempotency-Key',
  description:
    'Names the intent: a structured string (RFC 9651, 3.3.3) of 1–128 visible ASCII characters. ' +
    'For a day, the same request under the same key gets the first answer.',
};

export const location = {
  description: 'The path of the new resource (RFC 9110, 10.2.2).',
  schema: { type: 'string', format: 'uri-reference' },
};

export const fieldNames = { location: 'Location' };

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
  ...commonProblems,
  403: [
    'Forbidden',
    'The user is an agent, or the company does not allow the page’s origin. Code `forbidden`.',
  ],
  409: [
    'Conflict',
    'The id is taken, the session has ended or expired, or a limit is reached. Code `conflict`.',
  ],
};
