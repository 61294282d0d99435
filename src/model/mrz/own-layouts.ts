import type { MrzCheck, MrzOwnLayout } from './types.js';
import { recognizeFormat, type MrzZone } from './zone.js';

const names: Readonly<Record<MrzOwnLayout, string>> = {
  'RUS-internal-passport': 'Russian internal passport',
  'FRA-identity-card': 'French identity card of two lines',
  'CHE-driving-licence': 'Swiss driving licence',
  'ISO-driving-licence': 'driving licence of one line (ISO/IEC 18013-1)',
};

/** The layout of a document that resembles a zone of Doc 9303 and follows rules of its own. */
export function recognizeOwnLayout(zone: MrzZone): MrzOwnLayout | null {
  const { lines, lengths, lineCount } = zone;
  const [first = '', second = ''] = lines;
  const format = recognizeFormat(zone);
  if (format === 'TD3' && first.startsWith('PNRUS')) return 'RUS-internal-passport';
  if (format === 'TD2' && first.startsWith('IDFRA')) return 'FRA-identity-card';
  const isSwiss = lineCount === 3 && lengths[0] === 9 && /^FA(?:CHE|LIE)/.test(second);
  if (isSwiss) return 'CHE-driving-licence';
  const isLicence = lineCount === 1 && lengths[0] === 30 && /^D[0-9A-Z<][A-Z]{3}/.test(first);
  return isLicence ? 'ISO-driving-licence' : null;
}

export function ownLayoutCheck(layout: MrzOwnLayout): MrzCheck {
  return {
    category: 'Format',
    field: 'format',
    ok: false,
    value: null,
    error: `${names[layout]}: not checked by Doc 9303`,
    line: 0,
    start: 0,
    end: 0,
  };
}
