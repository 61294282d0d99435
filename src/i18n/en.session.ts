import type { Message } from './message.js';

/** The English texts that the console and the details share. */
export const sessionTexts = {
  'details.label': 'Session details',
  'decision.sessionVerified': 'Session verified.',
  'decision.sessionRejected': 'Session rejected.',
} as const satisfies Record<string, Message>;
