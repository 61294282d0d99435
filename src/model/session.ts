import * as v from 'valibot';

import { client } from './client.js';
import { clientChange, note } from './decision.js';
import { judgementRecord } from './judgement-record.js';
import { photo } from './photo.js';
import { instant } from './primitives.js';
import { screening } from './screening.js';
import { sessionRow, verificationResults } from './session-summary.js';

export { currentAttempt, findPhoto } from './current-attempt.js';

// In a module of its own, so that a page with only a list does not load the rest.
export {
  clientHints,
  device,
  deviceType,
  documentType,
  extraValue,
  sessionStatus,
  sessionSummary,
  spoofDetection,
  type ClientHints,
  type Device,
  type DeviceType,
  type DocumentType,
  type ExtraValue,
  type SessionStatus,
  type SessionSummary,
  type SpoofDetection,
} from './session-summary.js';

/** One try inside a session. An interrupted start counts. */
export const attempt = v.object({
  /** Counts from 1 within the session. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  startedAt: instant,
  finishedAt: v.nullable(instant),
  ...verificationResults,
  /** The front reading; `null` when the front side was not read. */
  front: v.nullable(client),
  /** The back reading, from the machine-readable zone; `null` when the zone was not read. */
  back: v.nullable(client),
  /** The lines of the machine-readable zone as read, unchecked; see `checkMrz`. */
  mrz: v.nullable(v.array(v.string())),
  photos: v.array(photo),
});
export type Attempt = v.InferOutput<typeof attempt>;

/** One client's identity verification at one company, with all its evidence. */
export const session = v.object({
  ...sessionRow,
  /** Oldest first. The evidence of the last one counts. */
  attempts: v.array(attempt),
  /** Oldest first. */
  notes: v.array(note),
  /** Oldest first. */
  changes: v.array(clientChange),
  screening,
  /** What the policy saw. An adapter that does not know it leaves it out. */
  judgement: v.exactOptional(judgementRecord),
});
export type Session = v.InferOutput<typeof session>;
