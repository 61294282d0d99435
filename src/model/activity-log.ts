import * as v from 'valibot';

import { verdict } from './decision.js';
import { open } from './open.js';
import { maxPageSize } from './paging.js';
import { photoSize } from './photo.js';
import { identifier, instant } from './primitives.js';
import { sessionCount } from './query.js';
import { role } from './workspace.js';

/** What an entry of the activity log says was done. */
export const activityAction = v.picklist([
  'sign-in',
  'sign-out',
  'sign-in-failed',
  'page-opened',
  'workspace-read',
  'sessions-listed',
  'sessions-counted',
  'session-read',
  'photo-read',
  'thumbnails-read',
  'decision',
  'edit',
  'note',
  'export-csv',
  'export-statistics',
  'download-pdf',
  'token-issued',
  'code-issued',
  'code-redeemed',
  'code-refused',
  'forbidden',
  'session-created',
  'attempt-started',
  'evidence-stored',
  'attempt-finished',
  'settings-changed',
  'settings-previewed',
  'logo-saved',
  'logo-removed',
  'session-erased',
  'activity-read',
  'activity-exported',
  'activity-checked',
  'activity-head-signed',
  'api-key-created',
  'api-key-revoked',
  'screening-rechecked',
  'false-positive-marked',
  'false-positive-taken-back',
  'web-hook-created',
  'web-hook-changed',
  'web-hook-deleted',
  'web-hook-secret-replaced',
  'web-hook-tested',
  'web-hook-redelivered',
  'claim-made',
  'claim-given',
  'claim-released',
  'claim-taken-over',
  'claim-handed-over',
  'job-retried',
  'job-dropped',
]);
export type ActivityAction = v.InferOutput<typeof activityAction>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** An identifier from the code, such as the name of a field; never a value or a search text. */
const word = v.pipe(v.string(), v.regex(/^[a-zA-Z][\w.-]{0,63}$/));

/**
 * The details of an entry, as a backend writes them. The log outlives the erasure of a client's data, so
 * details contain only identifiers, names of fields and counts.
 */
export const activityDetails = v.strictObject({
  /** The number of sessions, entries or photos; for a screening, of open matches. */
  count: v.exactOptional(count),
  sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200), v.readonly())),
  /** The list that was read, or the page that was opened. */
  view: v.exactOptional(word),
  /** Whether a search text was given; never the text. */
  searched: v.exactOptional(v.boolean()),
  /** The names of filters used, or of fields changed; never their values. */
  fields: v.exactOptional(v.pipe(v.array(word), v.maxLength(100), v.readonly())),
  verdict: v.exactOptional(verdict),
  /** Ids of rejection reasons. */
  reasons: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(100), v.readonly())),
  noteId: v.exactOptional(identifier),
  photoId: v.exactOptional(identifier),
  size: v.exactOptional(photoSize),
  attempt: v.exactOptional(count),
  /** The result of an attempt under the policy, of a screening, or of a check of the log. */
  outcome: v.exactOptional(word),
  /** The watch list entry that was marked as a false positive, or unmarked. */
  matchId: v.exactOptional(identifier),
  /** The number of the claim. */
  claim: v.exactOptional(count),
  /** The refused operation, by its name in the contract. */
  operation: v.exactOptional(word),
  /** The API key that was used. */
  apiKeyId: v.exactOptional(identifier),
  tokenId: v.exactOptional(identifier),
  /**
   * The user that a token was issued for, whose account was tried, whose claim was taken over, or who got a
   * claim that was handed over; and the role of a token.
   */
  userId: v.exactOptional(identifier),
  role: v.exactOptional(role),
  lifetimeSeconds: v.exactOptional(count),
  hookId: v.exactOptional(identifier),
  deliveryId: v.exactOptional(identifier),
  /** The background job: its kind, and the ids that name it within its company. */
  jobKind: v.exactOptional(word),
  jobKey: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(10), v.readonly())),
});
export type ActivityDetails = v.InferOutput<typeof activityDetails>;

/** The details in an answer: values may be newer, and unknown members are dropped. */
const answeredDetails = v.object({
  ...activityDetails.entries,
  verdict: v.exactOptional(open(verdict)),
  size: v.exactOptional(open(photoSize)),
  role: v.exactOptional(open(role)),
});

/** A user who occurs in the log. */
export const activityUser = v.object({
  id: identifier,
  /** As the backend last saw it, not as it was at the time; `null` when it is not known. */
  name: v.nullable(v.string()),
  role: open(role),
});
export type ActivityUser = v.InferOutput<typeof activityUser>;

/** One entry of the activity log (spec S7): who did what, when. It has no text that anybody wrote. */
export const activityEntry = v.object({
  /** Counts from 1 within the company, without a gap. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: instant,
  /** The role is that of the time. `null` for the backend itself, and for the company's own server. */
  actor: v.nullable(activityUser),
  action: open(activityAction),
  sessionId: v.nullable(identifier),
  details: answeredDetails,
});
export type ActivityEntry = v.InferOutput<typeof activityEntry>;

/** Selects entries. A member that is left out selects all. */
export const activityFilter = v.strictObject({
  /** Ids of users: what they did, and what was reported about them, such as failed sign-ins. */
  users: v.optional(v.pipe(v.array(identifier), v.maxLength(50)), []),
  actions: v.optional(v.pipe(v.array(activityAction), v.maxLength(50)), []),
  /** The session that an entry concerns. */
  sessionId: v.optional(v.nullable(identifier), null),
  /** At or after. */
  from: v.optional(v.nullable(instant), null),
  /** Exclusive, so that a day ends where the next begins. */
  before: v.optional(v.nullable(instant), null),
});
export type ActivityFilter = v.InferInput<typeof activityFilter>;

const place = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1024))), null);

export const activityQuery = v.pipe(
  v.strictObject({
    ...activityFilter.entries,
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPageSize)), 50),
    /** `ActivityPage.nextCursor` of the page before; `null` asks for the first page. */
    cursor: place,
    /** `ActivityPage.latest` of an earlier answer; asks for what was added since. */
    after: place,
  }),
  v.check(
    ({ cursor, after }) => cursor === null || after === null,
    'a cursor and `after` exclude each other',
  ),
);
export type ActivityQuery = v.InferInput<typeof activityQuery>;

/** A page of the log, newest first. Entries of one instant are in the order of their numbers. */
export const activityPage = v.object({
  items: v.array(activityEntry),
  /** Opaque; `null` on the last page. */
  nextCursor: v.nullable(v.string()),
  /** Opaque: the end of the log as this answer saw it, for `after`. */
  latest: v.string(),
  /** How many entries the filter selects, on the first page; `null` on others. */
  total: v.nullable(sessionCount),
});
export type ActivityPage = v.InferOutput<typeof activityPage>;

/** The most users in a list. */
export const maxActivityUsers = 1000;

export const activityUsers = v.object({ items: v.array(activityUser) });
export type ActivityUsers = v.InferOutput<typeof activityUsers>;

/** Which entries a CSV file contains, and how it is written. */
export const activityExport = v.strictObject({
  ...activityFilter.entries,
  mode: v.optional(v.picklist(['safe', 'raw']), 'safe'),
  /** Starts with a byte order mark, by which Excel detects UTF-8. */
  bom: v.optional(v.boolean(), true),
});
export type ActivityExport = v.InferInput<typeof activityExport>;

/** The end of the log, signed. Stored elsewhere, it proves later that no entry up to it is missing. */
export const activityHead = v.object({
  /** The number of the last entry; 0 for an empty log. */
  sequence: count,
  at: instant,
  /** JWS compact serialization (RFC 7515). */
  signed: v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)),
});
export type ActivityHead = v.InferOutput<typeof activityHead>;

/**
 * How a log can be wrong:
 * - `edited`: the entry is not what was written, or those around it were renumbered
 * - `missing`: the entry is gone, but later ones exist
 * - `inserted`: in its place is an entry that was never written
 * - `reordered`: the entry comes later in the log, or something was inserted before it
 * - `cut-off`: the entry and all later ones are gone, but a signed head includes them
 * - `other-company`: the entry belongs to another company
 * - `unknown-key`: the backend lacks the key of the entry
 * - `malformed`: the entry is unreadable
 * - `head-mismatch`: entry and signed head contradict each other
 */
export const chainFault = v.picklist([
  'edited',
  'missing',
  'inserted',
  'reordered',
  'cut-off',
  'other-company',
  'unknown-key',
  'malformed',
  'head-mismatch',
]);
export type ChainFault = v.InferOutput<typeof chainFault>;

/** What is known about whether the log is as it was written. */
export const activityChain = v.object({
  /** The number of the first entry; more than 1 after older entries were cut off at a signed head. */
  first: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The number of the last entry; 0 for an empty log. */
  last: count,
  /** The last entry that was found unchanged, with all before it, and when; `null` before a check. */
  verified: v.nullable(v.object({ sequence: count, at: instant })),
  /** When all entries were last checked, from the first. Other checks begin where the last one ended. */
  checkedInFullAt: v.nullable(instant),
  /** The first entry that is wrong, and when that was found. */
  fault: v.nullable(
    v.object({
      sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      kind: open(chainFault),
      at: instant,
    }),
  ),
  /** The progress of a check of all entries, while one is requested or runs. */
  checking: v.nullable(v.object({ done: count, total: count })),
});
export type ActivityChain = v.InferOutput<typeof activityChain>;
