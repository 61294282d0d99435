import * as v from 'valibot';

import { identifier, instant, nullableText } from './primitives.js';

/** One entry of a sanctions or PEP list that resembles the client. */
export const screeningMatch = v.object({
  id: identifier,
  /** The list, by its published name. */
  list: v.string(),
  /** Who keeps the list: a government or an international body. */
  authority: nullableText,
  /** The entry's main name. */
  name: v.string(),
  /** The spelling that matched, when it is not the main name. */
  alias: nullableText,
  /** Likeness, 0–1. */
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type ScreeningMatch = v.InferOutput<typeof screeningMatch>;

/** Result of the check against lists (spec D7). A check that failed is `unknown`, never `clear`. */
export const screening = v.variant('status', [
  /** The company has no integration with a list. */
  v.object({ status: v.literal('absent') }),
  v.object({ status: v.literal('unknown'), checkedAt: v.nullable(instant) }),
  v.object({ status: v.literal('clear'), checkedAt: instant, lists: v.array(v.string()) }),
  v.object({
    status: v.literal('match'),
    checkedAt: instant,
    lists: v.array(v.string()),
    matches: v.pipe(v.array(screeningMatch), v.minLength(1)),
  }),
]);
export type Screening = v.InferOutput<typeof screening>;
