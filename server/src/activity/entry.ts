import { actor, identifier, photoSize, role, verdict } from 'kv-review/model';
import * as v from 'valibot';

export const activityAction = v.picklist([
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
  'download-pdf',
  'token-issued',
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
  'job-retried',
  'job-dropped',
]);
export type ActivityAction = v.InferOutput<typeof activityAction>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** An identifier from the code, such as the name of a field; never a value or a search text. */
const word = v.pipe(v.string(), v.regex(/^[a-zA-Z][\w.-]{0,63}$/));

/**
 * The details of an entry. The log outlives the erasure of a client's data, so details contain only
 * identifiers, names of fields and counts.
 */
export const activityDetails = v.strictObject({
  /** The number of sessions, entries or photos; for a screening, of open matches. */
  count: v.exactOptional(count),
  sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200), v.readonly())),
  /** The list that was read. */
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
  /** The result of an attempt under the policy, or of a screening. */
  outcome: v.exactOptional(word),
  /** The watch list entry that was marked as a false positive, or unmarked. */
  matchId: v.exactOptional(identifier),
  /** The refused operation, by its name in the contract. */
  operation: v.exactOptional(word),
  /** The API key that was used. */
  apiKeyId: v.exactOptional(identifier),
  tokenId: v.exactOptional(identifier),
  /** The user that a token was issued for, and the role. */
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

/** The only form that a `timestamptz(3)` column returns unchanged. */
const writtenInstant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not an instant'),
);

/** An action, before it becomes an entry of the log. */
export const activity = v.strictObject({
  /** `Date.prototype.toISOString()`. */
  at: writtenInstant,
  /**
   * `null` for the server itself, for a command of its operator, and for a company's backend that uses
   * an API key.
   */
  actor: v.nullable(v.strictObject(actor.entries)),
  action: activityAction,
  sessionId: v.nullable(identifier),
  details: activityDetails,
});
export type Activity = v.InferOutput<typeof activity>;

/** What was done; who did it, and when, is added later. */
export type LoggedAction = Pick<Activity, 'action' | 'details'>;

/** One entry of the log. A verifier also reads entries of newer versions, which have more members. */
export interface ActivityEntry extends Readonly<Record<string, unknown>> {
  /** Counts from 1 within the company. */
  readonly sequence: number;
}

/** An entry as this version of the server writes and exports it. */
export const loggedEntry = v.object({
  companyId: v.string(),
  entry: v.object({
    /** Counts from 1 within the company. */
    sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    ...activity.entries,
  }),
  /** The key that `hash` was made with. */
  keyId: v.string(),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type LoggedEntry = v.InferOutput<typeof loggedEntry>;

/** An entry as a verifier reads it. */
export interface ChainedEntry {
  readonly companyId: string;
  readonly entry: ActivityEntry;
  /** The key of `hash`. */
  readonly keyId: string;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

export const chainedEntry = v.strictObject({
  companyId: v.string(),
  entry: v.looseObject({ sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  keyId: v.string(),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
