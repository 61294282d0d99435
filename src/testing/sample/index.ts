export { sampleNow, sampleSessions, type SampleSessionsOptions } from './sessions.js';
export {
  sampleCompany,
  sampleExtraFields,
  sampleUsers,
  sampleWorkspace,
  type SampleWorkspaceOptions,
} from './workspace.js';
