export { writeChangeHeaders, writeSaveHeaders } from './change-headers.js';
export * from './changes.js';
export { pointerTo } from './check.js';
export { checkLogo } from './check-logo.js';
export * from './error-schemas.js';
export * from './errors.js';
export {
  createFetcher,
  type CheckedRequest,
  type Fetcher,
  type FetcherOptions,
  type FetcherRequest,
  type Path,
} from './http/fetcher.js';
export { readError, readImage, readJson } from './http/read-response.js';
export type { SenderOptions } from './http/sender.js';
export type { GetToken } from './bearer-token.js';
export { readCsvFile } from './read-csv-file.js';
export { createIteration } from './iteration.js';
export * from './review-api.js';
export {
  capabilities,
  capabilitiesOf,
  capabilityOf,
  isCapability,
  type Capability,
} from './operations/capabilities.js';
export { codeExchange } from './operations/code-exchange.js';
export type { AccessToken } from './operations/code-exchange.schemas.js';
export { errorsOf, type Operation } from './operations/operation.js';
export {
  operationNames,
  operationOf,
  operations,
  type OperationName,
} from './operations/operations.js';
export { loadSchemas, type OperationSchemas } from './operations/schemas.js';
export * from './settings.js';
export { readTimelinePlace, timelinePageSize, writeTimelineCursor } from './timeline.js';
export { workspace, type Workspace } from './workspace.js';
