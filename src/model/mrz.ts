export { checkDigit, explainCheckDigit } from './mrz/check-digit.js';
export type { CheckDigitArithmetic, CheckDigitTerm } from './mrz/check-digit.js';
export { checkMrz, hasNoExpiry, isExpired } from './mrz/check-mrz.js';
export { composeMrz } from './mrz/compose.js';
export type { MrzSubject } from './mrz/compose.js';
export { explainCheck, humanPosition, markFailures } from './mrz/explain.js';
export type { MrzRun } from './mrz/explain.js';
export type {
  MrzCategory,
  MrzCheck,
  MrzElement,
  MrzField,
  MrzFields,
  MrzFormat,
  MrzOwnLayout,
  MrzReport,
  MrzSpan,
} from './mrz/types.js';
export { ownLayouts } from './mrz/types.js';
