import { sessionTexts } from './en.session.js';
import type { Message } from './message.js';

/** The English texts of the console. */
export const consoleTexts = {
  ...sessionTexts,
  'console.navigation': 'Review',
  'console.back': 'Back to {view}',
  'console.nextUnclaimed': 'Next unclaimed session',
  'console.next': 'Next awaiting action',
  'console.looking': 'Looking for the next session…',
  'console.nextFailed': 'The next session could not be found. Try again.',
  'console.noneLeft': 'No other session awaits action.',
  'console.noneSelected': 'No other session in this search awaits action.',
  'console.autoAdvance': 'Open the next session after each decision',
  'console.dashboard': 'Dashboard',
  'console.activity': 'Activity log',
  'console.settings': 'Settings',
  'console.refused.dashboard': 'You don’t have access to the dashboard.',
  'console.refused.activity': 'You don’t have access to the activity log.',
  'console.refused.settings': 'You don’t have access to the settings.',
  'shortcuts.title': 'Keyboard shortcuts',
} as const satisfies Record<string, Message>;
