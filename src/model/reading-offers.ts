import { checkEdit, type ClientFault, type EnteredEdit } from './client-check.js';
import type { ClientField } from './client.js';
import { compareField, comparisonOptions, meaningsOf } from './field-evidence.js';
import { currentAttempt } from './current-attempt.js';
import type { Session } from './session.js';

/** A reading's value for a field, as an edit can take it. */
export interface ReadingOffer {
  readonly source: 'front' | 'back';
  readonly value: string;
}

/**
 * What the readings offer for a field whose value is being edited: values that mean something else than
 * the entered one, and that the field accepts. A text with several meanings, such as an ambiguous date,
 * offers nothing.
 * @param today `YYYY-MM-DD`
 */
export function readingOffers(
  field: ClientField,
  session: Pick<Session, 'client' | 'attempts'>,
  edit: EnteredEdit,
  today: string,
): ReadingOffer[] {
  const { client } = session;
  const attempt = currentAttempt(session);
  if (!attempt) return [];
  const entered = edit[field] === undefined ? client[field] : edit[field];
  const faults = checkEdit(edit, client, today);
  const isAccepted = (value: string): boolean =>
    !hasMore(checkEdit({ ...edit, [field]: value }, client, today), faults, field);
  const bySide = comparisonOptions(attempt);
  return (['front', 'back'] as const).flatMap((source) => {
    const [value, ...others] = meaningsOf(field, attempt[source]?.[field] ?? '').filter(isAccepted);
    if (value === undefined || others.length > 0) return [];
    const options = source === 'back' ? bySide : { ...bySide, isTruncated: false };
    const isEntered = compareField(field, entered, value, options) === 'match';
    return isEntered ? [] : [{ source, value }];
  });
}

type Faults = ReadonlyMap<ClientField, ClientFault>;

/** Whether the field has a fault, or another one has a fault that it did not have before. */
const hasMore = (faults: Faults, before: Faults, field: ClientField): boolean =>
  faults.has(field) || [...faults].some(([other, fault]) => before.get(other) !== fault);
