import * as v from 'valibot';

import { identifier, localizedText, type LocalizedText } from './primitives.js';

/** Why a session was rejected: the sub-group, which is the unit that gets attached (spec A3). */
export const rejectionReason = v.object({ id: identifier, label: localizedText });
export type RejectionReason = v.InferOutput<typeof rejectionReason>;

export const rejectionGroup = v.object({
  id: identifier,
  label: localizedText,
  reasons: v.array(rejectionReason),
});
export type RejectionGroup = v.InferOutput<typeof rejectionGroup>;

const label = (en: string, ka: string): LocalizedText => ({ en, ka });

/** The reasons of spec A4; an adapter may supply others in `Workspace.rejection`. */
export const defaultRejectionGroups: readonly RejectionGroup[] = [
  {
    id: 'spam',
    label: label('Spam', 'სპამი'),
    reasons: [{ id: 'spam', label: label('SPAM', 'სპამი') }],
  },
  {
    id: 'compromised-person',
    label: label('Compromised person', 'კომპრომეტირებული პირი'),
    reasons: [
      { id: 'pep', label: label('PEP', 'პოლიტიკურად აქტიური პირი (PEP)') },
      { id: 'sanctions-lists', label: label('Sanctions lists', 'სანქციების სიები') },
      { id: 'criminal-records', label: label('Criminal records', 'ნასამართლობა') },
      { id: 'adverse-media', label: label('Adverse media', 'უარყოფითი ცნობები მედიაში') },
    ],
  },
  {
    id: 'suspected-fraud',
    label: label('Suspected fraud', 'სავარაუდო თაღლითობა'),
    reasons: [
      { id: 'fake', label: label('Fake', 'ყალბი') },
      { id: 'blacklist', label: label('Blacklist', 'შავი სია') },
      { id: 'selfie-mismatch', label: label('Selfie Mismatch', 'სელფი არ ემთხვევა') },
    ],
  },
  {
    id: 'data-mismatch',
    label: label('Data mismatch', 'მონაცემთა შეუსაბამობა'),
    reasons: [
      { id: 'full-name', label: label('Full name issue', 'სახელისა და გვარის ხარვეზი') },
      {
        id: 'number',
        label: label('ID number or document number issue', 'პირადი ან დოკუმენტის ნომრის ხარვეზი'),
      },
      { id: 'mrz', label: label('MRZ issue', 'MRZ-ის ხარვეზი') },
      { id: 'birth-date', label: label('Date of birth issue', 'დაბადების თარიღის ხარვეზი') },
    ],
  },
  {
    id: 'regulation-violations',
    label: label('Regulation violations', 'რეგულაციების დარღვევა'),
    reasons: [
      { id: 'age', label: label('Age', 'ასაკი') },
      { id: 'duplicate', label: label('Duplicate', 'დუბლიკატი') },
      { id: 'wrong-region', label: label('Wrong region', 'შეუსაბამო რეგიონი') },
    ],
  },
];

/** The reasons of `ids` in the order of the taxonomy; `undefined` when one of them is not in it. */
export function findReasons(
  groups: readonly RejectionGroup[],
  ids: readonly string[],
): RejectionReason[] | undefined {
  const wanted = new Set(ids);
  const found = groups
    .flatMap((group) => group.reasons)
    .filter((reason) => wanted.delete(reason.id));
  return wanted.size === 0 ? found : undefined;
}
