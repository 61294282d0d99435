import { exportButtonTexts } from './en.export-button.js';
import { exportRunTexts } from './en.export-run.js';
import type { Message } from './message.js';

/** The English texts of the export of sessions, loaded with it. */
export const exportTexts = {
  ...exportButtonTexts,
  ...exportRunTexts,
  'export.count': '{done} of {count} sessions',
  'export.countOpen': { one: '{count} session so far', other: '{count} sessions so far' },
  'export.saved': { one: '{count} session exported', other: '{count} sessions exported' },
  'export.offered': {
    one: 'A file with {count} session was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
    other:
      'A file with {count} sessions was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
  },
} as const satisfies Record<string, Message>;
