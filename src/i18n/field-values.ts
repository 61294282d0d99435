// Apart from the other values, which every list needs.
import type { ClientField } from '../model/client.js';
import type { FieldComparison } from '../model/failed-condition.js';
import { inWords } from './values.js';

/** The name of a field of the client. */
export const fieldText = /* @__PURE__ */ inWords<ClientField>({
  firstName: 'client.firstName',
  lastName: 'client.lastName',
  documentNumber: 'client.documentNumber',
  personalNumber: 'client.personalNumber',
  sex: 'client.sex',
  birthDate: 'client.birthDate',
  expirationDate: 'client.expirationDate',
  nationality: 'client.nationality',
});

/** How two readings of a field compare, as the reason of a failed condition. */
export const comparisonText = /* @__PURE__ */ inWords<FieldComparison>({
  match: 'condition.match',
  mismatch: 'condition.mismatch',
  'not-comparable': 'condition.not-comparable',
  missing: 'condition.missing',
});
