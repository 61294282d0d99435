export { drawPhoto, photoDimensions, type PhotoSource } from './drawing/photo.js';
export type { DrawingContext, Size } from './drawing/canvas.js';
export { edgeSessions, hostileTexts } from './edge-sessions.js';
export { mrzDefects, type MrzDefect } from './mrz-defects.js';
export { samplePhoto } from './photos.js';
export { sampleScreening } from './screening.js';
export { sampleNow, sampleSessions, type SampleSessionsOptions } from './sessions.js';
export {
  sampleCompany,
  sampleExtraFields,
  sampleUsers,
  sampleWorkspace,
  type SampleWorkspaceOptions,
} from './workspace.js';
