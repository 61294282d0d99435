import * as v from 'valibot';

import { client } from './client.js';
import { clientChange, decision, note } from './decision.js';
import { faceMatch } from './match-level.js';
import { photo, type Photo, type PhotoKind } from './photo.js';
import { open } from './open.js';
import { identifier, instant, nullableBoolean, nullableText, versionTag } from './primitives.js';
import { screening } from './screening.js';

export const sessionStatus = v.picklist(['processing', 'awaiting', 'success', 'rejected']);
/** Where a session stands; the whole table is spec T. */
export type SessionStatus = v.InferOutput<typeof sessionStatus>;

export const documentType = v.picklist(['passport', 'id-card']);
export type DocumentType = v.InferOutput<typeof documentType>;

/** Whether the presented document is genuine and whole; `null` is what was not checked. */
export const spoofDetection = v.object({
  /** False when the document was shown on a screen or printed. */
  idIsReal: nullableBoolean,
  /** False when a corner was cut off or something covered the document. */
  fullIdDetected: nullableBoolean,
});
export type SpoofDetection = v.InferOutput<typeof spoofDetection>;

export const deviceType = v.picklist(['pc', 'mobile']);
export type DeviceType = v.InferOutput<typeof deviceType>;

/** What the client used, as the backend learned it from the user agent. */
export const device = v.object({
  /** Model or product name, such as `Pixel 9`. */
  name: nullableText,
  type: v.nullable(open(deviceType)),
  browser: nullableText,
  os: nullableText,
  /** The raw `User-Agent` (RFC 9110, 10.1.5). */
  userAgent: nullableText,
});
export type Device = v.InferOutput<typeof device>;

/** A field that the company defined, with what the client filled in. */
export const extraValue = v.object({ key: v.string(), value: v.string() });
export type ExtraValue = v.InferOutput<typeof extraValue>;

const verificationResults = {
  documentType: v.nullable(open(documentType)),
  /** Whether all checks of the document passed; `null` while unknown. */
  documentValid: nullableBoolean,
  documentFinished: v.boolean(),
  /** Whether biometric liveness detection (ISO/IEC 30107-3) was successful; `null` while unknown. */
  livenessPassed: nullableBoolean,
  livenessFinished: v.boolean(),
  /** `null` when no faces were compared. */
  faceMatch: v.nullable(faceMatch),
  spoof: spoofDetection,
  device,
  clientIp: nullableText,
};

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

const row = {
  id: identifier,
  /** Changes with every change of the session; opaque. Sent back as `If-Match`. */
  version: versionTag,
  status: open(sessionStatus),
  createdAt: instant,
  completedAt: v.nullable(instant),
  companyName: v.string(),
  client,
  documentPresented: v.boolean(),
  ...verificationResults,
  extra: v.array(extraValue),
  attemptCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  selfie: v.nullable(photo),
  decision: v.nullable(decision),
};

/** One session as a list or a CSV row has it. */
export const sessionSummary = v.object(row);
export type SessionSummary = v.InferOutput<typeof sessionSummary>;

/**
 * A condition of the company that the session did not meet (spec P5). The elements put those of
 * `policyConditions` into words, and show any other as it is: a backend may have its own.
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
  ...row,
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
