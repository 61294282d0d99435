import * as v from 'valibot';

import { identifier, localizedText } from './primitives.js';

/** Why a session was rejected: the sub-group that an agent attaches (spec A3). */
export const rejectionReason = v.object({ id: identifier, label: localizedText });
export type RejectionReason = v.InferOutput<typeof rejectionReason>;

export const rejectionGroup = v.object({
  id: identifier,
  label: localizedText,
  reasons: v.array(rejectionReason),
});
export type RejectionGroup = v.InferOutput<typeof rejectionGroup>;

/**
 * The id of the reason for a client who has another session. A decision with it can name that session. A
 * taxonomy of your own offers this if one of its reasons has this id.
 */
export const duplicateReasonId = 'duplicate';

/** The reasons of spec A4. An adapter may provide others in `Workspace.rejection`. */
export const defaultRejectionGroups: readonly RejectionGroup[] = [
  {
    id: 'spam',
    label: { en: 'Spam', ka: 'სპამი' },
    reasons: [{ id: 'spam', label: { en: 'SPAM', ka: 'სპამი' } }],
  },
  {
    id: 'compromised-person',
    label: { en: 'Compromised person', ka: 'კომპრომეტირებული პირი' },
    reasons: [
      { id: 'pep', label: { en: 'PEP', ka: 'პოლიტიკურად აქტიური პირი (PEP)' } },
      { id: 'sanctions-lists', label: { en: 'Sanctions lists', ka: 'სანქციების სიები' } },
      { id: 'criminal-records', label: { en: 'Criminal records', ka: 'ნასამართლობა' } },
      { id: 'adverse-media', label: { en: 'Adverse media', ka: 'უარყოფითი ცნობები მედიაში' } },
    ],
  },
  {
    id: 'suspected-fraud',
    label: { en: 'Suspected fraud', ka: 'სავარაუდო თაღლითობა' },
    reasons: [
      { id: 'fake', label: { en: 'Fake', ka: 'ყალბი' } },
      { id: 'blacklist', label: { en: 'Blacklist', ka: 'შავი სია' } },
      { id: 'selfie-mismatch', label: { en: 'Selfie Mismatch', ka: 'სელფი არ ემთხვევა' } },
    ],
  },
  {
    id: 'data-mismatch',
    label: { en: 'Data mismatch', ka: 'მონაცემთა შეუსაბამობა' },
    reasons: [
      { id: 'full-name', label: { en: 'Full name issue', ka: 'სახელისა და გვარის ხარვეზი' } },
      {
        id: 'number',
        label: {
          en: 'ID number or document number issue',
          ka: 'პირადი ან დოკუმენტის ნომრის ხარვეზი',
        },
      },
      { id: 'mrz', label: { en: 'MRZ issue', ka: 'MRZ-ის ხარვეზი' } },
      { id: 'birth-date', label: { en: 'Date of birth issue', ka: 'დაბადების თარიღის ხარვეზი' } },
    ],
  },
  {
    id: 'regulation-violations',
    label: { en: 'Regulation violations', ka: 'რეგულაციების დარღვევა' },
    reasons: [
      { id: 'age', label: { en: 'Age', ka: 'ასაკი' } },
      { id: 'duplicate', label: { en: 'Duplicate', ka: 'დუბლიკატი' } },
      { id: 'wrong-region', label: { en: 'Wrong region', ka: 'შეუსაბამო რეგიონი' } },
    ],
  },
];

/** The reasons with these ids, in the order of the groups; `undefined` when an id is not in them. */
export function findReasons(
  groups: readonly RejectionGroup[],
  ids: readonly string[],
): RejectionReason[] | undefined {
  const missing = new Set(ids);
  const found = groups
    .flatMap((group) => group.reasons)
    .filter((reason) => missing.delete(reason.id));
  return missing.size === 0 ? found : undefined;
}
