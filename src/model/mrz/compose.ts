import type { Sex } from '../client.js';
import { lookUp, type Open } from '../known.js';
import { checkDigit } from './check-digit.js';
import { layouts, textAt } from './layouts.js';
import type { MrzElement, MrzSpan } from './types.js';

const sexLetters: Readonly<Record<Sex, string>> = { male: 'M', female: 'F', unspecified: '<' };

/** Whose document it is, as a zone is to say it. Names are given in A to Z, already transliterated. */
export interface MrzSubject {
  /** Two characters at most; `P` for a TD3 and `I` for a TD1 unless given. */
  documentCode?: string;
  /** A code of Doc 9303-3, section 5, such as `GEO`, or `D` for Germany. */
  issuingState: string;
  /** May hold spaces, hyphens, apostrophes and commas. */
  lastName: string;
  firstName?: string | null;
  /** Up to 9 characters in a TD3, up to 22 in a TD1. */
  documentNumber: string;
  nationality: string;
  /** `YYYY-MM-DD`; `null` for unknown. */
  birthDate: string | null;
  sex: Open<Sex> | null;
  /** `YYYY-MM-DD` */
  expirationDate: string;
  /** Up to 14 characters in a TD3; goes to the optional data of a TD1. */
  personalNumber?: string | null;
}

type Printed = Partial<Record<MrzElement | 'name', string>>;

/**
 * Writes the zone of a passport (TD3) or an identity card (TD1), with fillers, truncated names, a long
 * document number and all check digits as Doc 9303 parts 3, 4 and 5 prescribe.
 * @throws {RangeError} When something cannot be written in the characters or the space there is.
 */
export function composeMrz(format: 'TD1' | 'TD3', subject: MrzSubject): string[] {
  const layout = layouts[format];
  const lines = Array.from({ length: layout.lineCount }, () => '<'.repeat(layout.lineLength));
  const put = (element: MrzElement | 'name', text: string): void => {
    const span = placeOf(format, element);
    if (text.length > span.end - span.start) {
      throw new RangeError(`A ${format} has no room for ${element}.`);
    }
    const line = lines[span.line] ?? '';
    lines[span.line] = line.slice(0, span.start) + text + line.slice(span.start + text.length);
  };

  const { documentCode = format === 'TD3' ? 'P' : 'I' } = subject;
  put('documentCode', letters(documentCode));
  put('issuingState', letters(subject.issuingState));
  put('name', nameField(subject.lastName, subject.firstName ?? '', layout.name));
  put('nationality', letters(subject.nationality));
  put('birthDate', subject.birthDate === null ? '<<<<<<' : sixDigits(subject.birthDate));
  put('sex', lookUp(sexLetters, subject.sex ?? 'unspecified') ?? '<');
  put('expirationDate', sixDigits(subject.expirationDate));

  const numbers = format === 'TD3' ? passportNumbers(subject) : cardNumbers(subject);
  for (const [element, text] of Object.entries(numbers)) put(element as MrzElement, text);

  for (const [element, covers] of Object.entries(layout.covers)) {
    const isWritten = element === 'documentNumberCheckDigit' && numbers[element] !== undefined;
    if (isWritten) continue;
    const data = covers.map((span) => textAt(lines, span)).join('');
    put(element as MrzElement, String(checkDigit(data)));
  }
  return lines;
}

function placeOf(format: 'TD1' | 'TD3', element: MrzElement | 'name'): MrzSpan {
  const { name, elements } = layouts[format];
  const span = element === 'name' ? name : elements[element];
  if (!span) throw new RangeError(`A ${format} has no ${element}.`);
  return span;
}

function passportNumbers({ documentNumber, personalNumber }: MrzSubject): Printed {
  return {
    documentNumber: number(documentNumber),
    personalNumber: personalNumber ? number(personalNumber) : '',
  };
}

/** Doc 9303-5, section 4.2.2, note j: what exceeds nine characters begins the optional data. */
function cardNumbers({ documentNumber, personalNumber }: MrzSubject): Printed {
  const whole = number(documentNumber);
  const remainder = whole.slice(9);
  const overflow = remainder && `${remainder}${checkDigit(whole)}<`;
  const personal = personalNumber ? number(personalNumber) : '';
  const fitsBehind = overflow.length + personal.length <= 15;
  return {
    documentNumber: whole.slice(0, 9),
    ...(overflow && { documentNumberCheckDigit: '<' }),
    optionalData: overflow + (fitsBehind ? personal : ''),
    optionalData2: fitsBehind ? '' : personal,
  };
}

function letters(code: string): string {
  if (!/^[A-Z]+$/.test(code)) throw new RangeError('A code is written in the letters A to Z.');
  return code;
}

function number(text: string): string {
  const written = text.replace(/[ -]/g, '<');
  if (!/^[0-9A-Z][0-9A-Z<]*$/.test(written)) {
    throw new RangeError('A number is written in A to Z, 0 to 9, spaces and hyphens.');
  }
  return written;
}

function sixDigits(date: string): string {
  const [, year, month, day] = /^\d\d(\d\d)-(\d\d)-(\d\d)$/.exec(date) ?? [];
  if (!year || !month || !day) throw new RangeError('A date is written as YYYY-MM-DD.');
  return year + month + day;
}

function nameField(lastName: string, firstName: string, { start, end }: MrzSpan): string {
  const room = end - start;
  const primary = components(lastName);
  const secondary = components(firstName);
  if (primary.length === 0) throw new RangeError('A last name is needed.');
  if (secondary.length === 0) return shorten(primary, room).join('<');

  const whole = `${primary.join('<')}<<${secondary.join('<')}`;
  if (whole.length <= room) return whole;
  // Doc 9303-4 and 9303-5, section 4.2.2: two fillers and one letter of the first name must fit.
  for (let length = room - 3; length > 0; length -= 1) {
    const last = shorten(primary, length).join('<');
    const first = cutAfterLetter(secondary, room - last.length - 2);
    if (first !== null) return `${last}<<${first}`;
  }
  throw new RangeError('The name cannot be truncated as Doc 9303 demands.');
}

/** Doc 9303-3, section 4.6: an apostrophe vanishes, a hyphen or comma divides like a space. */
function components(name: string): string[] {
  const parts = name
    .replace(/['’]/g, '')
    .split(/[ ,-]+/)
    .filter((part) => part !== '');
  if (!parts.every((part) => /^[A-Z]+$/.test(part))) {
    throw new RangeError('A name is written in A to Z, spaces, hyphens, apostrophes and commas.');
  }
  return parts;
}

/** Takes letters from the end of the longest component until the name fits. */
function shorten(parts: readonly string[], room: number): string[] {
  const shortened = [...parts];
  while (shortened.join('<').length > room) {
    const longest = Math.max(...shortened.map((part) => part.length));
    if (longest > 1) {
      const index = shortened.findLastIndex((part) => part.length === longest);
      shortened[index] = (shortened[index] ?? '').slice(0, -1);
    } else {
      shortened.pop();
    }
  }
  return shortened;
}

/** Fills the room to its end so that the last character is a letter, the sign of truncation. */
function cutAfterLetter(parts: readonly string[], room: number): string | null {
  const text = parts.join('<');
  if (text.length < room) return null;
  const cut = text.slice(0, room);
  if (!cut.endsWith('<')) return cut;
  const complete = cut.slice(0, -1).split('<');
  const next = parts[complete.length]?.charAt(0) ?? '';
  const shortened = shorten(complete, room - 2);
  return shortened.length === complete.length ? `${shortened.join('<')}<${next}` : null;
}
