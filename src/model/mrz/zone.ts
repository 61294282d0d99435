import { layouts } from './layouts.js';
import { quote } from './text.js';
import type { MrzCheck, MrzFormat } from './types.js';

const keptLines = 8;
const keptCharacters = 100;
const quotedCharacters = 8;
const tolerance = 3;

/** The lines of an input, cut to a bounded size, and their full lengths. */
export interface MrzZone {
  lines: string[];
  /** The full length of each line in `lines`. */
  lengths: number[];
  lineCount: number;
}

/** Splits an input into its lines; white space around them and blank lines do not count. */
export function readZone(input: string | readonly string[]): MrzZone {
  const text = typeof input === 'string' ? input : input.join('\n');
  const written = text
    .split(/[\r\n\v\f\u0085\u2028\u2029^]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const lines = written.length === 1 ? takeApart(written[0] ?? '') : written;
  const kept = lines.slice(0, keptLines);
  return {
    lines: kept.map((line) => line.slice(0, keptCharacters)),
    lengths: kept.map((line) => line.length),
    lineCount: lines.length,
  };
}

const shapes = Object.values(layouts).map(({ lineCount, lineLength }) => [lineCount, lineLength]);

/** The lines of a zone that a reader gives as one, with spaces between them or with nothing. */
function takeApart(text: string): string[] {
  const parts = text.length > 2 * keptCharacters ? [text] : text.split(/\s+/);
  for (const [lineCount = 0, lineLength = 0] of shapes) {
    if (text.length === lineCount * lineLength) {
      return Array.from({ length: lineCount }, (_, line) =>
        text.slice(line * lineLength, (line + 1) * lineLength),
      );
    }
    const isParted = parts.length === lineCount;
    if (isParted && parts.every(({ length }) => length === lineLength)) return parts;
  }
  return [text];
}

/**
 * The format of a zone. Lines may be up to three characters too short or too long, so that the
 * remaining checks can still run.
 */
export function recognizeFormat({ lines, lengths, lineCount }: MrzZone): MrzFormat | null {
  const nearest = (known: readonly number[]): number | undefined =>
    known.find((length) => length === lengths.at(-1)) ??
    known.find((length) => lengths.includes(length)) ??
    known.find((length) => lengths.some((found) => Math.abs(found - length) <= tolerance));

  if (lineCount === 3) return nearest([30]) ? 'TD1' : null;
  if (lineCount !== 2) return null;
  const isVisa = lines[0]?.startsWith('V') ?? false;
  switch (nearest([44, 36])) {
    case 44:
      return isVisa ? 'MRV-A' : 'TD3';
    case 36:
      return isVisa ? 'MRV-B' : 'TD2';
    default:
      return null;
  }
}

/** The errors of the zone as a whole: its shape and characters. */
export function checkZone(zone: MrzZone, format: MrzFormat | null): MrzCheck[] {
  const shape = format === null ? [unrecognized(zone)] : checkLineLengths(zone, format);
  return [...shape, ...checkCharacters(zone)];
}

function unrecognized({ lengths, lineCount }: MrzZone): MrzCheck {
  const found =
    lineCount === 0
      ? 'no lines'
      : `${lineCount} ${lineCount === 1 ? 'line' : 'lines'} of ${lengths.slice(0, 3).join(', ')}${
          lineCount > 3 ? ' ...' : ''
        } characters`;
  return {
    category: 'Format',
    field: 'format',
    ok: false,
    value: null,
    error: `unrecognized format: ${found}. Must be 3 lines of 30, 2 lines of 36 or 2 lines of 44 characters`,
    line: 0,
    start: 0,
    end: 0,
  };
}

function checkLineLengths({ lines, lengths }: MrzZone, format: MrzFormat): MrzCheck[] {
  const { lineLength } = layouts[format];
  return lines.flatMap((text, line): MrzCheck[] => {
    const length = lengths[line] ?? 0;
    if (length === lineLength) return [];
    return [
      {
        category: 'Line length',
        field: 'lineLength',
        ok: false,
        value: String(length),
        error: `invalid line length: ${length}. Must be ${lineLength}`,
        line,
        start: Math.min(length, lineLength),
        end: text.length,
      },
    ];
  });
}

function checkCharacters({ lines }: MrzZone): MrzCheck[] {
  return lines.flatMap((text, line): MrzCheck[] => {
    const wrong = [...text.matchAll(/[^0-9A-Z<]/gu)];
    const first = wrong[0];
    const last = wrong.at(-1);
    if (!first || !last) return [];
    const characters = [...new Set(wrong.map(([character]) => character))];
    const quoted = characters.slice(0, quotedCharacters).map(quote).join(', ');
    const more = characters.length > quotedCharacters ? ' ...' : '';
    return [
      {
        category: 'Character set',
        field: 'characterSet',
        ok: false,
        value: characters.slice(0, quotedCharacters).join(''),
        error: `invalid characters: ${quoted}${more}. Must be A-Z, 0-9 or <`,
        line,
        start: first.index,
        end: last.index + last[0].length,
      },
    ];
  });
}
