/** The columns of a session export, in order (spec X1). */
export const csvColumns = [
  'Personal Number',
  'First Name',
  'Last Name',
  'Document Number',
  'Birth Date',
  'Nationality',
  'Sex',
  'Expiration Date',
  'Verified',
  'Document Valid',
  'Liveness Status',
  'Match Level',
  'Creation time',
  'Completion time',
  'Partner',
  'Session ID',
  'Extra',
  'Document type',
  'Client IP',
  'Device',
  'Browser',
  'OS',
  'Model',
  'Attempts',
  'Reasons',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** Columns that only the export of rejections has. */
export const optionalColumns: readonly CsvColumn[] = ['Reasons'];

/** A row without a value in one of these columns is left out. */
export const requiredColumns: readonly CsvColumn[] = ['Session ID', 'Creation time', 'Verified'];

const normalize = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');

const columnByName: ReadonlyMap<string, CsvColumn> = new Map(
  csvColumns.map((column) => [normalize(column), column]),
);

/** The column of a header cell. Case and spacing do not matter. */
export function findColumn(header: string): CsvColumn | undefined {
  return columnByName.get(normalize(header));
}
