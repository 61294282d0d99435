export { checkDigit, explainCheckDigit } from './mrz/check-digit.js';
export type { CheckDigitArithmetic, CheckDigitTerm } from './mrz/check-digit.js';
export { checkMrz, isExpired } from './mrz/check-mrz.js';
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
  MrzReport,
  MrzSpan,
} from './mrz/types.js';
