import { clientFields, type Client, type ClientField } from './client.js';
import { isNationality } from './mrz/state-codes.js';
import { isCalendarDate } from './primitives.js';
import { checkLine, textFaultTexts, type TextFault } from './text-check.js';

/** Why an entered value is refused. */
export type ClientFault =
  | TextFault
  | 'not-a-date'
  | 'in-future'
  | 'too-early'
  | 'long-expired'
  | 'before-birth'
  | 'unknown-code';

/** The texts of the form's fields. Untouched fields are left out. */
export type EnteredClient = Readonly<Partial<Record<ClientField, string>>>;

/** The fields that change, with their new values; `null` removes a value. */
export type EnteredEdit = Partial<Record<ClientField, string | null>>;

/** The longest text of a field in UTF-16 code units, the same as in `clientEdit`. */
export const maxFieldLength = 200;

/** The highest age that is accepted, in years. */
export const maxAge = 150;

/** The longest time since a document has expired, in years. */
export const maxYearsExpired = 100;

/** The number in the text of a fault. */
export function countOf(fault: ClientFault): number {
  if (fault === 'too-early') return maxAge;
  return fault === 'long-expired' ? maxYearsExpired : maxFieldLength;
}

/** The faults in words, as the interface says them. */
export const clientFaultTexts: Readonly<Record<ClientFault, string>> = {
  ...textFaultTexts,
  'too-long': `Enter at most ${maxFieldLength} characters.`,
  'not-a-date': 'Enter a date that exists.',
  'in-future': 'The birth date cannot be in the future.',
  'too-early': `Enter a birth date within the last ${maxAge} years.`,
  'long-expired': `Enter an expiration date no more than ${maxYearsExpired} years ago.`,
  'before-birth': 'The expiration date must be after the birth date.',
  'unknown-code': 'Choose a country from the list, or enter its three-letter code.',
};

/** The fault that a text of `clientFaultTexts` stands for. */
export const findFault = (text: string): ClientFault | undefined =>
  faults.find((fault) => clientFaultTexts[fault] === text);
const faults = Object.keys(clientFaultTexts) as readonly ClientFault[];

/** The entered values that differ from the client's, trimmed. */
export function readEntered(entered: EnteredClient, client: Client): EnteredEdit {
  const edit: EnteredEdit = {};
  for (const field of clientFields) {
    const text = entered[field];
    if (text === undefined) continue;
    // A text of spaces stays, so that `checkEdit` refuses it: only an empty text removes a value.
    const value = text === '' ? null : text.trim() || text;
    if (value !== client[field]) edit[field] = value;
  }
  return edit;
}

/**
 * The faults of an edit, by field. It checks changed values only, with one exception: when the birth
 * or the expiry date changes, it compares the two.
 * @param today `YYYY-MM-DD`
 */
export function checkEdit(
  edit: EnteredEdit,
  client: Client,
  today: string,
): ReadonlyMap<ClientField, ClientFault> {
  const changes = (field: ClientField): boolean =>
    typeof edit[field] === 'string' && edit[field] !== client[field];
  const faults = new Map<ClientField, ClientFault>();
  for (const field of clientFields) {
    const fault = changes(field) && checkValue(field, edit[field] ?? '', today);
    if (fault) faults.set(field, fault);
  }
  const changed = (['expirationDate', 'birthDate'] as const).find(changes);
  const { birthDate, expirationDate } = { ...client, ...edit };
  const isInOrder = !birthDate || !expirationDate || birthDate < expirationDate;
  const isDate = faults.get('expirationDate') !== 'not-a-date' && !faults.has('birthDate');
  if (changed && !isInOrder && isDate) faults.set(changed, 'before-birth');
  return faults;
}

function checkValue(field: ClientField, value: string, today: string): ClientFault | undefined {
  switch (field) {
    case 'birthDate':
      return checkBirthDate(value, today);
    case 'expirationDate':
      return checkExpirationDate(value, today);
    case 'nationality':
      return isNationality(value) ? undefined : 'unknown-code';
    case 'sex':
      return undefined;
    default:
      return checkLine(value, maxFieldLength);
  }
}

function checkBirthDate(value: string, today: string): ClientFault | undefined {
  if (!isCalendarDate(value)) return 'not-a-date';
  if (value > today) return 'in-future';
  return value < yearsBefore(today, maxAge) ? 'too-early' : undefined;
}

/** Any date ahead is accepted, because cards without an end are printed as 9999. */
function checkExpirationDate(value: string, today: string): ClientFault | undefined {
  if (!isCalendarDate(value)) return 'not-a-date';
  return value < yearsBefore(today, maxYearsExpired) ? 'long-expired' : undefined;
}

const yearsBefore = (date: string, years: number): string =>
  String(Number(date.slice(0, 4)) - years).padStart(4, '0') + date.slice(4);
