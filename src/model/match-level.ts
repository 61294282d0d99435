import * as v from 'valibot';

export { falseAcceptanceOdds, isLowMatch, levelOf } from './false-acceptance.js';

export const matchLevel = v.picklist([1, 2, 3, 4, 5, 6, 7]);
/** The match level of 3D liveness, 1–7. Two faces at level 7 are the most alike. */
export type MatchLevel = v.InferOutput<typeof matchLevel>;

/** A match level in an answer: one of `matchLevel`, or one that a newer backend added. */
export const answeredLevel = v.union([
  matchLevel,
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(99),
    v.transform((level): number & {} => level),
  ),
]);
export type AnsweredLevel = v.InferOutput<typeof answeredLevel>;

/** The acceptance level of a company until its master user sets another (spec P3). */
export const defaultAcceptanceLevel: MatchLevel = 4;

/** A match level, or 0 if the faces were compared and did not reach level 1. */
export const measuredLevel = v.union([v.literal(0), answeredLevel]);
export type MeasuredLevel = v.InferOutput<typeof measuredLevel>;

export const faceMatch = v.object({
  /** Match of 3D liveness; 0 when not even level 1 was reached, `null` when no level was measured. */
  level: v.nullable(measuredLevel),
  /** Match ratio of 2D face recognition, 0–100; `null` when not computed. */
  confidence: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
});
export type FaceMatch = v.InferOutput<typeof faceMatch>;
