import * as v from 'valibot';

import { client } from './client.js';
import { clientChange, note } from './decision.js';
import { photo, type Photo, type PhotoKind } from './photo.js';
import { instant } from './primitives.js';
import { screening } from './screening.js';
import { sessionRow, verificationResults } from './session-summary.js';

// Apart, so that a page with a list does not load what it does not show.
export {
  device,
  deviceType,
  documentType,
  extraValue,
  sessionStatus,
  sessionSummary,
  spoofDetection,
  type Device,
  type DeviceType,
  type DocumentType,
  type ExtraValue,
  type SessionStatus,
  type SessionSummary,
  type SpoofDetection,
} from './session-summary.js';

/** One try inside a session; a start that was interrupted counts. */
export const attempt = v.object({
  /** Counts from 1 within the session. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  startedAt: instant,
  finishedAt: v.nullable(instant),
  ...verificationResults,
  /** What was read from the front side; `null` when there is no reading. */
  front: v.nullable(client),
  /** What was read from the machine-readable zone. */
  back: v.nullable(client),
  /** The lines of the machine-readable zone as read, unchecked; see `checkMrz`. */
  mrz: v.nullable(v.array(v.string())),
  photos: v.array(photo),
});
export type Attempt = v.InferOutput<typeof attempt>;

/**
 * A condition of the company that the session did not meet (spec P5), or that could not be judged
 * (P6, `isJudgedInPart`). The elements put those of `policyConditions` into words, and show any other as it is: a backend may have its own.
 */
export const failedCondition = v.object({
  /** A code of `policyConditions`, or a text of the backend's own. */
  condition: v.string(),
  /** The value as `policyConditions` has it, for a program; a text where the condition is one. */
  seen: v.string(),
  wanted: v.string(),
});
export type FailedCondition = v.InferOutput<typeof failedCondition>;

/** One client's identity verification at one company, with all its evidence. */
export const session = v.object({
  ...sessionRow,
  /** Oldest first. The last one holds the evidence that counts. */
  attempts: v.array(attempt),
  /** Oldest first. */
  notes: v.array(note),
  /** Oldest first. */
  changes: v.array(clientChange),
  failedConditions: v.array(failedCondition),
  screening,
});
export type Session = v.InferOutput<typeof session>;

/** The attempt whose evidence counts: the last one. */
export function currentAttempt(of: Pick<Session, 'attempts'>): Attempt | undefined {
  return of.attempts.at(-1);
}

/** The first photo of a kind in the current attempt. */
export function findPhoto(of: Pick<Session, 'attempts'>, kind: PhotoKind): Photo | undefined {
  return currentAttempt(of)?.photos.find((photo) => photo.kind === kind);
}
