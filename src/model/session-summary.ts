import * as v from 'valibot';

import { claim } from './claim.js';
import { client } from './client.js';
import { decision } from './decision.js';
import { documentType } from './document-type.js';
import { failedCondition } from './failed-condition.js';
import { faceMatch } from './match-level.js';
import { photo } from './photo.js';
import { open } from './open.js';
import { identifier, instant, nullableBoolean, nullableText, versionTag } from './primitives.js';

export { documentType, type DocumentType } from './document-type.js';

export const sessionStatus = v.picklist(['processing', 'awaiting', 'success', 'rejected']);
/** Where a session stands; spec T has the table of transitions. */
export type SessionStatus = v.InferOutput<typeof sessionStatus>;

/** Whether the presented document is genuine and complete; `null` if it was not checked. */
export const spoofDetection = v.object({
  /** False when the document was shown on a screen or printed. */
  idIsReal: nullableBoolean,
  /** False when a corner was cut off or something covered the document. */
  fullIdDetected: nullableBoolean,
});
export type SpoofDetection = v.InferOutput<typeof spoofDetection>;

export const deviceType = v.picklist(['pc', 'mobile']);
export type DeviceType = v.InferOutput<typeof deviceType>;

const brand = v.object({ brand: v.string(), version: v.string() });

/**
 * What the browser tells beside its `User-Agent` (User-Agent Client Hints, WICG), with the names of
 * `NavigatorUAData.getHighEntropyValues`.
 */
export const clientHints = v.object({
  brands: v.exactOptional(v.array(brand)),
  fullVersionList: v.exactOptional(v.array(brand)),
  mobile: v.exactOptional(v.boolean()),
  model: v.exactOptional(v.string()),
  platform: v.exactOptional(v.string()),
  platformVersion: v.exactOptional(v.string()),
});
export type ClientHints = v.InferOutput<typeof clientHints>;

/** The client's device, as the backend read it from the user agent. */
export const device = v.object({
  /** Model or product name, such as `Pixel 9`. */
  name: nullableText,
  type: v.nullable(open(deviceType)),
  browser: nullableText,
  os: nullableText,
  /** The raw `User-Agent` (RFC 9110, 10.1.5). */
  userAgent: nullableText,
  /** Where the browser sent them. They are preferred to the user agent, which browsers have frozen. */
  clientHints: v.exactOptional(clientHints),
});
export type Device = v.InferOutput<typeof device>;

/** The client's value of an extra field. */
export const extraValue = v.object({ key: v.string(), value: v.string() });
export type ExtraValue = v.InferOutput<typeof extraValue>;

/** The results of verifying a document and a face. */
export const verificationResults = {
  documentType: v.nullable(open(documentType)),
  /** Whether all checks of the document passed; `null` while unknown. */
  documentValid: nullableBoolean,
  /** `null` when the source does not say. */
  documentFinished: nullableBoolean,
  /** Whether biometric liveness detection (ISO/IEC 30107-3) was successful; `null` while unknown. */
  livenessPassed: nullableBoolean,
  /** `null` when the source does not say. */
  livenessFinished: nullableBoolean,
  /** `null` when no faces were compared. */
  faceMatch: v.nullable(faceMatch),
  spoof: spoofDetection,
  device,
  clientIp: nullableText,
};

/** The members of a session that a list shows. */
export const sessionRow = {
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
  /** Why it awaits action, or what it did not meet when it ended (spec P5). */
  failedConditions: v.array(failedCondition),
  /** The claim in force. `null`, or left out, when nobody has claimed the session. */
  claim: v.exactOptional(v.nullable(claim)),
  // Of sessions that await action, if the adapter has the capability `due`.
  /** Since when it has awaited action. */
  awaitingSince: v.exactOptional(v.nullable(instant)),
  /** Until when an agent should have decided; `null` if the company has set no hours for it. */
  dueAt: v.exactOptional(v.nullable(instant)),
  /** How many matches no agent has marked as a false positive. */
  openMatches: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

/** One session as a list or a CSV row shows it. */
export const sessionSummary = v.object(sessionRow);
export type SessionSummary = v.InferOutput<typeof sessionSummary>;
