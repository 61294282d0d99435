import { lookUp, type Open } from './known.js';
import type { SessionStatus, SessionSummary } from './session.js';
import type { Actor, Role } from './workspace.js';

/** An action of a user on one session. */
export type SessionAction =
  | 'look'
  | 'edit-client'
  | 'verify'
  | 'reject'
  | 'add-note'
  | 'recheck-screening'
  | 'mark-false-positive'
  | 'download-pdf';

/** The signed-in user, and what the user's adapter can do. */
interface User {
  readonly actor: Pick<Actor, 'role'>;
  readonly capabilities: readonly string[];
}

const whileAwaiting: readonly SessionAction[] = [
  'look',
  'edit-client',
  'verify',
  'reject',
  'add-note',
  'recheck-screening',
  'mark-false-positive',
  'download-pdf',
];
const onceDecided: readonly SessionAction[] = ['look', 'download-pdf'];

const allowed: Readonly<Record<SessionStatus, readonly SessionAction[]>> = {
  processing: ['look'],
  awaiting: whileAwaiting,
  success: onceDecided,
  rejected: onceDecided,
};

const outcomes: Readonly<Record<SessionStatus, boolean>> = {
  processing: false,
  awaiting: false,
  success: true,
  rejected: true,
};

const whileUnknown: readonly SessionAction[] = ['look'];

/**
 * Whether the status of a session allows an action (spec T). The roles do not differ here. An unknown
 * status allows `look` only. A change of the screening is allowed while edits are.
 */
export function allowsAction(status: Open<SessionStatus>, action: SessionAction): boolean {
  return (lookUp(allowed, status) ?? whileUnknown).includes(action);
}

/** Whether a session has an outcome. An unknown status has one if it comes with a decision. */
export function isDecided({
  status,
  decision,
}: Pick<SessionSummary, 'status' | 'decision'>): boolean {
  return lookUp(outcomes, status) ?? decision !== null;
}

/** Whether the user may manage settings and read the activity log (spec S9). */
export function isMaster(role: Open<Role>): boolean {
  return role === 'master';
}

/**
 * Whether there is something for this user to manage: the user is a master, and the adapter has the
 * capability. The backend refuses everybody else, too (spec S9).
 */
export function mayManage(
  { actor, capabilities }: User,
  capability: 'activity' | 'settings' | 'statistics' | 'web-hooks',
): boolean {
  return isMaster(actor.role) && capabilities.includes(capability);
}
