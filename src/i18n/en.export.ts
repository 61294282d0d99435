import type { Message } from './message.js';

/** The English texts of exports, loaded with them. */
export const exportTexts = {
  'export.csv': 'Export CSV',
  'export.progress': 'Progress of the export',
  'export.count': '{done} of {count} sessions',
  'export.countOpen': { one: '{count} session so far', other: '{count} sessions so far' },
  'export.cancel': 'Cancel export',
  'export.continue': 'Continue',
  'export.saved': { one: '{count} session exported', other: '{count} sessions exported' },
  'export.offered': {
    one: 'A file with {count} session was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
    other:
      'A file with {count} sessions was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
  },
  'export.cancelled': 'Export canceled; nothing was saved.',
  'export.unsaved': 'The file could not be saved.',
} as const satisfies Record<string, Message>;
