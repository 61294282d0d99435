/** The words of the OpenAPI document. They stand here so that no browser has to load them. */
import type { OperationId } from '../src/api/http/contract.ts';

export const info = {
  title: 'kv-review HTTP contract',
  summary: 'What a backend answers to the review elements of kv-review.',
  description:
    'Generated from the route table of `kv-review/api/http`, from which the client and the request ' +
    'handler are made as well. A version `vN` in the path is kept compatible: members, routes and ' +
    'optional parameters may be added, so a client ignores members that it does not know. Requests ' +
    'refuse unknown members. Answers hold personal data: they are sent with `Cache-Control: ' +
    'private, no-store`.',
  license: { name: 'MIT', identifier: 'MIT' },
};

export const bearer =
  'An access token of the signed-in user (RFC 6750). It names the user, the role and the company; ' +
  'nothing in a request does. A backend may take a same-site session cookie instead.';

export const tags: Readonly<Record<string, string>> = {
  Workspace: 'Who asks, for which company, and what can be done.',
  Sessions: 'Finding and reading identity verifications.',
  Changes:
    'Decisions, edits, notes and what is said of the screening. Each carries the version that the user saw (`If-Match`) and one ' +
    'key of the intent (`Idempotency-Key`); the same key with the same body gives the stored answer ' +
    'again, so that a lost answer is resolved by sending the request again.',
  Activity: 'What the backend cannot see by itself.',
  Events: 'What changes while somebody is looking.',
};

export const operations: Readonly<
  Record<OperationId, { tag: string; summary: string; description: string; answer: string }>
> = {
  getWorkspace: {
    tag: 'Workspace',
    summary: 'Read the workspace',
    description:
      'The first request of every element. Capabilities that a client does not know are ignored.',
    answer: 'The user, the company and the capabilities of the backend.',
  },
  listSessions: {
    tag: 'Sessions',
    summary: 'Query sessions',
    description:
      'One page of the sessions that the query selects. Safe, although it is a POST: what is ' +
      'searched for is personal data and must not be in a URL. Pages follow each other without a ' +
      'gap and without a session twice, as far as the sessions do not move in the order. Each word ' +
      'of `search` is a prefix of some word of the first name, last name, personal number or ' +
      'document number, case and accents folded, in any order.',
    answer: 'One page.',
  },
  countSessions: {
    tag: 'Sessions',
    summary: 'Count sessions',
    description:
      'How many sessions a filter selects. Safe, and a POST for the same reason as the query.',
    answer: 'The number, or a lower bound of it.',
  },
  getSession: {
    tag: 'Sessions',
    summary: 'Read a session',
    description:
      'A session with all its evidence. Another company’s is answered as one that is not there.',
    answer: 'The session; `ETag` is its version.',
  },
  getPhoto: {
    tag: 'Sessions',
    summary: 'Read a photo',
    description:
      'The bytes of a photo taken during the verification. JPEG, PNG and WebP are told by their ' +
      'first bytes; anything else is refused by client and handler.',
    answer: 'The photo.',
  },
  decideSession: {
    tag: 'Changes',
    summary: 'Decide a session',
    description: 'Verifies or rejects a session that awaits action, for good. Capability `decide`.',
    answer: 'The decided session.',
  },
  editClient: {
    tag: 'Changes',
    summary: 'Edit the client',
    description:
      'Changes what is known of the client, before the decision only. A merge patch (RFC 7396): a ' +
      'member left out stays as it is, `null` takes its value away. Capability `edit-client`.',
    answer: 'The edited session.',
  },
  addNote: {
    tag: 'Changes',
    summary: 'Add a note',
    description: 'Adds a note, before the decision only. Capability `add-note`.',
    answer: 'The session with the note.',
  },
  recheckScreening: {
    tag: 'Changes',
    summary: 'Check against the lists again',
    description:
      'Has the client checked against sanctions and PEP lists again, before the decision only. A ' +
      'check that cannot be made is no error: the result is `unknown`, never `clear`, or a match ' +
      'stays as it was, with its `checkedAt`. What was marked as a false positive stays so for the ' +
      'same person and entry. Capability `recheck-screening`.',
    answer: 'The session with the result.',
  },
  markFalsePositive: {
    tag: 'Changes',
    summary: 'Mark a match as a false positive',
    description:
      'Says that a match of the screening is of another person, and why, or takes that back, before ' +
      'the decision only. It is remembered for the next check of the same person. The id of the ' +
      'match is in the body, since it says of whom the session is. Capability `mark-false-positive`.',
    answer: 'The session with the mark.',
  },
  recordActivity: {
    tag: 'Activity',
    summary: 'Record an activity',
    description:
      'Reports what the user did outside the backend’s sight. Capability `record-activity`.',
    answer: 'Recorded.',
  },
  watchSessions: {
    tag: 'Events',
    summary: 'Watch the sessions',
    description:
      'A stream of events (HTML Standard, 9.2) that names every session that comes or changes, and ' +
      'how many await action; nothing of a client. The first event is a `snapshot` and comes at ' +
      'once. The backend sends a comment now and then, and ends the stream now and then, so that ' +
      'the caller is authenticated anew: it comes back with `Last-Event-ID`. Types of event that a ' +
      'client does not know are ignored. A proxy must not buffer the answer, and a page of another ' +
      'origin needs `Last-Event-ID` among the headers that CORS allows. Capability `push`.',
    answer:
      'Events. `event` and `id` of each are the `type` and the `id` of its `data`, which the schema ' +
      'describes.',
  },
};

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
      'the same on every repetition.',
  },
} as const;

export const lastEventId = {
  name: 'Last-Event-ID',
  description:
    'The `id` of the last event that was read: what has changed since is told first. One that the ' +
    'backend does not know any more is no error; then anything may have changed.',
} as const;

export const parameters: Readonly<Record<string, string>> = {
  sessionId: 'The id of a session.',
  photoId: 'The id of a photo of the session.',
  size: '`thumbnail` fits a list row, about 96 px on its longer side; `full` is as stored.',
};

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
