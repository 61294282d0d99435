export * from './activity.js';
export * from './activity-log.js';
export * from './branding.js';
export { dayOf, isTimeZone, knownTimeZone, nextDay, startOfDay } from './calendar-date.js';
export * from './change.js';
export * from './claim.js';
export * from './claim-requests.js';
export * from './client.js';
export * from './client-check.js';
export { csvExport, type CsvExport } from './csv/csv-export.js';
export type { CsvChunk, CsvFile } from './csv/csv-file.js';
export * from './declared-filter.js';
export * from './decision.js';
export * from './describe-activity.js';
export * from './describe-timeline.js';
export {
  failedCondition,
  fieldComparison,
  type Failed,
  type FailedCondition,
  type FieldComparison,
  type PolicyCondition,
} from './failed-condition.js';
export * from './field-evidence.js';
export * from './judgement-record.js';
export * from './match-level.js';
export * from './mrz.js';
export { lookUp, open, type Open } from './open.js';
export * from './permissions.js';
export * from './photo.js';
export * from './policy.js';
export * from './preview-tally.js';
export * from './primitives.js';
export * from './preview-progress.js';
export {
  allQueries,
  declaredSort,
  queriesOf,
  queriesWith,
  queriesWithoutDue,
  type FilterName,
  type Queries,
} from './queries.js';
export * from './query.js';
export * from './queue-condition.js';
export * from './queue.js';
export {
  chooseRelated,
  comparableAddress,
  comparableDevice,
  comparableEmail,
  comparableNumber,
  comparablePhone,
  isWeakLikeness,
  isWithinWeakDays,
  likenessValues,
  likeSessionsToFind,
  maxLikenessValues,
  maxWeakLikenesses,
  weakLikenessDays,
  weakLikenesses,
  type ChosenSessions,
  type LikenessValue,
  type LikeSession,
} from './likeness.js';
export * from './related.js';
export * from './rejection.js';
export * from './screening.js';
export * from './search.js';
export * from './session.js';
export * from './session-event.js';
export * from './setting-use.js';
export * from './settings.js';
export * from './settings-change.js';
export * from './settings-preview.js';
export * from './statistics.js';
export { checkLine, checkLines, maxMarks, textFaultTexts, type TextFault } from './text-check.js';
export * from './timeline.js';
export { possibleSpellings, transliterate } from './transliterate.js';
export * from './web-hooks.js';
export * from './workspace.js';
