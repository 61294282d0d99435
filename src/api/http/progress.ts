import * as v from 'valibot';

import { previewProgress } from '../../model/preview-progress.js';
import { problem } from './problem.js';

/**
 * One text of an answer with progress: the last one has the result, or the problem that ended the work. A
 * text of a newer backend may have none of these.
 */
export const progressRecord = v.object({
  progress: v.exactOptional(previewProgress),
  result: v.exactOptional(v.unknown()),
  problem: v.exactOptional(problem),
});
export type ProgressRecord = v.InferOutput<typeof progressRecord>;

/** Begins every text of a sequence (RFC 7464, 2.2). A line feed ends it; JSON contains neither. */
export const recordSeparator = '\u001e';
