import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import { localDate } from '../../model/calendar-date.js';
import type { ClientField } from '../../model/client.js';
import { checkEdit, maxAge, maxFieldLength, type EnteredEdit } from '../../model/client-check.js';
import type { Session } from '../../model/session.js';

/** The texts of the backend's refusals, by field. */
export const refusalTexts = (
  refused: ReadonlyMap<ClientField, string>,
  localize: LocalizeController,
): Map<ClientField, string> =>
  new Map(
    [...refused].map(([field, message]) => [
      field,
      localize.term('edit.error.refused', { message: isolate(message) }),
    ]),
  );

/** The texts of what is wrong with an edit, by field. */
export function faultTexts(
  { client }: Session,
  edit: EnteredEdit,
  incomplete: ReadonlySet<ClientField>,
  localize: LocalizeController,
): Map<ClientField, string> {
  const texts = new Map<ClientField, string>();
  for (const [field, fault] of checkEdit(edit, client, localDate())) {
    const count = fault === 'too-early' ? maxAge : maxFieldLength;
    texts.set(field, localize.term(`edit.error.${fault}`, { count }));
  }
  for (const field of incomplete) texts.set(field, localize.term('edit.error.not-a-date'));
  return texts;
}
