import type { Message } from './message.js';

/** The English texts of how agents share the queue. */
export const settingsQueueTexts = {
  'settings.queueIntroduction':
    'How long agents have to decide about a session, and whether they must claim it first.',
  'settings.claimRequired': 'Require claims',
  'settings.claimRequiredMeaning':
    'Whether an agent must claim a session before deciding about it.',
  'settings.claimRequiredOn': 'Only the user who has claimed a session can decide about it.',
  'settings.claimRequiredOff': 'Every agent can decide about every session that awaits action.',
  'settings.dueHours': 'Due hours',
  'settings.dueHoursMeaning':
    'A session is due so many hours after it began to wait. If several conditions apply, the smallest number counts. A change also moves the due dates of the sessions that wait already.',
  'settings.hours': 'hours',
  'settings.dueHoursRule': 'Enter a whole number from 1 to {count}, or nothing.',
  'settings.dueHoursAfter': {
    one: 'Due {count} hour after it began to wait.',
    other: 'Due {count} hours after it began to wait.',
  },
  'settings.dueHoursNone': 'No due date.',
  'settings.due.high-risk-nationality': 'High-risk country by nationality',
  'settings.due.high-risk-ip-country': 'High-risk country by IP',
  'settings.due.screening': 'Sanctions screening',
  'settings.due.open-match': 'Open match of a watch list',
  'settings.due.document-type': 'Document type',
  'settings.due.id-is-real': 'ID is real',
  'settings.due.full-id-detected': 'Full ID detected',
  'settings.due.mrz': 'Machine-readable zone',
  'settings.due.expiry': 'Expiration Date',
  'settings.due.no-expiry': 'No expiration date in the MRZ',
  'settings.due.front-to-back': 'Front-to-back compare',
  'settings.due.liveness': 'Liveness Passed',
  'settings.due.face-match-level': 'Face Match Score',
  'settings.due.document-review': 'Document review',
  'settings.due.other': 'Any other condition',
} as const satisfies Record<string, Message>;
