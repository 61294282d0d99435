import type { Message } from './message.js';

/** The English texts of related sessions (spec W6). */
export const relatedTexts = {
  'related.none': 'No related sessions',
  'related.noneHint':
    'No other session of your company has the same number, phone number, e-mail address or device.',
  'related.caution':
    'What is the same does not prove that it is the same client. Compare the sessions.',
  'related.unnamed': 'Name not read',
  'related.same': 'The same:',
  'related.more': 'There are more related sessions. These {count} are shown first.',

  'related.duplicateOf': 'Which session does it duplicate?',
  'related.failed': 'The related sessions could not be loaded.',
  'related.notStated': 'Not stated',

  'likeness.document-number': 'Document number',
  'likeness.personal-number': 'Personal number',
  'likeness.phone': 'Phone number',
  'likeness.email': 'E-mail address',
  'likeness.face': 'Face',
  'likeness.device': 'Device',
  'likeness.address': 'IP address',
} as const satisfies Record<string, Message>;
