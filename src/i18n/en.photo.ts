import type { Message } from './message.js';

/** The English texts of a photo that a list needs only once it has photos. */
export const photoTexts = {
  'photo.loading': 'Loading photo…',
  'photo.document-front': 'Document, front',
  'photo.document-back': 'Document, back',
  'photo.failed': 'The photo could not be loaded.',
  'photo.refused': 'This file is not a photo, so it is not shown.',
} as const satisfies Record<string, Message>;
