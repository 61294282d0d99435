import { clientFields, type ClientField } from '../model/client.js';
import type { PolicyCondition } from '../model/policy.js';
import { ownLayouts, type MrzOwnLayout } from '../model/mrz/types.js';
import type { FailedCondition } from '../model/session.js';
import { countryName } from './countries.js';
import type { Localizer } from './localizer.js';

/** A failed condition, in words. */
export interface ConditionWords {
  readonly label: string;
  readonly seen: string;
  readonly wanted: string;
  /** The client field that the values disclose; `undefined` if they disclose none. */
  readonly field?: ClientField;
}

type Words = (localizer: Localizer, condition: FailedCondition) => ConditionWords;

const comparisons = ['match', 'mismatch', 'not-comparable', 'missing'] as const;
const documentTypes = ['passport', 'id-card'] as const;

/** The conditions of the policy, with their values as `policyConditions` describes them. */
const words: Readonly<Record<PolicyCondition, Words>> = {
  'high-risk-nationality': (localizer, { seen }) => ({
    label: localizer.term('condition.highRiskNationality'),
    seen: countryOf(localizer, seen),
    wanted: localizer.term('condition.notListed'),
    field: 'nationality',
  }),
  'high-risk-ip-country': (localizer, { seen }) => ({
    label: localizer.term('condition.highRiskIpCountry'),
    seen: countryOf(localizer, seen),
    wanted: localizer.term('condition.notListed'),
  }),
  screening: (localizer, { seen }) => ({
    label: localizer.term('condition.screening'),
    seen: localizer.term(seen === 'match' ? 'screening.found' : 'unknown'),
    wanted: localizer.term('condition.noMatch'),
  }),
  'document-type': (localizer, { seen, wanted }) => ({
    label: localizer.term('column.documentType'),
    seen: documentTypeOf(localizer, seen),
    wanted: inList(wanted, (type) => documentTypeOf(localizer, type)),
  }),
  'id-is-real': (localizer, { seen }) => ({
    label: localizer.term('details.spoof'),
    seen: localizer.term(seen === 'false' ? 'spoof.spoofed' : 'notChecked'),
    wanted: localizer.term('spoof.real'),
  }),
  'full-id-detected': (localizer, { seen }) => ({
    label: localizer.term('details.spoof'),
    seen: localizer.term(seen === 'false' ? 'spoof.notFull' : 'notChecked'),
    wanted: localizer.term('spoof.full'),
  }),
  mrz: (localizer, { seen, wanted }) => ({
    label: localizer.term('details.mrz'),
    seen: zoneOf(localizer, seen),
    wanted: wanted === '0' ? localizer.term('condition.noErrors') : inList(wanted),
  }),
  expiry: (localizer, { seen, wanted }) => ({
    label: localizer.term('client.expirationDate'),
    seen: seen === 'unknown' ? localizer.term('notRead') : localizer.day(seen),
    wanted: localizer.term('condition.orLater', { date: localizer.day(wanted) }),
    field: 'expirationDate',
  }),
  'no-expiry': (localizer) => ({
    label: localizer.term('client.expirationDate'),
    seen: localizer.term('condition.noExpiry'),
    wanted: localizer.term('condition.expiry'),
  }),
  'front-to-back': (localizer, { seen }) => ({
    label: localizer.term('condition.frontToBack'),
    seen:
      seen === 'unknown'
        ? localizer.term('notRead')
        : inList(seen, (pair) => comparedFieldOf(localizer, pair)),
    wanted: localizer.term('evidence.match'),
  }),
  liveness: (localizer, { seen }) => ({
    label: localizer.term('details.livenessPassed'),
    seen: localizer.term(seen === 'false' ? 'no' : 'notChecked'),
    wanted: localizer.term('yes'),
  }),
  'face-match-level': (localizer, { seen, wanted }) => ({
    label: localizer.term('details.faceMatchScore'),
    seen: levelOf(localizer, seen),
    wanted: localizer.term('condition.orHigher', { level: wanted }),
  }),
  'document-review': (localizer) => ({
    label: localizer.term('condition.documentReview'),
    seen: localizer.term('condition.notReviewed'),
    wanted: localizer.term('condition.reviewed'),
  }),
};

/** Describes a condition of the policy. Any other is returned as the backend describes it. */
export function describeCondition(
  localizer: Localizer,
  failedCondition: FailedCondition,
): ConditionWords {
  const { condition, seen, wanted } = failedCondition;
  return Object.hasOwn(words, condition)
    ? words[condition as PolicyCondition](localizer, failedCondition)
    : { label: condition, seen, wanted };
}

/** What a document with a layout of its own is, and that it was not checked. */
export const ownLayoutText = (localizer: Localizer, layout: MrzOwnLayout): string =>
  localizer.term('mrz.ownLayout', { layout: localizer.term(`mrz.layout.${layout}`) });

/** Describes each of several values, which are separated by spaces. */
const inList = (values: string, wordsOf = (value: string): string => value): string =>
  values.split(' ').map(wordsOf).join(', ');

function countryOf(localizer: Localizer, code: string): string {
  if (code === 'not-checked') return localizer.term('notChecked');
  return code === 'unknown' ? localizer.term('unknown') : countryName(localizer, code);
}

function documentTypeOf(localizer: Localizer, type: string): string {
  const known = documentTypes.find((candidate) => candidate === type);
  if (known) return localizer.term(`documentType.${known}`);
  return type === 'unknown' ? localizer.term('unknown') : type;
}

/**
 * The number of failed checks, a layout that Doc 9303 does not govern, or a format that does not fit
 * the document.
 */
function zoneOf(localizer: Localizer, seen: string): string {
  if (seen === 'unknown') return localizer.term('notRead');
  const layout = ownLayouts.find((candidate) => candidate === seen);
  if (layout) {
    return `${localizer.term(`mrz.layout.${layout}`)} – ${localizer.term('notChecked')}`;
  }
  return /^\d+$/.test(seen) ? localizer.term('mrz.invalid', { count: Number(seen) }) : seen;
}

function comparedFieldOf(localizer: Localizer, pair: string): string {
  const [name, found] = pair.split(':');
  const field = clientFields.find((candidate) => candidate === name);
  const comparison = comparisons.find((candidate) => candidate === found);
  if (!field || !comparison) return pair;
  return `${localizer.term(`client.${field}`)} – ${localizer.term(`evidence.${comparison}`)}`;
}

function levelOf(localizer: Localizer, level: string): string {
  if (level === 'unknown') return localizer.term('notChecked');
  return level === '0' ? localizer.term('match.none') : localizer.term('match.level', { level });
}
