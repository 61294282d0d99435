import type { Message } from './message.js';

/** The English text of the button that exports sessions. */
export const exportButtonTexts = {
  'export.csv': 'Export CSV',
} as const satisfies Record<string, Message>;
