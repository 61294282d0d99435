import type { Message } from './message.js';

/** The English texts of a file that the browser may not download. */
export const fileTexts = {
  'file.offered':
    'The file was passed to your browser. If it does not appear among your downloads, this page may not be allowed to download files.',
  'file.blocked': 'The file is ready, but this page may not download files.',
  'file.open': 'Open the file',
  'file.unopened':
    'The browser did not open the file. Open the context menu of the link to save it or to copy its address, or ask the owner of this page to allow downloads.',
} as const satisfies Record<string, Message>;
