import type { Client } from '../../model/client.js';
import { checkDigit } from '../../model/mrz/check-digit.js';
import { layouts, textAt } from '../../model/mrz/layouts.js';
import type { MrzElement, MrzSpan } from '../../model/mrz/types.js';
import type { DocumentType } from '../../model/session.js';
import type { Random } from './random.js';

/** The defects of a machine-readable zone (spec M). Each affects one element. */
export const mrzDefects = [
  'state-code',
  'document-number-check-digit',
  'birth-date-check-digit',
  'expiration-date-check-digit',
  'personal-number-check-digit',
  'composite-check-digit',
  'digit-in-name',
  'wrong-length',
  'lower-case',
  'impossible-date',
] as const;
export type MrzDefect = (typeof mrzDefects)[number];

interface Zone {
  lines: string[];
  back: Client;
}

const checkDigitOf: Partial<Record<MrzDefect, MrzElement>> = {
  'document-number-check-digit': 'documentNumberCheckDigit',
  'birth-date-check-digit': 'birthDateCheckDigit',
  'expiration-date-check-digit': 'expirationDateCheckDigit',
  'personal-number-check-digit': 'personalNumberCheckDigit',
  'composite-check-digit': 'compositeCheckDigit',
};

/** A copy of the zone and its reading, with the defect. */
export function spoilMrz(
  random: Random,
  documentType: DocumentType,
  zone: Readonly<Zone>,
  defect: MrzDefect,
): Zone {
  const layout = layouts[documentType === 'passport' ? 'TD3' : 'TD1'];
  const { elements } = layout;
  const lines = [...zone.lines];
  const put = (span: MrzSpan | undefined, text: string) => {
    if (!span) return;
    const line = lines[span.line] ?? '';
    lines[span.line] = line.slice(0, span.start) + text + line.slice(span.start + text.length);
  };
  const refresh = (element: MrzElement) => {
    const data = layout.covers[element]?.map((span) => textAt(lines, span)).join('');
    if (data !== undefined) put(elements[element], String(checkDigit(data)));
  };

  switch (defect) {
    case 'state-code':
      put(elements.issuingState, 'XQX');
      put(elements.nationality, 'XQX');
      return { lines, back: { ...zone.back, nationality: 'XQX' } };
    case 'digit-in-name': {
      put(layout.name, '1');
      const lastName = `1${zone.back.lastName?.slice(1) ?? ''}`;
      return { lines, back: { ...zone.back, lastName } };
    }
    case 'wrong-length':
      lines[lines.length - 1] = lines.at(-1)?.slice(0, -1) ?? '';
      return { lines, back: zone.back };
    case 'lower-case':
      lines[layout.name.line] = lines[layout.name.line]?.toLowerCase() ?? '';
      return { lines, back: zone.back };
    case 'impossible-date': {
      put(
        elements.birthDate,
        `${textAt(lines, elements.birthDate ?? layout.name).slice(0, 2)}0230`,
      );
      refresh('birthDateCheckDigit');
      refresh('compositeCheckDigit');
      return { lines, back: { ...zone.back, birthDate: null } };
    }
    default: {
      // A TD1 has no check digit for the personal number, so another one is changed.
      const own = checkDigitOf[defect];
      const element = own && elements[own] ? own : 'compositeCheckDigit';
      const span = elements[element];
      const right = Number(span && textAt(lines, span));
      put(span, String((right + random.int(1, 9)) % 10));
      if (element !== 'compositeCheckDigit') refresh('compositeCheckDigit');
      return { lines, back: zone.back };
    }
  }
}
