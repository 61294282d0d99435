import * as v from 'valibot';

import { csvExport } from '../../model/csv/csv-export.js';
import { photoSize, thumbnailQuery } from '../../model/photo.js';
import { beginsOnce, sessionCount, sessionPage, sessionQuery } from '../../model/query.js';
import { workspace } from '../workspace.js';

export const getWorkspace = { answer: workspace };

// Unknown keys are refused, because a misspelt filter that is ignored would select everything.
export const listSessions = {
  input: v.pipe(v.strictObject(sessionQuery.entries), beginsOnce),
  answer: sessionPage,
};
export const countSessions = {
  // A caller may pass a list's query as it is.
  input: v.pipe(
    v.strictObject(sessionQuery.entries),
    v.transform(({ sort, limit, cursor, offset, ...filter }) => filter),
  ),
  answer: sessionCount,
};
export const exportSessions = { input: v.strictObject(csvExport.entries) };
export const listThumbnails = { input: v.strictObject(thumbnailQuery.entries) };
export const getPhoto = { query: v.strictObject({ size: v.exactOptional(photoSize) }) };
