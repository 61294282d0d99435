import type { MrzFormat } from '../../src/model/mrz.js';

/** The specimens of ICAO Doc 9303, parts 4 to 7 and (the long document number) 11. */
export const specimens: Record<MrzFormat | 'TD1, long number', string[]> = {
  TD1: [
    'I<UTOD231458907<<<<<<<<<<<<<<<',
    '7408122F1204159UTO<<<<<<<<<<<6',
    'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  ],
  'TD1, long number': [
    'I<UTOD23145890<7349<<<<<<<<<<<',
    '3407127M9507122UTO<<<<<<<<<<<2',
    'STEVENSON<<PETER<<<<<<<<<<<<<<',
  ],
  TD2: ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  TD3: [
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
  ],
  'MRV-A': [
    'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
  ],
  'MRV-B': ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'],
};

/** The lines with the characters from `column` (from zero) of one line overwritten. */
export function overwrite(
  lines: readonly string[],
  line: number,
  column: number,
  text: string,
): string[] {
  return lines.map((original, index) =>
    index === line
      ? original.slice(0, column) + text + original.slice(column + text.length)
      : original,
  );
}
