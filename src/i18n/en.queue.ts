import { durationTexts } from './en.duration.js';
import type { Message } from './message.js';

/** The English texts of the cells that tell which session of a queue comes next. */
export const queueTexts = {
  ...durationTexts,
  'queue.openMatches': { one: '{count} open match', other: '{count} open matches' },
  'queue.dueIn': 'in {time}',
  'queue.overdue': 'Overdue: {time}',
  'queue.noDue': 'Not set',
  'queue.unclaimed': 'Unclaimed',
  'queue.you': 'You',
} as const satisfies Record<string, Message>;
