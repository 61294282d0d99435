export type { LoggedActivity } from './activity-log.js';
export type { ScreeningSource } from './changes.js';
export type { Fault, FaultRule, Latency } from './faults.js';
export type { WebHookReceiver, WebHookRequest } from './managing/web-hooks.js';
export {
  createMemoryApi,
  type MemoryApi,
  type MemoryApiOptions,
  type MemoryWorkspace,
  type PhotoSource,
} from './memory-api.js';
