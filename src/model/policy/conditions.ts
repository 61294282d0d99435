import { clientFields, type ClientField } from '../client.js';
import type { Failed, FailedCondition, PolicyCondition } from '../failed-condition.js';
import { compareSides } from '../field-evidence.js';
import type { IpCountry } from '../judgement-record.js';
import { lookUp, type Open } from '../known.js';
import { levelOf } from '../match-level.js';
import { hasNoExpiry } from '../mrz.js';
import type { MrzFormat, MrzReport } from '../mrz/types.js';
import { openMatches, type Screening } from '../screening.js';
import type { DocumentType } from '../session.js';
import type { HighRiskCountry, PolicySettings } from '../settings.js';
import { expiryOf, type PolicyEvidence } from './policy-evidence.js';
import { findHighRisk } from './high-risk.js';

export interface PolicySubject {
  readonly evidence: PolicyEvidence;
  readonly settings: PolicySettings;
  /** In the company's time zone. */
  readonly today: string;
  readonly ipCountry: IpCountry;
  readonly screening: Screening;
  /** Of the zone in the evidence; `null` without one. */
  readonly report: MrzReport | null;
}

interface Condition<Name extends PolicyCondition> {
  /** Whether the condition counts while no agent can be asked (spec P3). */
  readonly appliesUnattended: boolean;
  /** What keeps the condition from being met; `undefined` when it is met or not set. */
  readonly findFailure: (subject: PolicySubject) => Failed<Name> | undefined;
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
 * Each condition, apart from every other. A value that is not known never meets one: it is `null`,
 * or `unknown` where that is a result. `failedCondition` has the types of the values.
 *
 * | condition | source | met when | observed | required |
 * |---|---|---|---|---|
 * | `high-risk-nationality` | P4 | the nationality in the zone is known and not on the list | its code | `not-listed` |
 * | `high-risk-ip-country` | P4 | the country of the IP address is known and not on the list | the `IpCountry` | `not-listed` |
 * | `screening` | D7 | the company screens nobody, or no entry is an open match | `match`, or `unknown` | `clear` |
 * | `document-type` | S5 | the type is one that the company accepts | the type | the types |
 * | `id-is-real`, `full-id-detected` | D3 | the detection says so | `false` | `true` |
 * | `mrz` | P3, M | every check of the zone passes, and the type of document has such a zone | how many checks failed, the format, or the layout that Doc 9303 does not govern | 0, or the formats |
 * | `expiry` | M1 | all dates of expiry that were read are today or later, in the company's time zone | the earliest | today |
 * | `no-expiry` | M | the zone has a date of expiry, or was not read | `none` | `date` |
 * | `front-to-back` | P3, D13 | the front and the zone say the same of the client | each field that fails, with its comparison | `match` |
 * | `liveness` | D3 | it was passed | `false` | `true` |
 * | `face-match-level` | P3, D4 | the level is the accepted one or higher | the level, 0 if below level 1 | the accepted level |
 * | `document-review` | P3 | never: the company wants an agent to look at every document | `false` | `true` |
 *
 * Without Awaiting Action the four of P3 count, document review excepted, which needs an agent, and
 * the countries of P4. Liveness goes with the level, which is the match of the 3D liveness (D3) and
 * says nothing about a client who did not pass it. An open match of the screening counts, because
 * nobody would look at it.
 *
 * Two things cannot be judged through no fault of the client: lists that did not answer, and names
 * that no published rule makes comparable. Without Awaiting Action neither counts (P6).
 */
export const conditions: { readonly [Name in PolicyCondition]: Condition<Name> } = {
  'high-risk-nationality': {
    appliesUnattended: true,
    findFailure: ({ settings, evidence, report }) => {
      const listed = settings.highRiskCountries.filter(({ checkNationality }) => checkNationality);
      if (listed.length === 0) return undefined;
      const read = [report?.fields.nationality, evidence.back?.nationality];
      const finding = findHighRisk(read, listed);
      if (finding.outcome === 'clear') return undefined;
      const observed = finding.outcome === 'match' ? finding.code : null;
      return { condition: 'high-risk-nationality', observed, required: 'not-listed' };
    },
  },
  'high-risk-ip-country': {
    appliesUnattended: true,
    findFailure: ({ settings, ipCountry }) => {
      const listed = settings.highRiskCountries.filter(({ checkIp }) => checkIp);
      if (listed.length === 0) return undefined;
      const observed = findIpFailure(ipCountry, listed);
      return observed && { condition: 'high-risk-ip-country', observed, required: 'not-listed' };
    },
  },
  screening: {
    appliesUnattended: true,
    findFailure: ({ screening }) => {
      const failed = { condition: 'screening', required: 'clear' } as const;
      if (openMatches(screening).length > 0) return { ...failed, observed: 'match' };
      return screening.status === 'unknown' ? { ...failed, observed: 'unknown' } : undefined;
    },
  },
  'document-type': {
    appliesUnattended: false,
    findFailure: ({ evidence: { documentType }, settings: { documentTypes } }) =>
      documentTypes.some((accepted) => accepted === documentType)
        ? undefined
        : { condition: 'document-type', observed: documentType, required: [...documentTypes] },
  },
  'id-is-real': {
    appliesUnattended: false,
    findFailure: ({ evidence: { spoof } }) => requireTrue('id-is-real', spoof.idIsReal),
  },
  'full-id-detected': {
    appliesUnattended: false,
    findFailure: ({ evidence: { spoof } }) => requireTrue('full-id-detected', spoof.fullIdDetected),
  },
  mrz: {
    appliesUnattended: true,
    findFailure: ({ settings, evidence, report }) =>
      settings.disableFullMrzValidation ? undefined : findMrzFailure(evidence, report),
  },
  expiry: {
    appliesUnattended: false,
    findFailure: ({ evidence, report, today }) => {
      const date = expiryOf(evidence, report);
      const isMet = date === undefined ? saysNoExpiry(report) : date >= today;
      return isMet ? undefined : { condition: 'expiry', observed: date ?? null, required: today };
    },
  },
  'no-expiry': {
    appliesUnattended: false,
    findFailure: ({ report }) =>
      saysNoExpiry(report)
        ? { condition: 'no-expiry', observed: 'none', required: 'date' }
        : undefined,
  },
  'front-to-back': {
    appliesUnattended: true,
    findFailure: ({ settings, evidence, report }) =>
      settings.frontToBackCompare ? findSideFailure(evidence, report) : undefined,
  },
  liveness: {
    appliesUnattended: true,
    findFailure: ({ evidence }) => requireTrue('liveness', evidence.livenessPassed),
  },
  'face-match-level': {
    appliesUnattended: true,
    findFailure: ({ evidence: { faceMatch }, settings: { acceptanceLevel } }) => {
      const level = levelOf(faceMatch);
      return level !== null && level >= acceptanceLevel
        ? undefined
        : { condition: 'face-match-level', observed: level, required: acceptanceLevel };
    },
  },
  'document-review': {
    appliesUnattended: false,
    findFailure: ({ settings }) =>
      settings.documentReview
        ? { condition: 'document-review', observed: false, required: true }
        : undefined,
  },
};

/** The conditions that the kit knows, in the order in which they are listed. */
export const policyConditions = Object.freeze(
  Object.keys(conditions),
) as readonly PolicyCondition[];

function requireTrue<Name extends 'id-is-real' | 'full-id-detected' | 'liveness'>(
  condition: Name,
  value: boolean | null,
) {
  return value === true ? undefined : { condition, observed: value, required: true as const };
}

/** The failure of a listed country, or of an unknown one. */
function findIpFailure(
  ipCountry: IpCountry,
  listed: readonly HighRiskCountry[],
): IpCountry | undefined {
  if (ipCountry.kind === 'absent') return ipCountry;
  const finding = findHighRisk([ipCountry.kind === 'country' ? ipCountry.code : null], listed);
  if (finding.outcome === 'clear') return undefined;
  return finding.outcome === 'match'
    ? { kind: 'country', code: finding.code }
    : { kind: 'unknown' };
}

const saysNoExpiry = (report: MrzReport | null): boolean => report !== null && hasNoExpiry(report);

/**
 * What keeps a zone from being that of a sound document of the type. That it has no date of expiry is
 * the condition `no-expiry`.
 */
export function findMrzFailure(
  { documentType }: Pick<PolicyEvidence, 'documentType'>,
  report: MrzReport | null,
): Failed<'mrz'> | undefined {
  if (!report) return { condition: 'mrz', observed: null, required: 0 };
  if (report.ownLayout) return { condition: 'mrz', observed: report.ownLayout, required: 0 };
  const isNoExpiry = hasNoExpiry(report);
  const failed = report.checks.filter(
    ({ ok, field }) => !ok && !(isNoExpiry && field === 'expirationDate'),
  ).length;
  if (failed > 0) return { condition: 'mrz', observed: failed, required: 0 };
  const formats =
    (documentType && lookUp(formatsOf, documentType)) ?? Object.values(formatsOf).flat();
  return report.format !== null && formats.includes(report.format)
    ? undefined
    : { condition: 'mrz', observed: report.format, required: [...formats] };
}

/** The fields that keep the sides from saying the same, each with its comparison. */
function findSideFailure(
  evidence: PolicyEvidence,
  report: MrzReport | null,
): Failed<'front-to-back'> | undefined {
  const { front, back } = evidence;
  if (!front || !back) return { condition: 'front-to-back', observed: null, required: 'match' };
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
  const observed = failed.map((field) => ({ field, comparison: compared[field] }));
  return { condition: 'front-to-back', observed, required: 'match' };
}

const names: readonly Open<ClientField>[] = ['firstName', 'lastName'];

/**
 * Whether a condition cannot be judged, through no fault of the client (spec P6): it waits for an
 * agent, and does not count while none can be asked.
 */
export function isUnjudged(failed: FailedCondition): boolean {
  if (failed.condition === 'screening') return failed.observed === 'unknown';
  if (failed.condition !== 'front-to-back' || failed.observed === null) return false;
  return failed.observed.every(
    ({ field, comparison }) => names.includes(field) && comparison === 'not-comparable',
  );
}
