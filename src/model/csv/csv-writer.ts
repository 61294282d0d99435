import type { SessionSummary } from '../session-summary.js';
import type { CsvMode } from './mode.js';

/** The members of a session that its row in a CSV file needs. */
export type CsvSession = Pick<
  SessionSummary,
  | 'id'
  | 'status'
  | 'createdAt'
  | 'completedAt'
  | 'companyName'
  | 'client'
  | 'documentType'
  | 'documentValid'
  | 'livenessPassed'
  | 'faceMatch'
  | 'device'
  | 'clientIp'
  | 'extra'
  | 'attemptCount'
  | 'decision'
  | 'failedConditions'
>;

export interface CsvFormat {
  /** The default is `safe`. */
  readonly mode?: CsvMode;
  /** Starts with a byte order mark, by which Excel detects UTF-8. The default is true. */
  readonly bom?: boolean;
  /** Appends the column `Reasons`, for rejected sessions. The default is false. */
  readonly reasons?: boolean;
}

/** Writes the parts of a CSV file. */
export interface CsvWriter {
  /** The byte order mark and the header. */
  readonly head: string;
  /** One row for each session. */
  write(sessions: Iterable<CsvSession>): string;
}
