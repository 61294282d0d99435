import { utcDate } from '../calendar-date.js';
import { clientFields, type ClientField } from '../client.js';
import { compareSides } from '../field-evidence.js';
import { lookUp } from '../known.js';
import { hasNoExpiry } from '../mrz.js';
import type { MrzFormat, MrzReport } from '../mrz/types.js';
import { openMatches, type Screening } from '../screening.js';
import type { DocumentType, FailedCondition } from '../session.js';
import type { Settings } from '../settings.js';
import { expiryOf, type PolicyEvidence } from './policy-evidence.js';
import { findHighRisk, findIpRisk, type HighRiskFinding, type IpCountry } from './high-risk.js';

/** The conditions that the kit knows, in the order in which they are listed. */
export const policyConditions = [
  'high-risk-nationality',
  'high-risk-ip-country',
  'screening',
  'document-type',
  'id-is-real',
  'full-id-detected',
  'mrz',
  'expiry',
  'no-expiry',
  'front-to-back',
  'liveness',
  'face-match-level',
  'document-review',
] as const;
export type PolicyCondition = (typeof policyConditions)[number];

export interface PolicySubject {
  readonly evidence: PolicyEvidence;
  readonly settings: Settings;
  readonly now: Date;
  readonly ipCountry: IpCountry;
  readonly screening: Screening;
  /** Of the zone in the evidence; `null` without one. */
  readonly report: MrzReport | null;
}

export type Shortfall = Pick<FailedCondition, 'seen' | 'wanted'> & {
  /** The session is rejected whatever else holds (spec P4). */
  readonly isFatal?: boolean;
  /**
   * The condition cannot be judged, through no fault of the client (spec P6): it waits for an agent,
   * and does not count while none can be asked.
   */
  readonly isUnjudged?: boolean;
};

interface Condition {
  /** Whether the condition counts while no agent can be asked (spec P3). */
  readonly appliesUnattended: boolean;
  /** What keeps the condition from being met; `undefined` when it is met or not set. */
  readonly findShortfall: (subject: PolicySubject) => Shortfall | undefined;
}

/** The zones of passports and cards (ICAO Doc 9303, parts 4 to 6); a visa (part 7) is neither. */
const formatsOf: Readonly<Record<DocumentType, readonly MrzFormat[]>> = {
  passport: ['TD3'],
  'id-card': ['TD1', 'TD2'],
};

/**
 * What every zone and every front says (ICAO Doc 9303-3, 4), so that neither may lack it. A first
 * name may be missing on both, as some people have none; other fields may be on one side only.
 */
const onBothSides: readonly ClientField[] = [
  'lastName',
  'documentNumber',
  'birthDate',
  'expirationDate',
];

/**
 * Each condition, apart from every other. A value that is not known never meets one: it is `unknown`.
 *
 * | condition | source | met when | seen | wanted |
 * |---|---|---|---|---|
 * | `high-risk-nationality` | P4 | the nationality in the zone is known and not on the list | its code | `not-listed` |
 * | `high-risk-ip-country` | P4 | the country of the IP address is known and not on the list | its code, or `not-checked` | `not-listed` |
 * | `screening` | D7 | the company screens nobody, or no entry is an open match | `match`, or `unknown` | `clear` |
 * | `document-type` | S5 | the type is one that the company accepts | the type | the types |
 * | `id-is-real`, `full-id-detected` | D3 | the detection says so | `false` | `true` |
 * | `mrz` | P3, M | every check of the zone passes, and the type of document has such a zone | how many checks failed, the format, or the layout that Doc 9303 does not govern | `0`, or the formats |
 * | `expiry` | M1 | all dates of expiry that were read are today (UTC) or later | the earliest | today |
 * | `no-expiry` | M | the zone has a date of expiry, or was not read | `none` | `date` |
 * | `front-to-back` | P3, D13 | the front and the zone say the same of the client | `field:comparison` of each field that fails | `match` |
 * | `liveness` | D3 | it was passed | `false` | `true` |
 * | `face-match-level` | P3, D4 | the level is the accepted one or higher | the level, `0` for none | the accepted level |
 * | `document-review` | P3 | never: the company wants an agent to look at every document | `false` | `true` |
 *
 * Several values stand apart by spaces.
 *
 * Without Awaiting Action the four of P3 count, document review excepted, which needs an agent, and
 * the countries of P4. Liveness goes with the level, which is the match of the 3D liveness (D3) and
 * says nothing of somebody who did not pass it. Of the screening an open match counts, because nobody
 * would look at it.
 *
 * Two things cannot be judged through no fault of the client: lists that did not answer, and names
 * that no published rule makes comparable. Without Awaiting Action neither counts (P6).
 */
export const conditions: Readonly<Record<PolicyCondition, Condition>> = {
  'high-risk-nationality': {
    appliesUnattended: true,
    findShortfall: ({ settings, evidence, report }) => {
      const listed = settings.highRiskCountries.filter(({ checkNationality }) => checkNationality);
      const read = [report?.fields.nationality, evidence.back?.nationality];
      return listed.length === 0 ? undefined : riskOf(findHighRisk(read, listed));
    },
  },
  'high-risk-ip-country': {
    appliesUnattended: true,
    findShortfall: ({ settings, ipCountry }) => {
      const listed = settings.highRiskCountries.filter(({ checkIp }) => checkIp);
      return listed.length === 0 ? undefined : riskOf(findIpRisk(ipCountry, listed));
    },
  },
  screening: {
    appliesUnattended: true,
    findShortfall: ({ screening }) => {
      if (openMatches(screening).length > 0) return { seen: 'match', wanted: 'clear' };
      return screening.status === 'unknown'
        ? { seen: 'unknown', wanted: 'clear', isUnjudged: true }
        : undefined;
    },
  },
  'document-type': {
    appliesUnattended: false,
    findShortfall: ({ evidence: { documentType }, settings: { documentTypes } }) =>
      documentTypes.some((accepted) => accepted === documentType)
        ? undefined
        : { seen: documentType ?? 'unknown', wanted: documentTypes.join(' ') },
  },
  'id-is-real': {
    appliesUnattended: false,
    findShortfall: ({ evidence }) => wantTrue(evidence.spoof.idIsReal),
  },
  'full-id-detected': {
    appliesUnattended: false,
    findShortfall: ({ evidence }) => wantTrue(evidence.spoof.fullIdDetected),
  },
  mrz: {
    appliesUnattended: true,
    findShortfall: ({ settings, evidence, report }) =>
      settings.disableFullMrzValidation ? undefined : findMrzShortfall(evidence, report),
  },
  expiry: {
    appliesUnattended: false,
    findShortfall: ({ evidence, report, now }) => {
      const [date, today] = [expiryOf(evidence, report), utcDate(now)];
      const isMet = date === undefined ? saysNoExpiry(report) : date >= today;
      return isMet ? undefined : { seen: date ?? 'unknown', wanted: today };
    },
  },
  'no-expiry': {
    appliesUnattended: false,
    findShortfall: ({ report }) =>
      saysNoExpiry(report) ? { seen: 'none', wanted: 'date' } : undefined,
  },
  'front-to-back': {
    appliesUnattended: true,
    findShortfall: ({ settings, evidence, report }) =>
      settings.frontToBackCompare ? findSideShortfall(evidence, report) : undefined,
  },
  liveness: {
    appliesUnattended: true,
    findShortfall: ({ evidence }) => wantTrue(evidence.livenessPassed),
  },
  'face-match-level': {
    appliesUnattended: true,
    findShortfall: ({ evidence: { faceMatch }, settings: { acceptanceLevel } }) => {
      const level = faceMatch ? (faceMatch.level ?? 0) : undefined;
      return level !== undefined && level >= acceptanceLevel
        ? undefined
        : {
            seen: level === undefined ? 'unknown' : String(level),
            wanted: String(acceptanceLevel),
          };
    },
  },
  'document-review': {
    appliesUnattended: false,
    findShortfall: ({ settings }) =>
      settings.documentReview ? { seen: 'false', wanted: 'true' } : undefined,
  },
};

const wantTrue = (value: boolean | null): Shortfall | undefined =>
  value === true ? undefined : { seen: value === null ? 'unknown' : 'false', wanted: 'true' };

const riskOf = ({ outcome, seen }: HighRiskFinding): Shortfall | undefined =>
  outcome === 'clear' ? undefined : { seen, wanted: 'not-listed', isFatal: outcome === 'match' };

const saysNoExpiry = (report: MrzReport | null): boolean => report !== null && hasNoExpiry(report);

/**
 * What keeps a zone from being that of a sound document of the type. That it has no date of expiry is
 * the condition `no-expiry`.
 */
export function findMrzShortfall(
  { documentType }: Pick<PolicyEvidence, 'documentType'>,
  report: MrzReport | null,
): Shortfall | undefined {
  if (!report) return { seen: 'unknown', wanted: '0' };
  if (report.ownLayout) return { seen: report.ownLayout, wanted: '0' };
  const isNoExpiry = hasNoExpiry(report);
  const failed = report.checks.filter(
    ({ ok, field }) => !ok && !(isNoExpiry && field === 'expirationDate'),
  ).length;
  if (failed > 0) return { seen: String(failed), wanted: '0' };
  const formats =
    (documentType && lookUp(formatsOf, documentType)) ?? Object.values(formatsOf).flat();
  return report.format !== null && formats.includes(report.format)
    ? undefined
    : { seen: report.format ?? 'unknown', wanted: formats.join(' ') };
}

const names: readonly ClientField[] = ['firstName', 'lastName'];

/** The fields that keep the sides from saying the same, each with what was found of it. */
function findSideShortfall(
  evidence: PolicyEvidence,
  report: MrzReport | null,
): Shortfall | undefined {
  const { front, back } = evidence;
  if (!front || !back) return { seen: 'unknown', wanted: 'match' };
  const compared = compareSides(evidence);
  const isSingleName = !front.firstName && !back.firstName;
  const isWithoutExpiry = saysNoExpiry(report) && !front.expirationDate && !back.expirationDate;
  const failed = clientFields.filter((field) => {
    if (compared[field] !== 'missing') return compared[field] !== 'match';
    if (field === 'firstName') return !isSingleName;
    if (field === 'expirationDate' && isWithoutExpiry) return false;
    return onBothSides.includes(field);
  });
  if (failed.length === 0) return undefined;
  return {
    seen: failed.map((field) => `${field}:${compared[field]}`).join(' '),
    wanted: 'match',
    isUnjudged: failed.every(
      (field) => names.includes(field) && compared[field] === 'not-comparable',
    ),
  };
}
