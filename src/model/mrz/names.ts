import { quote, withoutPadding } from './text.js';

/** One of the two identifiers in a name field, and where in the field it stands. */
export interface NameReading {
  text: string;
  start: number;
  end: number;
  error?: string;
}

/**
 * Splits a name field into the primary and the secondary identifier, the last and the first name of
 * everyday speech. Two fillers divide them, single fillers divide the components of each, and
 * neither holds a digit (Doc 9303-3, section 4.6). The secondary may be absent, the primary may not.
 */
export function readNames(nameField: string): { lastName: NameReading; firstName: NameReading } {
  const names = withoutPadding(nameField);
  const divider = names.indexOf('<<');
  const lastNameEnd = divider === -1 ? names.length : divider;
  const firstNameStart = divider === -1 ? names.length : divider + 2;
  return {
    lastName: withError({ text: names.slice(0, lastNameEnd), start: 0, end: lastNameEnd }, true),
    firstName: withError(
      { text: names.slice(firstNameStart), start: firstNameStart, end: names.length },
      false,
    ),
  };
}

function withError(reading: NameReading, isRequired: boolean): NameReading {
  const { text } = reading;
  const isWellFormed = text === '' ? !isRequired : /^[A-Z]+(?:<[A-Z]+)*$/.test(text);
  if (isWellFormed) return reading;
  // The expression is the wording of the reference; single fillers inside a name are fine all the same.
  const error = `Invalid text: ${quote(text || '<')}. Must match the following regular expression: /^[A-Z]+<*$/`;
  return { ...reading, error };
}
