import { writeFileSync } from 'node:fs';

import type { Session } from 'kv-review/model';

/** A fictional entry. Send a client with this name to see a match. */
export const listedPerson = {
  id: 'EXAMPLE-00001',
  name: 'Nodar Gamogonili',
  birthDate: '1970-03-04',
  country: 'ge',
} as const;

const columns = ['id', 'schema', 'name', 'aliases', 'birth_date', 'countries', 'dataset'];

const line = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/**
 * Writes a fictional watch list in the form of OpenSanctions' `targets.simple.csv`. It contains the
 * entries that the sample sessions match, and `listedPerson`.
 */
export function writeWatchList(path: string, sessions: readonly Session[]): void {
  const matches = sessions.flatMap(({ screening }) =>
    screening.status === 'match' ? screening.matches : [],
  );
  const { id, name, birthDate, country } = listedPerson;
  const rows = [
    [id, 'Person', name, '', birthDate, country, 'Example Sanctions List'],
    ...matches.map(({ id, name, alias, birthDates = [], countries = [], list }) => [
      ...[id, 'Person', name, alias ?? '', birthDates.join(';'), countries.join(';'), list],
    ]),
  ];
  const unique = new Map(rows.map((row) => [row[0], row]));
  writeFileSync(path, [columns, ...unique.values()].map(line).join('\n'));
}
