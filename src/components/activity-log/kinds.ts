import type { ActivityAction } from '../../model/activity-log.js';

/** The kinds of actions by which a log is filtered. */
export const logKinds = [
  'sign-in',
  'opened',
  'read',
  'decision',
  'claim',
  'edit',
  'file',
  'settings',
  'refused',
  'verification',
  'log',
  'system',
] as const;
export type LogKind = (typeof logKinds)[number];

const kindOf: Readonly<Record<ActivityAction, LogKind>> = {
  'sign-in': 'sign-in',
  'sign-out': 'sign-in',
  'sign-in-failed': 'sign-in',
  'token-issued': 'sign-in',
  'code-issued': 'sign-in',
  'code-redeemed': 'sign-in',
  'page-opened': 'opened',
  'workspace-read': 'opened',
  'session-read': 'opened',
  'sessions-listed': 'read',
  'sessions-counted': 'read',
  'photo-read': 'read',
  'thumbnails-read': 'read',
  decision: 'decision',
  'claim-made': 'claim',
  'claim-given': 'claim',
  'claim-released': 'claim',
  'claim-taken-over': 'claim',
  'claim-handed-over': 'claim',
  edit: 'edit',
  note: 'edit',
  'screening-rechecked': 'edit',
  'false-positive-marked': 'edit',
  'false-positive-taken-back': 'edit',
  'export-csv': 'file',
  'export-statistics': 'file',
  'download-pdf': 'file',
  'activity-exported': 'file',
  'settings-changed': 'settings',
  'settings-previewed': 'settings',
  'logo-saved': 'settings',
  'logo-removed': 'settings',
  'api-key-created': 'settings',
  'api-key-revoked': 'settings',
  'web-hook-created': 'settings',
  'web-hook-changed': 'settings',
  'web-hook-deleted': 'settings',
  'web-hook-secret-replaced': 'settings',
  'web-hook-tested': 'settings',
  'web-hook-redelivered': 'settings',
  forbidden: 'refused',
  'code-refused': 'refused',
  'session-created': 'verification',
  'attempt-started': 'verification',
  'evidence-stored': 'verification',
  'attempt-finished': 'verification',
  'session-erased': 'verification',
  'activity-read': 'log',
  'activity-checked': 'log',
  'activity-head-signed': 'log',
  'job-retried': 'system',
  'job-dropped': 'system',
};

/** The actions of some kinds. */
export const actionsOf = (kinds: readonly string[]): ActivityAction[] =>
  (Object.keys(kindOf) as ActivityAction[]).filter((action) => kinds.includes(kindOf[action]));

/** Whether this version of the kit has words for an action. */
export const isKnownAction = (action: string): action is ActivityAction =>
  Object.hasOwn(kindOf, action);
