import * as v from 'valibot';

import { defaultTimeZone, isTimeZone } from './calendar-date.js';
import { matchLevel, defaultAcceptanceLevel } from './match-level.js';
import { documentType } from './session.js';
import { extraField, extraFieldType } from './workspace.js';

/** A country whose clients are rejected at once (spec P4). */
export const highRiskCountry = v.object({
  /** Three-letter code of ICAO Doc 9303-3, section 5. */
  code: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)),
  checkIp: v.boolean(),
  checkNationality: v.boolean(),
});
export type HighRiskCountry = v.InferOutput<typeof highRiskCountry>;

/** The settings of a company, which a master user manages (spec S1, S2, S3, S5; P3, P4). */
export const settings = v.object({
  /** Whether a session with a failed condition awaits action instead of being rejected (P2). */
  awaitingAction: v.boolean(),
  acceptanceLevel: matchLevel,
  /** Whether an agent reviews the document of every session that meets all other conditions. */
  documentReview: v.boolean(),
  /** Whether errors in the machine-readable zone are accepted. Its fields are still required. */
  disableFullMrzValidation: v.boolean(),
  /** Whether the front reading and the back reading must match. */
  frontToBackCompare: v.boolean(),
  highRiskCountries: v.array(highRiskCountry),
  extraFields: v.array(v.object({ ...extraField.entries, type: extraFieldType })),
  maxAttempts: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** How long a client has to finish a session, in minutes: up to a year. */
  sessionMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(525_600)),
  documentTypes: v.pipe(v.array(documentType), v.minLength(1)),
  /**
   * The company's time zone, an IANA name such as `Asia/Tbilisi`, in which its days begin: a document
   * expires at the end of a day there. Default: `UTC`.
   */
  timeZone: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z]/), v.check(isTimeZone, 'not a known time zone')),
    defaultTimeZone,
  ),
});
export type Settings = v.InferOutput<typeof settings>;

/** The settings of a new company. */
export const defaultSettings: Readonly<Settings> = Object.freeze({
  awaitingAction: true,
  acceptanceLevel: defaultAcceptanceLevel,
  documentReview: false,
  disableFullMrzValidation: false,
  frontToBackCompare: true,
  highRiskCountries: [],
  extraFields: [],
  maxAttempts: 3,
  sessionMinutes: 30,
  documentTypes: ['passport', 'id-card'],
  timeZone: defaultTimeZone,
} satisfies Settings);
