import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How far work that takes long has got. */
export const progress = v.object({ done: count, total: count });
export type Progress = v.InferOutput<typeof progress>;
