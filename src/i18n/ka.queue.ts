import type { queueTexts } from './en.queue.js';
import type { Message } from './message.js';

/** The Georgian texts of the cells that tell which session of a queue comes next; those of durations are elsewhere. */
export const kaQueue = {
  'queue.openMatches': { one: '{count} ღია დამთხვევა', other: '{count} ღია დამთხვევა' },
  'queue.dueIn': '{time}-ში',
  'queue.overdue': 'დაგვიანება: {time}',
  'queue.noDue': 'არ არის დადგენილი',
  'queue.unclaimed': 'თავისუფალია',
  'queue.you': 'თქვენ',
} as const satisfies Partial<Record<keyof typeof queueTexts, Message>>;
