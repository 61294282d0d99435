import type { MrzElement, MrzFormat, MrzSpan } from './types.js';

/** Where a format keeps its data elements. */
export interface MrzLayout {
  lineCount: 2 | 3;
  lineLength: 30 | 36 | 44;
  /** What the first character of the document code may be. */
  documentCodes: readonly string[];
  /** The name field, which holds the last and the first name; neither has a fixed place of its own. */
  name: MrzSpan;
  elements: Partial<Record<MrzElement, MrzSpan>>;
  /** What each check digit covers, in the order in which it is computed. */
  covers: Partial<Record<MrzElement, readonly MrzSpan[]>>;
}

const span = (line: number, start: number, end: number): MrzSpan => ({ line, start, end });

// The lower line of TD2, TD3 and both visas starts alike (Doc 9303-4, -6, -7, section 4.2.2.2).
const upperLine = { documentCode: span(0, 0, 2), issuingState: span(0, 2, 5) };
const lowerLine = {
  documentNumber: span(1, 0, 9),
  documentNumberCheckDigit: span(1, 9, 10),
  nationality: span(1, 10, 13),
  birthDate: span(1, 13, 19),
  birthDateCheckDigit: span(1, 19, 20),
  sex: span(1, 20, 21),
  expirationDate: span(1, 21, 27),
  expirationDateCheckDigit: span(1, 27, 28),
};
const lowerLineCovers = {
  documentNumberCheckDigit: [lowerLine.documentNumber],
  birthDateCheckDigit: [lowerLine.birthDate],
  expirationDateCheckDigit: [lowerLine.expirationDate],
};

/** The data structures of Doc 9303 parts 4 to 7, sections 4.2.2 and 4.2.4. */
export const layouts: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD1: {
    lineCount: 3,
    lineLength: 30,
    documentCodes: ['A', 'C', 'I'],
    name: span(2, 0, 30),
    elements: {
      documentCode: span(0, 0, 2),
      issuingState: span(0, 2, 5),
      documentNumber: span(0, 5, 14),
      documentNumberCheckDigit: span(0, 14, 15),
      optionalData: span(0, 15, 30),
      birthDate: span(1, 0, 6),
      birthDateCheckDigit: span(1, 6, 7),
      sex: span(1, 7, 8),
      expirationDate: span(1, 8, 14),
      expirationDateCheckDigit: span(1, 14, 15),
      nationality: span(1, 15, 18),
      optionalData2: span(1, 18, 29),
      compositeCheckDigit: span(1, 29, 30),
    },
    covers: {
      documentNumberCheckDigit: [span(0, 5, 14)],
      birthDateCheckDigit: [span(1, 0, 6)],
      expirationDateCheckDigit: [span(1, 8, 14)],
      compositeCheckDigit: [span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)],
    },
  },
  TD2: {
    lineCount: 2,
    lineLength: 36,
    documentCodes: ['A', 'C', 'I'],
    name: span(0, 5, 36),
    elements: {
      ...upperLine,
      ...lowerLine,
      optionalData: span(1, 28, 35),
      compositeCheckDigit: span(1, 35, 36),
    },
    covers: {
      ...lowerLineCovers,
      compositeCheckDigit: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)],
    },
  },
  TD3: {
    lineCount: 2,
    lineLength: 44,
    documentCodes: ['P'],
    name: span(0, 5, 44),
    elements: {
      ...upperLine,
      ...lowerLine,
      personalNumber: span(1, 28, 42),
      personalNumberCheckDigit: span(1, 42, 43),
      compositeCheckDigit: span(1, 43, 44),
    },
    covers: {
      ...lowerLineCovers,
      personalNumberCheckDigit: [span(1, 28, 42)],
      compositeCheckDigit: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 43)],
    },
  },
  'MRV-A': {
    lineCount: 2,
    lineLength: 44,
    documentCodes: ['V'],
    name: span(0, 5, 44),
    elements: { ...upperLine, ...lowerLine, optionalData: span(1, 28, 44) },
    covers: lowerLineCovers,
  },
  'MRV-B': {
    lineCount: 2,
    lineLength: 36,
    documentCodes: ['V'],
    name: span(0, 5, 36),
    elements: { ...upperLine, ...lowerLine, optionalData: span(1, 28, 36) },
    covers: lowerLineCovers,
  },
};

/** The characters of a stretch; fewer than its length when the line ends before. */
export function textAt(lines: readonly string[], { line, start, end }: MrzSpan): string {
  return (lines[line] ?? '').slice(start, end);
}
