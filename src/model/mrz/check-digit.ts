const weights = [7, 3, 1] as const;

/** One character's part in a check digit. */
export interface CheckDigitTerm {
  character: string;
  /** 0 to 9 for digits, 10 to 35 for A to Z, 0 for the filler. */
  value: number;
  weight: number;
  product: number;
}

/** The arithmetic behind a check digit, as data to be put into words. */
export interface CheckDigitArithmetic {
  terms: CheckDigitTerm[];
  sum: number;
  /** `sum` modulo 10, which is the check digit. */
  remainder: number;
}

/**
 * The arithmetic of a check digit, step by step (Doc 9303-3, section 4.9).
 * @param data The characters that the digit covers.
 * @throws {RangeError} When a character is not one of A-Z, 0-9 and `<`.
 */
export function explainCheckDigit(data: string): CheckDigitArithmetic {
  const terms = Array.from(data, (character, index) => {
    const value = characterValue(character);
    const weight = weights[index % 3] ?? 1;
    return { character, value, weight, product: value * weight };
  });
  const sum = terms.reduce((total, term) => total + term.product, 0);
  return { terms, sum, remainder: sum % 10 };
}

/**
 * The check digit of `data`, 0 to 9 (Doc 9303-3, section 4.9).
 * @throws {RangeError} When a character is not one of A-Z, 0-9 and `<`.
 */
export function checkDigit(data: string): number {
  return explainCheckDigit(data).remainder;
}

function characterValue(character: string): number {
  if (character === '<') return 0;
  if (!/^[0-9A-Z]$/.test(character)) {
    throw new RangeError('A check digit covers only the characters A-Z, 0-9 and <.');
  }
  return Number.parseInt(character, 36);
}
