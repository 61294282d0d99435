/** The texts of the port's OpenAPI document that do not belong to an operation. */
import { commonProblems, titleOf, type Problems } from './parts.ts';

export const info = {
  title: 'kv-review HTTP contract',
  summary: 'The requests of the review elements of kv-review, and the answers of a backend.',
  description:
    'Generated from the operations of `kv-review/api`, from which the client and the request ' +
    'handler derive too. A version `vN` in the path stays compatible: members, routes and optional ' +
    'parameters may be added, so a client ignores unknown members. A backend refuses requests with ' +
    'unknown members. Answers contain personal data and are sent with `Cache-Control: private, ' +
    'no-store`.',
};

export const server = 'The `baseUrl` that a client is given.';

export const bearer =
  'An access token of the signed-in user (RFC 6750). It alone identifies the user, the role and the ' +
  'company. A backend may accept a same-site session cookie instead.';

export const tagOf = titleOf;

export const headers = {
  'if-match': {
    name: 'If-Match',
    description:
      'The `version` of the session, or of the settings, that the user saw, as a strong entity tag ' +
      '(RFC 9110, 13.1.1).',
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

/** The query parameters. */
export const parameters: Readonly<Record<string, string>> = {
  size: '`thumbnail` fits a list row, about 96 px on its longer side; `full` is as stored.',
  cursor: '`nextCursor` of the page before; omitted for the first page.',
};

const ids: Readonly<Record<string, string>> = {
  hookId: 'The id of a web hook.',
  settingsVersion: 'The number of a version of the settings.',
  logoVersion: '`logoVersion` of the branding.',
};

/** `sessionId` is the id of a session. */
export const describeId = (name: string): string =>
  ids[name] ?? `The id of a ${name.replace(/Id$/, '')}.`;

export const problems: Problems = {
  ...commonProblems,
  403: ['Forbidden', 'The user’s role does not allow it. Code `forbidden`.'],
  406: ['NotAcceptable', 'The client does not accept the type of the answer. Code `invalid`.'],
  409: [
    'Decided',
    'The session is already decided; `decision` contains the decision. Code `already-decided`. Or ' +
      'the user lacks the claim; `claim` is the one in force, if there is one. Code `claimed`. Or it ' +
      'is still processing, or a limit is reached. Code `conflict`.',
  ],
  412: [
    'Stale',
    'It has changed since it was read; for a session, `changes` lists the edits. Code `conflict`.',
  ],
  428: [
    'PreconditionRequired',
    'The change has no `If-Match`, or no `Idempotency-Key` where it needs one. Code `invalid`.',
  ],
  501: ['Unsupported', 'The backend lacks the capability. Code `unsupported`.'],
  502: ['BadAnswer', 'The adapter behind the backend gave a malformed answer. Code `unavailable`.'],
  504: ['Timeout', 'The answer took too long. A change may have been made. Code `timeout`.'],
};
