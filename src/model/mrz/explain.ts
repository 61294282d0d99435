import { explainCheckDigit, type CheckDigitArithmetic } from './check-digit.js';
import { checkDigitSpans, coveredText } from './covered.js';
import { isMrzText } from './text.js';
import type { MrzCheck, MrzReport, MrzSpan } from './types.js';

/** A stretch of a line that is all sound or all part of a failed check. */
export interface MrzRun {
  text: string;
  ok: boolean;
}

/**
 * The arithmetic of a check digit in a report: the covered characters and the result. The printed
 * digit is the check's `value`. `null` for other checks, and if the covered characters are incomplete
 * or not allowed in a zone.
 */
export function explainCheck(report: MrzReport, check: MrzCheck): CheckDigitArithmetic | null {
  const { format, lines } = report;
  const { field } = check;
  if (format === null || field === 'format' || field === 'lineLength' || field === 'characterSet') {
    return null;
  }
  const spans = checkDigitSpans(format, lines, field);
  const covers = check.reading === 'number-with-filler' ? spans?.coversWithFiller : spans?.covers;
  const data = covers ? coveredText(lines, covers) : null;
  return data !== null && isMrzText(data) ? explainCheckDigit(data) : null;
}

/** The position of a check as people count: from one, the last column included. */
export function humanPosition({ line, start, end }: MrzSpan): {
  line: number;
  firstColumn: number;
  lastColumn: number;
} {
  return { line: line + 1, firstColumn: start + 1, lastColumn: Math.max(start + 1, end) };
}

/** The lines of a report cut into runs, so that what failed can be shown marked. */
export function markFailures({ lines, checks }: MrzReport): MrzRun[][] {
  const failed = checks.filter(({ ok }) => !ok);
  return lines.map((text, line) => {
    const spans = failed.filter((check) => check.line === line);
    const edges = spans.flatMap(({ start, end }) => [start, end]);
    const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
    const runs: MrzRun[] = [];
    for (const [index, start] of cuts.entries()) {
      const piece = text.slice(start, cuts[index + 1]);
      if (piece === '') continue;
      const ok = !spans.some((span) => span.start <= start && start < span.end);
      const previous = runs.at(-1);
      if (previous?.ok === ok) previous.text += piece;
      else runs.push({ text: piece, ok });
    }
    return runs;
  });
}
