import type { Message } from './message.js';

/** The English texts of several parts that load on demand, none of which is on every page. */
export const sharedTexts = {
  'filters.clear': 'Clear filters',
} as const satisfies Record<string, Message>;
