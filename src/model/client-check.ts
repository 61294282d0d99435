import { clientFields, type Client, type ClientField } from './client.js';
import { isNationality } from './mrz/state-codes.js';
import { isCalendarDate } from './primitives.js';

/** Why an entered value is refused. */
export type ClientFault =
  | 'blank'
  | 'too-long'
  | 'invisible'
  | 'not-a-date'
  | 'in-future'
  | 'too-early'
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
  const faults = new Map<ClientField, ClientFault>();
  for (const field of clientFields) {
    const value = edit[field];
    const fault = value ? checkValue(field, value, today) : undefined;
    if (fault) faults.set(field, fault);
  }
  const changed = (['expirationDate', 'birthDate'] as const).find((field) => edit[field]);
  const { birthDate, expirationDate } = { ...client, ...edit };
  const isInOrder = !birthDate || !expirationDate || birthDate < expirationDate;
  if (changed && !isInOrder && !faults.has('birthDate') && !faults.has('expirationDate')) {
    faults.set(changed, 'before-birth');
  }
  return faults;
}

/** Control characters, and those that reorder the text around them (UAX #9). */
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function checkValue(field: ClientField, value: string, today: string): ClientFault | undefined {
  if (value.trim() === '') return 'blank';
  switch (field) {
    case 'birthDate':
      return checkBirthDate(value, today);
    case 'expirationDate':
      return isCalendarDate(value) ? undefined : 'not-a-date';
    case 'nationality':
      return isNationality(value) ? undefined : 'unknown-code';
    case 'sex':
      return undefined;
    default:
      if (value.length > maxFieldLength) return 'too-long';
      return invisible.test(value) ? 'invisible' : undefined;
  }
}

function checkBirthDate(value: string, today: string): ClientFault | undefined {
  if (!isCalendarDate(value)) return 'not-a-date';
  if (value > today) return 'in-future';
  const earliest = String(Number(today.slice(0, 4)) - maxAge).padStart(4, '0') + today.slice(4);
  return value < earliest ? 'too-early' : undefined;
}
