import type { Message } from './message.js';

/** The English texts of the switch that shows masked data, which a list loads with the switch. */
export const maskTexts = {
  'mask.hidden': 'Personal data is hidden.',
  'mask.shown': 'Personal data is shown.',
  'mask.show': 'Show',
  'mask.hide': 'Hide',
} as const satisfies Record<string, Message>;
