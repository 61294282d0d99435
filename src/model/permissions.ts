import { lookUp, type Open } from './known.js';
import type { SessionStatus } from './session.js';
import type { Role } from './workspace.js';

/** What a user may want to do with one session. */
export type SessionAction =
  | 'look'
  | 'edit-client'
  | 'verify'
  | 'reject'
  | 'add-note'
  | 'recheck-screening'
  | 'mark-false-positive'
  | 'download-pdf';

const whileAwaiting: readonly SessionAction[] = [
  'look',
  'edit-client',
  'verify',
  'reject',
  'add-note',
  'recheck-screening',
  'mark-false-positive',
];
const onceDecided: readonly SessionAction[] = ['look', 'download-pdf'];

const allowed: Readonly<Record<SessionStatus, readonly SessionAction[]>> = {
  processing: ['look'],
  awaiting: whileAwaiting,
  success: onceDecided,
  rejected: onceDecided,
};

const whileUnknown: readonly SessionAction[] = ['look'];

/**
 * Whether the status of a session allows an action (spec T): agents and masters may do the same, and
 * an unknown status allows `look` alone. What changes the result of the screening is an edit of the
 * session.
 */
export function allowsAction(status: Open<SessionStatus>, action: SessionAction): boolean {
  return (lookUp(allowed, status) ?? whileUnknown).includes(action);
}

/** Settings and oversight, which only a master user reaches (spec S9). */
export function isMaster(role: Open<Role>): boolean {
  return role === 'master';
}
