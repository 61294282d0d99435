import type { ClientField } from '../model/client.js';
import type { Failed, FailedCondition } from '../model/failed-condition.js';
import { lookUp } from '../model/known.js';
import { ownLayouts, type MrzOwnLayout } from '../model/mrz/types.js';
import { isolate } from './bidi.js';
import { countryName } from './countries.js';
import type { Localizer } from './localizer.js';
import { levelText, withFar } from './match-level.js';
import { comparisonText, fieldText } from './field-values.js';
import { documentTypeText } from './values.js';

/** A failed condition, in words. */
export interface ConditionWords {
  readonly label: string;
  readonly observed: string;
  readonly required: string;
  /** The client field that the values disclose; `undefined` if they disclose none. */
  readonly field?: ClientField;
}

/** The fields that conditions disclose, also when their values have a shape that is not known. */
const disclosed = {
  expiry: 'expirationDate',
  'high-risk-nationality': 'nationality',
} as const satisfies Partial<Record<FailedCondition['condition'], ClientField>>;

/** Describes a failed condition. One that this version does not know stays as the backend has it. */
export function describeCondition(localizer: Localizer, failed: FailedCondition): ConditionWords {
  switch (failed.condition) {
    case 'high-risk-nationality':
      return {
        label: localizer.term('condition.highRiskNationality'),
        observed:
          failed.observed === null
            ? localizer.term('unknown')
            : countryName(localizer, failed.observed),
        required: localizer.term('condition.notListed'),
        field: disclosed[failed.condition],
      };
    case 'high-risk-ip-country':
      return {
        label: localizer.term('condition.highRiskIpCountry'),
        observed: ipCountryText(localizer, failed.observed),
        required: localizer.term('condition.notListed'),
      };
    case 'screening':
      return {
        label: localizer.term('condition.screening'),
        observed: localizer.term(failed.observed === 'match' ? 'screening.found' : 'unknown'),
        required: localizer.term('condition.noMatch'),
      };
    case 'document-type':
      return {
        label: localizer.term('column.documentType'),
        observed:
          failed.observed === null
            ? localizer.term('unknown')
            : documentTypeText(localizer, failed.observed, asIs),
        required: inList(failed.required.map((type) => documentTypeText(localizer, type, asIs))),
      };
    case 'id-is-real':
      return {
        label: localizer.term('details.spoof'),
        observed: localizer.term(failed.observed === null ? 'notChecked' : 'spoof.spoofed'),
        required: localizer.term('spoof.real'),
      };
    case 'full-id-detected':
      return {
        label: localizer.term('details.spoof'),
        observed: localizer.term(failed.observed === null ? 'notChecked' : 'spoof.notFull'),
        required: localizer.term('spoof.full'),
      };
    case 'mrz':
      return {
        label: localizer.term('details.mrz'),
        observed: zoneText(localizer, failed.observed),
        required:
          failed.required === 0 ? localizer.term('condition.noErrors') : inList(failed.required),
      };
    case 'expiry':
      return {
        label: localizer.term('client.expirationDate'),
        observed:
          failed.observed === null ? localizer.term('notRead') : localizer.day(failed.observed),
        required: localizer.term('condition.orLater', { date: localizer.day(failed.required) }),
        field: disclosed[failed.condition],
      };
    case 'no-expiry':
      return {
        label: localizer.term('client.expirationDate'),
        observed: localizer.term('condition.noExpiry'),
        required: localizer.term('condition.expiry'),
      };
    case 'front-to-back':
      return {
        label: localizer.term('condition.frontToBack'),
        observed:
          failed.observed === null
            ? localizer.term('notRead')
            : inList(
                failed.observed.map(
                  ({ field, comparison }) =>
                    `${fieldText(localizer, field, asIs)} – ${comparisonText(localizer, comparison, asIs)}`,
                ),
              ),
        required: localizer.term('condition.match'),
      };
    case 'liveness':
      return {
        label: localizer.term('details.livenessPassed'),
        observed: localizer.term(failed.observed === null ? 'notChecked' : 'no'),
        required: localizer.term('yes'),
      };
    case 'face-match-level':
      return {
        label: localizer.term('details.faceMatchScore'),
        observed: withFar(localizer, levelText(localizer, failed.observed), failed.observed),
        required: withFar(
          localizer,
          localizer.term('condition.orHigher', { level: failed.required }),
          failed.required,
        ),
      };
    case 'document-review':
      return {
        label: localizer.term('condition.documentReview'),
        observed: localizer.term('condition.notReviewed'),
        required: localizer.term('condition.reviewed'),
      };
    case 'other': {
      const { name: label, observed, required } = failed;
      const field = lookUp(disclosed, label);
      const unknown = localizer.term('unknown');
      return {
        label,
        observed: observed || unknown,
        required: required || unknown,
        ...(field && { field }),
      };
    }
  }
}

/**
 * A failed condition in one sentence, which must not disclose a field that is hidden. `show` renders its
 * parts.
 */
export function conditionText(
  localizer: Localizer,
  failed: FailedCondition,
  hidden: ReadonlySet<string> = new Set(),
  show: (text: string) => string = isolate,
): string {
  const { label, observed, required, field } = describeCondition(localizer, failed);
  const isHidden = field !== undefined && hidden.has(field);
  return localizer.term('details.condition', {
    condition: show(label),
    observed: show(isHidden ? localizer.term('mask.value') : observed),
    required: show(required),
  });
}

/** What a document with a layout of its own is, and that it was not checked. */
export const ownLayoutText = (localizer: Localizer, layout: MrzOwnLayout): string =>
  localizer.term('mrz.ownLayout', { layout: localizer.term(`mrz.layout.${layout}`) });

const inList = (texts: readonly string[]): string => texts.join(', ');

/** For a caller that isolates the whole value. */
const asIs = (value: string): string => value;

function ipCountryText(
  localizer: Localizer,
  observed: Failed<'high-risk-ip-country'>['observed'],
): string {
  if (observed.kind === 'country') return countryName(localizer, observed.code);
  return localizer.term(observed.kind === 'absent' ? 'notChecked' : 'unknown');
}

/**
 * The number of failed checks, a layout that Doc 9303 does not govern, or a format that does not fit
 * the document.
 */
function zoneText(localizer: Localizer, observed: Failed<'mrz'>['observed']): string {
  if (observed === null) return localizer.term('notRead');
  const layout = ownLayouts.find((candidate) => candidate === observed);
  if (layout) {
    return `${localizer.term(`mrz.layout.${layout}`)} – ${localizer.term('notChecked')}`;
  }
  return typeof observed === 'number'
    ? localizer.term('mrz.invalid', { count: observed })
    : observed;
}
