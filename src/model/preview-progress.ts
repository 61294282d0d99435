import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How far a preview has got. In a module of its own, so that its reader loads nothing else. */
export const previewProgress = v.object({ done: count, total: count });
export type PreviewProgress = v.InferOutput<typeof previewProgress>;
