import * as v from 'valibot';

import { previewProgress } from '../../model/preview-progress.js';
import { problem } from './problem.js';

/** One text of an answer with progress: the last one has the result, or the problem that ended the work. */
export const progressRecord = v.union([
  v.object({ progress: previewProgress }),
  v.object({ result: v.unknown() }),
  v.object({ problem }),
]);
export type ProgressRecord = v.InferOutput<typeof progressRecord>;

/** Begins every text of a sequence (RFC 7464, 2.2). A line feed ends it; JSON contains neither. */
export const recordSeparator = '\u001e';
