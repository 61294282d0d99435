import * as v from 'valibot';

import { brand, maxBrandNameLength } from './branding.js';
import { defaultTimeZone, isTimeZone } from './calendar-date.js';
import { person } from './decision.js';
import { answeredLevel, defaultAcceptanceLevel, matchLevel } from './match-level.js';
import { open } from './open.js';
import { instant, newIdentifier, settingsVersion } from './primitives.js';
import { maxDueHours } from './queue-condition.js';
import { defaultRejectionGroups } from './rejection.js';
import { documentType } from './document-type.js';
import { visibleLine } from './visible-line.js';
import { extraField, extraFieldType, rejectionRules } from './workspace.js';

const distinct = <Item>(keyOf: (item: Item) => string, message: string) =>
  v.check<Item[], string>((items) => new Set(items.map(keyOf)).size === items.length, message);

/** The longest label in UTF-16 code units. */
export const maxLabelLength = 200;

/** A text in at least one language, by BCP 47 tag. */
const label = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8}){0,4}$/)),
    visibleLine(maxLabelLength),
  ),
  v.check((texts) => Object.keys(texts).length > 0, 'a label needs a text'),
);

/** A country whose clients are rejected at once (spec P4). */
export const highRiskCountry = v.object({
  /** Three-letter code of ICAO Doc 9303-3, section 5. */
  code: v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)),
  checkIp: v.boolean(),
  checkNationality: v.boolean(),
});
export type HighRiskCountry = v.InferOutput<typeof highRiskCountry>;

/** An extra field as a master user defines it. */
const definedField = v.object({ ...extraField.entries, label, type: extraFieldType });

const definedReason = v.object({ id: newIdentifier, label });
const definedGroup = v.object({
  ...definedReason.entries,
  reasons: v.pipe(v.array(definedReason), v.maxLength(100)),
});

/** The kind of liveness detection that the capture flow uses. */
export const livenessKind = v.picklist(['2d', '3d']);
export type LivenessKind = v.InferOutput<typeof livenessKind>;

/** The longest session in minutes: a year. */
export const maxSessionMinutes = 525_600;

/** Hours by condition. Names that only a newer version knows are kept. */
const dueHours = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][a-z\d-]{0,63}$/)),
  v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxDueHours))),
);

/**
 * The sections of the settings, which a master user saves one by one (spec S1 to S3, S5, S6, W2, W3). Their
 * members have names of their own, because the settings contain all of them side by side.
 */
export const settingsSections = {
  /** When a session ends by itself (spec S1, P2, P3). */
  awaiting: v.object({
    /** Whether a session with a failed condition awaits action instead of being rejected (P2). */
    awaitingAction: v.boolean(),
    acceptanceLevel: matchLevel,
    /** Whether an agent reviews the document of every session that meets all other conditions. */
    documentReview: v.boolean(),
    /** Whether errors in the machine-readable zone are accepted. Its fields are still required. */
    disableFullMrzValidation: v.boolean(),
    /** Whether the front reading and the back reading must match. */
    frontToBackCompare: v.boolean(),
  }),
  /** The extra fields that clients fill in (spec S2), in the order in which they are shown. */
  fields: v.object({
    extraFields: v.pipe(
      v.array(v.object({ ...definedField.entries, key: newIdentifier })),
      v.maxLength(100),
      distinct(({ key }) => key, 'two extra fields have one key'),
    ),
  }),
  /** High-risk countries (spec S3, P4). */
  countries: v.object({
    highRiskCountries: v.pipe(
      v.array(highRiskCountry),
      v.maxLength(300),
      distinct(({ code }) => code, 'a country is named twice'),
    ),
  }),
  /** What clients are offered (spec S5). */
  session: v.object({
    maxAttempts: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    /** How long a client has to finish a session, in minutes: up to a year. */
    sessionMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxSessionMinutes)),
    /** Where clients find help. */
    supportEmail: v.nullable(v.pipe(v.string(), v.maxLength(254), v.email())),
    documentTypes: v.pipe(
      v.array(documentType),
      v.minLength(1),
      distinct((type) => type, 'a document type is named twice'),
    ),
    /** For the capture flow: whether it asks for no document. */
    skipDocumentStep: v.boolean(),
    /** For the capture flow. */
    liveness: livenessKind,
    /**
     * The company's time zone, an IANA name such as `Asia/Tbilisi`, in which its days begin: a document
     * expires at the end of a day there.
     */
    timeZone: v.pipe(
      v.string(),
      v.regex(/^[A-Za-z]/),
      v.check(isTimeZone, 'not a known time zone'),
    ),
  }),
  /** The company's look (spec S6), apart from the logo. */
  branding: v.object({
    brand: v.object({ ...brand.entries, name: v.nullable(visibleLine(maxBrandNameLength)) }),
  }),
  /** How agents share the sessions that await action (spec W2, W3). */
  queue: v.object({
    /**
     * How many hours after it began to wait a session is due, by condition (`QueueCondition`): up to a
     * year. The smallest number of its conditions counts. `null` is the same as no entry.
     */
    dueHours,
    /** Whether a session can be decided only by the user who has claimed it. */
    claimRequired: v.boolean(),
  }),
  /** The reasons for a rejection (spec A3, A4). */
  reasons: v.object({
    rejection: v.object({
      groups: v.pipe(
        v.array(definedGroup),
        v.maxLength(50),
        v.check((groups) => {
          const ids = groups.flatMap(({ reasons }) => reasons.map(({ id }) => id));
          return new Set(ids).size === ids.length;
        }, 'two reasons have one id'),
        distinct(({ id }) => id, 'two groups have one id'),
      ),
      /** Whether a rejection needs at least one reason (spec A3). */
      reasonRequired: v.boolean(),
    }),
  }),
} as const;
export type SettingsSection = keyof typeof settingsSections;

const entries = {
  ...settingsSections.awaiting.entries,
  ...settingsSections.fields.entries,
  ...settingsSections.countries.entries,
  ...settingsSections.session.entries,
  ...settingsSections.branding.entries,
  ...settingsSections.queue.entries,
  ...settingsSections.reasons.entries,
};

/** The settings of a company, which a master user manages. Every member is present. */
export const completeSettings = v.object(entries);
export type Settings = v.InferOutput<typeof completeSettings>;

/** The settings on which the outcome of a session depends. */
export type PolicySettings = Pick<
  Settings,
  | keyof v.InferOutput<(typeof settingsSections)['awaiting']>
  | 'highRiskCountries'
  | 'documentTypes'
  | 'timeZone'
>;

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
  supportEmail: null,
  documentTypes: ['passport', 'id-card'],
  skipDocumentStep: false,
  liveness: '3d',
  timeZone: defaultTimeZone,
  brand: { name: null, accentColor: null, cornerRadius: null, fontFamilies: [] },
  dueHours: {},
  claimRequired: false,
  rejection: { groups: structuredClone([...defaultRejectionGroups]), reasonRequired: true },
} satisfies Settings);

/** The settings of a company that is added. A member that was added to the kit later has a default. */
export const settings = v.object({
  ...entries,
  supportEmail: v.optional(entries.supportEmail, defaultSettings.supportEmail),
  skipDocumentStep: v.optional(entries.skipDocumentStep, defaultSettings.skipDocumentStep),
  liveness: v.optional(entries.liveness, defaultSettings.liveness),
  timeZone: v.optional(entries.timeZone, defaultTimeZone),
  brand: v.optional(entries.brand, () => structuredClone(defaultSettings.brand)),
  dueHours: v.optional(entries.dueHours, () => ({})),
  claimRequired: v.optional(entries.claimRequired, defaultSettings.claimRequired),
  rejection: v.optional(entries.rejection, () => structuredClone(defaultSettings.rejection)),
});

/** The settings in an answer, which may come from a newer backend, or from one without a queue. */
export const answeredSettings = v.object({
  ...entries,
  acceptanceLevel: answeredLevel,
  extraFields: v.array(extraField),
  highRiskCountries: v.array(highRiskCountry),
  documentTypes: v.array(open(documentType)),
  liveness: open(livenessKind),
  timeZone: v.string(),
  dueHours: v.optional(v.record(v.string(), v.nullable(v.number())), {}),
  claimRequired: v.optional(v.boolean(), false),
  rejection: rejectionRules,
});
export type AnsweredSettings = v.InferOutput<typeof answeredSettings>;

/** The settings of a company in one version. Earlier versions stay readable. */
export const settingsRecord = v.object({
  version: settingsVersion,
  changedAt: instant,
  /** `null` for the settings with which the company was added. */
  changedBy: v.nullable(person),
  settings: answeredSettings,
});
export type SettingsRecord = v.InferOutput<typeof settingsRecord>;
