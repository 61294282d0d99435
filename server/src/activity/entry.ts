import {
  activityAction,
  activityDetails,
  actor,
  identifier,
  type ActivityAction,
  type ActivityDetails,
  type Actor,
} from 'kv-review/model';
import * as v from 'valibot';

export type { ActivityAction, ActivityDetails };

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
   * Without the name, which is a text of a person and stands in `activity_users`. `null` for the server
   * itself, for a command of its operator, and for a company's own server that uses an API key.
   */
  actor: v.nullable(v.strictObject({ id: actor.entries.id, role: actor.entries.role })),
  action: activityAction,
  sessionId: v.nullable(identifier),
  details: activityDetails,
});
export type Activity = v.InferOutput<typeof activity>;

/** An action with the name of the user, which does not become a part of the entry. */
export interface NamedActivity extends Omit<Activity, 'actor'> {
  readonly actor: Actor | null;
  /** Another user, whose name becomes known with it. */
  readonly about?: Actor;
}

/** What was done; who did it, and when, is added later. */
export type LoggedAction = Pick<NamedActivity, 'action' | 'details' | 'about'>;

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
    /** Entries of an earlier version have the name too. Their hash covers it. */
    actor: v.nullable(
      v.object({
        id: actor.entries.id,
        name: v.exactOptional(actor.entries.name),
        role: actor.entries.role,
      }),
    ),
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
