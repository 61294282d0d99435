import * as v from 'valibot';

import { clientField } from './client.js';
import { documentType } from './document-type.js';
import { answeredLevel, measuredLevel } from './match-level.js';
import { open } from './open.js';
import { calendarDate } from './primitives.js';

export const fieldComparison = v.picklist(['match', 'mismatch', 'not-comparable', 'missing']);
/**
 * The comparison of two sources of one field, apart from how they write it:
 * - `not-comparable`: no published rule covers how one is written as the other; an agent must compare
 * - `missing`: at least one source has no value
 */
export type FieldComparison = v.InferOutput<typeof fieldComparison>;

/** Three-letter code of ICAO Doc 9303-3, section 5, or two letters of ISO 3166-1. */
const countryCode = v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** A condition with the value observed, `null` if it is not known, and the value required. */
const known = <
  const Name extends string,
  const Observed extends v.GenericSchema,
  const Required extends v.GenericSchema,
>(
  condition: Name,
  observed: Observed,
  required: Required,
) => v.object({ condition: v.literal(condition), observed, required });

const notTrue = v.nullable(v.literal(false));

/** The longest text of a condition that this version does not know, in UTF-16 code units. */
const maxTextLength = 1000;

/** Cuts a text to its longest length, but not inside a character. */
const cut = (text: string): string =>
  text.length > maxTextLength
    ? `${text.slice(0, maxTextLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : text;

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return cut(typeof value === 'string' ? value : JSON.stringify(value));
}

const cutText = v.pipe(v.string(), v.transform(cut));

const knownCondition = v.variant('condition', [
  known('high-risk-nationality', v.nullable(countryCode), v.literal('not-listed')),
  known(
    'high-risk-ip-country',
    v.variant('kind', [
      v.object({ kind: v.picklist(['absent', 'unknown']) }),
      v.object({ kind: v.literal('country'), code: countryCode }),
    ]),
    v.literal('not-listed'),
  ),
  known('screening', v.picklist(['match', 'unknown']), v.literal('clear')),
  known('document-type', v.nullable(open(documentType)), v.array(open(documentType))),
  known('id-is-real', notTrue, v.literal(true)),
  known('full-id-detected', notTrue, v.literal(true)),
  /**
   * The number of failed checks, the layout that Doc 9303 does not govern, or the format of a zone that
   * the type of document does not have.
   */
  known(
    'mrz',
    v.nullable(v.union([v.pipe(v.number(), v.integer(), v.minValue(1)), word])),
    v.union([v.literal(0), v.array(word)]),
  ),
  known('expiry', v.nullable(calendarDate), calendarDate),
  known('no-expiry', v.literal('none'), v.literal('date')),
  /** The fields that do not match. */
  known(
    'front-to-back',
    v.nullable(
      v.array(
        v.object({
          field: open(clientField),
          comparison: open(fieldComparison),
        }),
      ),
    ),
    v.literal('match'),
  ),
  known('liveness', notTrue, v.literal(true)),
  known('face-match-level', v.nullable(measuredLevel), answeredLevel),
  known('document-review', v.literal(false), v.literal(true)),
  /** A condition of the backend's own, in words for its users. */
  v.object({
    condition: v.literal('other'),
    name: cutText,
    observed: cutText,
    required: cutText,
  }),
]);

/** A condition or value of a newer backend is kept as text, for a page to show. */
const newerCondition = v.pipe(
  v.object({
    condition: v.string(),
    observed: v.optional(v.unknown()),
    required: v.optional(v.unknown()),
  }),
  v.transform(({ condition, observed, required }) => ({
    condition: 'other' as const,
    name: cut(condition),
    observed: textOf(observed),
    required: textOf(required),
  })),
);

/**
 * A condition of the company that the session did not meet (spec P5), or that could not be judged
 * (P6, `isJudgedInPart`).
 */
export const failedCondition = v.union([knownCondition, newerCondition]);
export type FailedCondition = v.InferOutput<typeof failedCondition>;

/** A condition that the kit knows. */
export type PolicyCondition = Exclude<FailedCondition['condition'], 'other'>;

/** One failed condition, by its name. */
export type Failed<Name extends FailedCondition['condition']> = Extract<
  FailedCondition,
  { condition: Name }
>;
