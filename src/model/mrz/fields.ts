import { readBirthDate, readExpirationDate, type DateReading } from './dates.js';
import type { MrzCheck, MrzElement, MrzFields, MrzFormat } from './types.js';

const sexes = { M: 'male', F: 'female', '<': 'unspecified' } as const;

/** Turns the checked elements into the fields of the document and its holder. */
export function readFields(
  format: MrzFormat | null,
  checks: readonly MrzCheck[],
  today: string,
): MrzFields {
  const sound = new Map(checks.filter(({ ok }) => ok).map(({ field, value }) => [field, value]));
  const text = (element: MrzElement): string | null => sound.get(element) ?? null;
  const date = (element: MrzElement, read: (text: string) => DateReading): string | null => {
    const reading = read(text(element) ?? '');
    return reading.error === undefined ? reading.iso : null;
  };
  const sex = text('sex');
  const isVisa = format === 'MRV-A' || format === 'MRV-B';
  const customaryPersonalNumber = isVisa ? null : (text('optionalData') ?? text('optionalData2'));
  return {
    documentCode: text('documentCode'),
    issuingState: text('issuingState'),
    lastName: text('lastName'),
    firstName: text('firstName'),
    documentNumber: text('documentNumber'),
    nationality: text('nationality'),
    birthDate: date('birthDate', (value) => readBirthDate(value, today)),
    sex: sex === 'M' || sex === 'F' || sex === '<' ? sexes[sex] : null,
    expirationDate: date('expirationDate', readExpirationDate),
    personalNumber: text('personalNumber') ?? customaryPersonalNumber,
    optionalData: text('optionalData'),
    optionalData2: text('optionalData2'),
  };
}
