import type { LocalizeController } from '../../controllers/localize.js';
import { isolate } from '../../i18n/bidi.js';
import type { ClientField } from '../../model/client.js';
import { countOf, findFault, type ClientFault } from '../../model/client-check.js';

const faultText = (fault: ClientFault, localize: LocalizeController): string =>
  localize.term(`edit.error.${fault}`, { count: countOf(fault) });

function refusalText(message: string, localize: LocalizeController): string {
  const fault = findFault(message);
  return fault
    ? faultText(fault, localize)
    : localize.term('edit.error.refused', { message: isolate(message) });
}

/** The texts of the backend's refusals, by field. The kit's own rules are said in its own words. */
export const refusalTexts = (
  refused: ReadonlyMap<ClientField, string>,
  localize: LocalizeController,
): Map<ClientField, string> =>
  new Map([...refused].map(([field, message]) => [field, refusalText(message, localize)]));

/** The texts of what is wrong with an edit, by field. */
export const faultTexts = (
  faults: ReadonlyMap<ClientField, ClientFault>,
  localize: LocalizeController,
): Map<ClientField, string> =>
  new Map([...faults].map(([field, fault]) => [field, faultText(fault, localize)]));
