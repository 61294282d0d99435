import type { Message } from './message.js';

/** The English texts of the mark on demo data, which loads with the data. */
export const demoTexts = {
  'demo.mark': 'Demo data',
  'demo.explanation': 'None of these people exist. Nothing here is saved.',
} as const satisfies Record<string, Message>;
