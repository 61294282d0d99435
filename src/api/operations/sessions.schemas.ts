import * as v from 'valibot';

import { photoSize, thumbnailQuery } from '../../model/photo.js';
import { sessionCount, sessionPage, sessionQuery } from '../../model/query.js';
import { workspace } from '../workspace.js';

export const getWorkspace = { answer: workspace };

// A misspelt filter that was ignored would select everything: unknown keys are refused.
export const listSessions = { input: v.strictObject(sessionQuery.entries), answer: sessionPage };
export const countSessions = {
  // A list's own query may be counted.
  input: v.pipe(
    v.strictObject(sessionQuery.entries),
    v.transform(({ sort, limit, cursor, ...filter }) => filter),
  ),
  answer: sessionCount,
};
export const listThumbnails = { input: v.strictObject(thumbnailQuery.entries) };
export const getPhoto = { query: v.strictObject({ size: v.exactOptional(photoSize) }) };
