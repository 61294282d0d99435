import { checkDigit } from './check-digit.js';
import { checkDigitSpans, coveredText, findLongNumber } from './covered.js';
import { readBirthDate, readExpirationDate } from './dates.js';
import { layouts, textAt } from './layouts.js';
import { readNames, type NameReading } from './names.js';
import { isIssuingState, isNationality } from './state-codes.js';
import { isMrzText, quote, readable, withoutPadding } from './text.js';
import type { MrzCategory, MrzCheck, MrzElement, MrzFormat, MrzSpan } from './types.js';

/** A zone to be read: its format, its lines, and the day that determines the century of a birth. */
export interface MrzSource {
  format: MrzFormat;
  lines: readonly string[];
  /** `YYYY-MM-DD` */
  today: string;
}

type FixedElement = Exclude<MrzElement, 'lastName' | 'firstName'>;

// In the order of the reference documents.
const categories: Readonly<Record<MrzElement, MrzCategory>> = {
  documentCode: 'Document code',
  issuingState: 'Issuing state',
  lastName: 'Last name',
  firstName: 'First name',
  documentNumber: 'Document number',
  documentNumberCheckDigit: 'Document number check digit',
  nationality: 'Nationality',
  birthDate: 'Birthdate',
  birthDateCheckDigit: 'Birthdate check digit',
  sex: 'Sex',
  expirationDate: 'Expiration date',
  expirationDateCheckDigit: 'Expiration date check digit',
  personalNumber: 'Personal number',
  personalNumberCheckDigit: 'Personal number check digit',
  optionalData: 'Optional data',
  optionalData2: 'Optional data 2',
  compositeCheckDigit: 'Composite check digit',
};
const order = Object.keys(categories) as MrzElement[];

const rules: Readonly<
  Record<FixedElement, (text: string, source: MrzSource, element: MrzElement) => string | undefined>
> = {
  documentCode: documentCodeError,
  issuingState: (text) => (isIssuingState(withoutPadding(text)) ? undefined : 'invalid state code'),
  documentNumber: (text) => textError(text, /^[0-9A-Z][0-9A-Z<]*$/),
  documentNumberCheckDigit: checkDigitError,
  nationality: (text) => (isNationality(withoutPadding(text)) ? undefined : 'invalid state code'),
  birthDate: (text, { today }) => readBirthDate(text, today).error,
  birthDateCheckDigit: checkDigitError,
  sex: (text) =>
    /^[MF<]$/.test(text) ? undefined : `invalid sex: ${quote(text)}. Must be M, F or <`,
  expirationDate: (text) => readExpirationDate(text).error,
  expirationDateCheckDigit: checkDigitError,
  personalNumber: (text) => textError(text, /^[0-9A-Z<]+$/),
  personalNumberCheckDigit: checkDigitError,
  optionalData: (text) => textError(text, /^[0-9A-Z<]*$/),
  optionalData2: (text) => textError(text, /^[0-9A-Z<]+$/),
  compositeCheckDigit: checkDigitError,
};

/** Checks every data element that the format has. */
export function checkElements(source: MrzSource): MrzCheck[] {
  const { format, lines } = source;
  const layout = layouts[format];
  const names = readNames(textAt(lines, layout.name));
  return order.flatMap((element): MrzCheck[] => {
    if (element === 'lastName' || element === 'firstName') {
      return [nameCheck(element, names[element], layout.name)];
    }
    const span = layout.elements[element];
    return span ? [elementCheck(source, element, span)] : [];
  });
}

function nameCheck(element: MrzElement, name: NameReading, field: MrzSpan): MrzCheck {
  return {
    category: categories[element],
    field: element,
    ok: name.error === undefined,
    value: readable(name.text),
    ...(name.error !== undefined && { error: name.error }),
    line: field.line,
    start: field.start + name.start,
    // A missing last name is marked where it should begin.
    end: field.start + Math.max(name.end, element === 'lastName' ? 1 : 0),
  };
}

function elementCheck(source: MrzSource, element: FixedElement, printed: MrzSpan): MrzCheck {
  const span = occupiedSpan(source, element, printed);
  const text = textAt(source.lines, span);
  const length = span.end - span.start;
  const error =
    text.length < length
      ? `incomplete: ${text.length} of ${length} characters`
      : rules[element](text, source, element);
  const category = error === 'invalid state code' ? 'State code' : categories[element];
  return {
    category,
    field: element,
    ok: error === undefined,
    value: valueOf(source, element, text),
    ...(error === undefined ? readingOf(source, element, text) : { error }),
    line: span.line,
    start: span.start,
    end: span.start + text.length,
  };
}

/** A long document number takes a place in the optional data; its check digit stands there too. */
function occupiedSpan(
  { format, lines }: MrzSource,
  element: FixedElement,
  printed: MrzSpan,
): MrzSpan {
  if (element === 'optionalData') return findLongNumber(format, lines)?.rest ?? printed;
  return checkDigitSpans(format, lines, element)?.digit ?? printed;
}

function valueOf({ format, lines }: MrzSource, element: FixedElement, text: string): string | null {
  if (element === 'documentNumber') {
    const long = findLongNumber(format, lines);
    return readable(long ? text + textAt(lines, long.remainder) : text);
  }
  const standsAsPrinted = /sex|date|digit/i.test(element);
  return standsAsPrinted ? text || null : readable(text);
}

function documentCodeError(text: string, { format }: MrzSource): string | undefined {
  const invalid = `invalid document code: ${quote(text)}`;
  if (!/^[A-Z][A-Z<]$/.test(text)) return `${invalid}. Must be a letter and a letter or <`;
  const { documentCodes } = layouts[format];
  if (!documentCodes.includes(text.charAt(0))) {
    return `${invalid}. First character must be ${documentCodes.join(', ').replace(/, (?=\w$)/, ' or ')}`;
  }
  // Doc 9303-5 and 9303-6, section 4.2.2, note k; AC is the crew member certificate.
  const isOfficialDocument = format === 'TD1' || format === 'TD2';
  if (isOfficialDocument && (text.endsWith('V') || text === 'AI')) {
    return `${invalid}. Second character must not be ${text.charAt(1)}`;
  }
  return undefined;
}

function textError(text: string, expression: RegExp): string | undefined {
  if (expression.test(text)) return undefined;
  const found = withoutPadding(text) || '<';
  return `Invalid text: ${quote(found)}. Must match the following regular expression: ${String(expression)}`;
}

/** The digit that the covered characters give; `null` when one is missing or not of a zone. */
function digitOf(lines: readonly string[], covers: readonly MrzSpan[]): string | null {
  const data = coveredText(lines, covers);
  return data !== null && isMrzText(data) ? String(checkDigit(data)) : null;
}

function checkDigitError(
  found: string,
  { format, lines }: MrzSource,
  element: MrzElement,
): string | undefined {
  const spans = checkDigitSpans(format, lines, element);
  const expected = spans && digitOf(lines, spans.covers);
  if (expected === null) {
    return 'check digit cannot be computed: it covers missing or invalid characters';
  }
  const withFiller = spans?.coversWithFiller && digitOf(lines, spans.coversWithFiller);
  if (found === expected || found === withFiller) return undefined;
  // Doc 9303-4, section 4.2.2.2: without a personal number its check digit may be a filler.
  const isUnused =
    element === 'personalNumberCheckDigit' &&
    withoutPadding(coveredText(lines, spans?.covers ?? []) ?? '') === '';
  if (isUnused && found === '<') return undefined;
  const other = withFiller && withFiller !== expected ? `, or ${withFiller} with the filler` : '';
  return `invalid check digit: ${quote(found)}. Must be ${expected}${other}`;
}

/** By which reading the check digit of a long document number is right. */
function readingOf(
  { format, lines }: MrzSource,
  element: MrzElement,
  found: string,
): Pick<MrzCheck, 'reading'> {
  const spans = checkDigitSpans(format, lines, element);
  if (!spans?.coversWithFiller) return {};
  const isNumber = found === digitOf(lines, spans.covers);
  const isWithFiller = found === digitOf(lines, spans.coversWithFiller);
  if (isNumber && isWithFiller) return { reading: 'both' };
  return { reading: isNumber ? 'number' : 'number-with-filler' };
}
