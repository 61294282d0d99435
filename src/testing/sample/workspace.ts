import type { Person } from '../../model/decision.js';
import { defaultAcceptanceLevel } from '../../model/match-level.js';
import { defaultRejectionGroups } from '../../model/rejection.js';
import type { Workspace } from '../../api/workspace.js';
import type { Settings } from '../../model/settings.js';
import type { Role } from '../../model/workspace.js';

/** The fictional company of the sample sessions. */
export const sampleCompany = Object.freeze({ id: 'fictiona-pay', name: 'Fictiona Pay' });

/** The company's users, who are fictional, too. */
export const sampleUsers: readonly Person[] = [
  { id: 'user-1', name: 'Nino Specimenadze' },
  { id: 'user-2', name: 'Piotr Przykładowski' },
  { id: 'user-3', name: 'Sam Sampleton' },
  { id: 'user-4', name: 'თეო ნიმუშიძე' },
  { id: 'user-5', name: 'Örnek Deneme' },
].map((user) => Object.freeze(user));

/** The fields that clients fill in, besides the document. */
export const sampleExtraFields: Settings['extraFields'] = [
  { key: 'phone', label: { en: 'Phone', ka: 'ტელეფონი' }, type: 'phone', inList: true },
  { key: 'email', label: { en: 'E-mail', ka: 'ელფოსტა' }, type: 'email', inList: false },
  { key: 'tier', label: { en: 'Tier', ka: 'პაკეტი' }, type: 'text', inList: true },
  {
    key: 'monthlyVolume',
    label: { en: 'Expected monthly volume', ka: 'მოსალოდნელი თვიური ბრუნვა' },
    type: 'number',
    inList: false,
  },
  {
    key: 'customerSince',
    label: { en: 'Customer since', ka: 'კლიენტია' },
    type: 'date',
    inList: false,
  },
  { key: 'website', label: { en: 'Website', ka: 'ვებგვერდი' }, type: 'url', inList: false },
];

export interface SampleWorkspaceOptions {
  /** Default: an agent. */
  role?: Role;
}

/** The workspace of the sample sessions, with every capability of the kit. */
export function sampleWorkspace({ role = 'agent' }: SampleWorkspaceOptions = {}): Workspace {
  const [master, agent] = sampleUsers;
  const user = role === 'master' ? master : agent;
  if (!user) throw new RangeError('The sample has no users.');
  return {
    actor: { ...user, role },
    company: { ...sampleCompany },
    capabilities: [
      'decide',
      'edit-client',
      'add-note',
      'record-activity',
      'screening',
      'recheck-screening',
      'mark-false-positive',
      'push',
      'settings',
      'policy-preview',
      'web-hooks',
      'branding',
      'statistics',
      'claims',
      'activity',
      'timeline',
      'due',
      'related',
    ],
    acceptanceLevel: defaultAcceptanceLevel,
    rejection: { groups: structuredClone([...defaultRejectionGroups]), reasonRequired: true },
    claims: { required: false },
    extraFields: structuredClone([...sampleExtraFields]),
  };
}
