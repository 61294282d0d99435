import { layouts, textAt } from './layouts.js';
import { withoutPadding } from './text.js';
import type { MrzElement, MrzFormat, MrzSpan } from './types.js';

/** Where a document number of more than nine characters continues in the optional data. */
export interface LongNumber {
  remainder: MrzSpan;
  digit: MrzSpan;
  /** The rest of the optional data. */
  rest: MrzSpan;
}

/**
 * A TD1 or TD2 whose document number has more than nine characters shows nine of them, a filler in
 * place of the check digit, and in the optional data the others, the check digit and a filler
 * (Doc 9303-5 and 9303-6, section 4.2.2, note j). `null` if the number is not a long one.
 */
export function findLongNumber(format: MrzFormat, lines: readonly string[]): LongNumber | null {
  if (format !== 'TD1' && format !== 'TD2') return null;
  const { documentNumber, documentNumberCheckDigit, optionalData } = layouts[format].elements;
  if (!documentNumber || !documentNumberCheckDigit || !optionalData) return null;

  const principal = textAt(lines, documentNumber);
  const isLong =
    textAt(lines, documentNumberCheckDigit) === '<' && withoutPadding(principal).length === 9;
  const length = textAt(lines, optionalData).indexOf('<');
  if (!isLong || length < 2) return null;

  const { line, start, end } = optionalData;
  return {
    remainder: { line, start, end: start + length - 1 },
    digit: { line, start: start + length - 1, end: start + length },
    rest: { line, start: start + length + 1, end },
  };
}

/** The position of a check digit, and the characters that it covers. */
export interface CheckDigitSpans {
  digit: MrzSpan;
  covers: readonly MrzSpan[];
  /**
   * The characters that the check digit of a long document number covers in some States: the filler in
   * place of the check digit, too (Belgian and Portuguese identity cards).
   */
  coversWithFiller?: readonly MrzSpan[];
}

/** The spans of a check digit; `null` for an element that is not one. */
export function checkDigitSpans(
  format: MrzFormat,
  lines: readonly string[],
  element: MrzElement,
): CheckDigitSpans | null {
  const layout = layouts[format];
  const covers = layout.covers[element];
  const digit = layout.elements[element];
  if (!covers || !digit) return null;
  const long = element === 'documentNumberCheckDigit' ? findLongNumber(format, lines) : null;
  if (!long) return { digit, covers };
  return {
    digit: long.digit,
    covers: [...covers, long.remainder],
    coversWithFiller: [...covers, digit, long.remainder],
  };
}

/** The characters of several stretches, joined; `null` when a line ends before one of them does. */
export function coveredText(lines: readonly string[], spans: readonly MrzSpan[]): string | null {
  const texts = spans.map((span) => textAt(lines, span));
  const isWhole = spans.every(({ start, end }, index) => texts[index]?.length === end - start);
  return isWhole ? texts.join('') : null;
}
