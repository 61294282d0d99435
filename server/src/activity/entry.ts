import { actor, identifier, photoSize, role, verdict } from 'kv-review/model';
import * as v from 'valibot';

export const activityAction = v.picklist([
  'workspace-read',
  'sessions-listed',
  'sessions-counted',
  'session-read',
  'photo-read',
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
]);
export type ActivityAction = v.InferOutput<typeof activityAction>;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A name of this program's own, such as that of a field: a value or a search text is none. */
const word = v.pipe(v.string(), v.regex(/^[a-zA-Z][\w.-]{0,63}$/));

/**
 * What an entry tells besides who and when. The log outlives the erasure of a person's data, so it
 * holds identifiers, names of fields and counts, and nothing else has a place here.
 */
export const activityDetails = v.strictObject({
  /** How many sessions, entries or photos were concerned; of a screening, how many matches are open. */
  count: v.exactOptional(count),
  sessionIds: v.exactOptional(v.pipe(v.array(identifier), v.maxLength(200), v.readonly())),
  /** Which list was read. */
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
  /** What the policy made of an attempt, or what a screening found. */
  outcome: v.exactOptional(word),
  /** The entry of a watch list, which is of somebody else. */
  matchId: v.exactOptional(identifier),
  /** What was refused, as the contract names it. */
  operation: v.exactOptional(word),
  /** The API key that was used. */
  apiKeyId: v.exactOptional(identifier),
  tokenId: v.exactOptional(identifier),
  /** For whom a token was issued, and as what. */
  userId: v.exactOptional(identifier),
  role: v.exactOptional(role),
  lifetimeSeconds: v.exactOptional(count),
  hookId: v.exactOptional(identifier),
  deliveryId: v.exactOptional(identifier),
});
export type ActivityDetails = v.InferOutput<typeof activityDetails>;

/** In the one form that comes back the same from a `timestamptz(3)` column. */
const writtenInstant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not an instant'),
);

/** Something that happened, before it has a place in the log. */
export const activity = v.strictObject({
  /** `Date.prototype.toISOString()`. */
  at: writtenInstant,
  /** `null` for the server itself, and for a company's own backend with its API key. */
  actor: v.nullable(v.strictObject(actor.entries)),
  action: activityAction,
  sessionId: v.nullable(identifier),
  details: activityDetails,
});
export type Activity = v.InferOutput<typeof activity>;

/** One entry of the log. A verifier also reads entries of newer versions, with more to them. */
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
  /** The key that `hash` was made with. */
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
