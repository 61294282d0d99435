export { isFull, limitTexts, sessionLimits } from './change/limits.js';
export type { SessionLimit } from './change/limits.js';
export { answerAgain, outcomeOf } from './change/outcome.js';
export type { ChangeOutcome } from './change/outcome.js';
export { makeChange } from './change/make.js';
export type { Attribution, ChangeContext, ChangeResult } from './change/make.js';
export { refusalOf } from './change/refusal.js';
export type {
  ChangeableSession,
  ChangePreconditions,
  ChangeRefusal,
  ClaimContext,
  RefusalContext,
} from './change/refusal.js';
export { readChange } from './change/request.js';
export type { ChangeInputs, ChangeKind, ChangeRequest } from './change/request.js';
