import * as v from 'valibot';

import { clientFields, sexes } from './client-fields.js';
import { open } from './open.js';
import { calendarDate, nullableText } from './primitives.js';

export { clientFields, unreadClient } from './client-fields.js';

export const sex = v.picklist(sexes);
/** The sex on the document (ICAO Doc 9303-4, 4.1.1). `unspecified` is printed as `X` or `<`. */
export type Sex = v.InferOutput<typeof sex>;

/** The client's fields; `null` for a field that was not read. */
export const client = v.object({
  firstName: nullableText,
  lastName: nullableText,
  documentNumber: nullableText,
  personalNumber: nullableText,
  sex: v.nullable(open(sex)),
  birthDate: v.nullable(calendarDate),
  expirationDate: v.nullable(calendarDate),
  /** Three-letter code of ICAO Doc 9303-3, section 5. */
  nationality: nullableText,
});
export type Client = v.InferOutput<typeof client>;

export type ClientField = keyof Client;
export const clientField = v.picklist(clientFields as readonly [ClientField, ...ClientField[]]);

const editedText = v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)));

/** An edit: the fields that an agent may change before the decision. Any other key is refused. */
export const clientEdit = v.pipe(
  v.strictObject({
    firstName: v.exactOptional(editedText),
    lastName: v.exactOptional(editedText),
    documentNumber: v.exactOptional(editedText),
    personalNumber: v.exactOptional(editedText),
    sex: v.exactOptional(v.nullable(sex)),
    birthDate: v.exactOptional(v.nullable(calendarDate)),
    expirationDate: v.exactOptional(v.nullable(calendarDate)),
    nationality: v.exactOptional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/)))),
  }),
  v.check((edit) => Object.keys(edit).length > 0, 'nothing to change'),
);
export type ClientEdit = v.InferOutput<typeof clientEdit>;
