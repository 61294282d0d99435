export * from './error-schemas.js';
export * from './errors.js';
export { createIteration } from './iteration.js';
export * from './review-api.js';
export {
  answeredBefore,
  applyChange,
  checkChange,
  readChange,
  type ChangeableSession,
  type ChangeContext,
  type ChangeInputs,
  type ChangeKind,
  type ChangeRequest,
  type Origin,
  type StoredAnswer,
} from './session-changes.js';
