import type { Message } from './message.js';

/** The English texts of durations. */
export const durationTexts = {
  'duration.seconds': '{value} s',
  'duration.minutes': '{value} min',
  'duration.hours': '{value} h',
  'duration.days': '{value} d',
} as const satisfies Record<string, Message>;
