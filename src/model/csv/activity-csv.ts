import type { ActivityEntry } from '../activity-log.js';
import type { CsvFormat } from './csv-writer.js';
import { guardText } from './formula-guard.js';
import { toRecord } from './record.js';

/** The columns of an export of the activity log, in order. */
export const activityCsvColumns = [
  'Sequence',
  'Time',
  'User ID',
  'User',
  'Role',
  'Action',
  'Session ID',
  'Details',
] as const;

/** Writes the parts of a CSV file of the activity log. */
export interface ActivityCsvWriter {
  /** The byte order mark and the header. */
  readonly head: string;
  /** One row for each entry. */
  write(entries: Iterable<ActivityEntry>): string;
}

const keepText = (cell: string): string => cell;

/** Makes a writer of RFC 4180, with lines ended by CRLF. The details are one JSON object. */
export function createActivityCsvWriter({
  mode = 'safe',
  bom = true,
}: Pick<CsvFormat, 'mode' | 'bom'> = {}): ActivityCsvWriter {
  const text = mode === 'safe' ? guardText : keepText;
  const cellsOf = ({ sequence, at, actor, action, sessionId, details }: ActivityEntry) => [
    String(sequence),
    at,
    text(actor?.id ?? details.userId ?? ''),
    text(actor?.name ?? ''),
    text(actor?.role ?? ''),
    text(action),
    text(sessionId ?? ''),
    text(JSON.stringify(details)),
  ];
  return {
    head: `${bom ? '\ufeff' : ''}${toRecord(activityCsvColumns)}\r\n`,
    write: (entries) => Array.from(entries, (entry) => `${toRecord(cellsOf(entry))}\r\n`).join(''),
  };
}
