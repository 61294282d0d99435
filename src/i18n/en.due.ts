import { durationTexts } from './en.duration.js';
import type { Message } from './message.js';

/** The English texts of when a session is due, in its details. */
export const dueTexts = {
  ...durationTexts,
  'details.dueIn': 'Due in {time}',
  'details.overdue': 'Overdue: {time}',
} as const satisfies Record<string, Message>;
