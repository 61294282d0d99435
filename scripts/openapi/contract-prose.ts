/** The texts of the port's OpenAPI document that do not belong to an operation. */

export const info = {
  title: 'kv-review HTTP contract',
  summary: 'The requests of the review elements of kv-review, and the answers of a backend.',
  description:
    'Generated from the operations of `kv-review/api`, from which the client and the request ' +
    'handler derive too. A version `vN` in the path stays compatible: members, routes and optional ' +
    'parameters may be added, so a client ignores unknown members. A backend refuses requests with ' +
    'unknown members. Answers contain personal data and are sent with `Cache-Control: private, ' +
    'no-store`.',
  license: { name: 'MIT', identifier: 'MIT' },
};

export const bearer =
  'An access token of the signed-in user (RFC 6750). It alone identifies the user, the role and the ' +
  'company. A backend may accept a same-site session cookie instead.';

/** The title of each facet, by the name of its file in `src/api/operations`. */
export const tagOf = (facet: string): string =>
  `${facet.charAt(0).toUpperCase()}${facet.slice(1).replaceAll('-', ' ')}`;

export const headers = {
  'if-match': {
    name: 'If-Match',
    description:
      'The `version` of the session that the user saw, as a strong entity tag (RFC 9110, 13.1.1).',
  },
  'idempotency-key': {
    name: 'Idempotency-Key',
    description:
      'Names the intent: a structured string (RFC 9651, 3.3.3) of 1–128 visible ASCII characters, ' +
      'the same on every retry.',
  },
} as const;

export const lastEventId = {
  name: 'Last-Event-ID',
  description:
    'The `id` of the last event that the client received. The first event then reports the changes ' +
    'since. An unknown id is not an error: the first event says `many`.',
} as const;

/** Parameters that are not the id of something. */
export const parameters: Readonly<Record<string, string>> = {
  size: '`thumbnail` fits a list row, about 96 px on its longer side; `full` is as stored.',
};

/** `sessionId` is the id of a session. */
export const describeId = (name: string): string => `The id of a ${name.replace(/Id$/, '')}.`;

export const problems: Readonly<Record<number, readonly [name: string, description: string]>> = {
  400: ['Malformed', 'The request cannot be read. Code `invalid`.'],
  401: ['Unauthenticated', 'No valid credentials. Code `unauthenticated`.'],
  403: ['Forbidden', 'The role may not. Code `forbidden`.'],
  404: [
    'NotFound',
    'Not there, or another company’s: the body is the same for both. Code `not-found`.',
  ],
  406: ['NotAcceptable', 'The answer’s type is not accepted. Code `invalid`.'],
  409: [
    'Decided',
    'Decided before, with `decision`: who, what and when. Code `already-decided`. Or still ' +
      'processing. Code `conflict`.',
  ],
  412: [
    'Stale',
    'The session was changed since, with `changes`: what was edited. Code `conflict`.',
  ],
  413: ['TooLarge', 'The body is too large. Code `invalid`.'],
  415: ['UnsupportedType', 'The body is of another type. Code `invalid`.'],
  422: [
    'Invalid',
    'Parts of the request are refused, with `parts`; or the same idempotency key came with another ' +
      'body. Code `invalid`.',
  ],
  428: [
    'PreconditionRequired',
    'A change without `If-Match` or `Idempotency-Key`. Code `invalid`.',
  ],
  429: ['RateLimited', 'Too many requests; nothing was done. Code `rate-limited`.'],
  500: ['Failed', 'The backend failed; a change may have been made. Code `unavailable`.'],
  501: ['Unsupported', 'The backend lacks the capability. Code `unsupported`.'],
  502: ['BadAnswer', 'What stands behind the backend answered nonsense. Code `unavailable`.'],
  503: ['Unavailable', 'Not now; a change may have been made. Code `unavailable`.'],
  504: ['Timeout', 'Too slow; a change may have been made. Code `timeout`.'],
};
