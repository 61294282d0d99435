import type { Message } from './message.js';

/** The English texts of every export to a file. */
export const exportRunTexts = {
  'export.progress': 'Progress of the export',
  'export.cancel': 'Cancel export',
  'export.continue': 'Continue',
  'export.cancelled': 'Export canceled; nothing was saved.',
  'export.unsaved': 'The file could not be saved.',
} as const satisfies Record<string, Message>;
