import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The progress of a preview, in a separate module so that its reader loads nothing else. */
export const previewProgress = v.object({ done: count, total: count });
export type PreviewProgress = v.InferOutput<typeof previewProgress>;
